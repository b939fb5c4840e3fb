// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.concurrent;

import java.util.concurrent.locks.ReentrantLock;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Runs the calls of lanes on the thread that turns the loop, in the order in which they were offered, where a processor is
 * driven by its caller and has no threads. One call at a time: a call that drives the processor itself runs no further
 * ones, which follow when it returns. Bounded by what the lanes take. Thread-safe.
 */
public final class CallerRunsQueue {
    private static final int CHUNK_SIZE = 64;

    /** Who polls holds {@code running}. */
    private final MpscUnboundedVarHandleArrayQueue<BulkheadExecutor> due =
            new MpscUnboundedVarHandleArrayQueue<>(CHUNK_SIZE);

    private final ReentrantLock running = new ReentrantLock();

    /** A lane has one more call. */
    void add(BulkheadExecutor executor) {
        due.add(executor);
    }

    /** Runs all calls that wait, and those that they offer; returns at once where calls are being run. */
    public void run() {
        run(Long.MAX_VALUE);
    }

    /** The same, but begins no call after so many nanoseconds. */
    public void run(long nanos) {
        long begin = System.nanoTime();
        while (!due.isEmpty() && !isRunningHere() && running.tryLock()) {
            try {
                for (BulkheadExecutor executor = next(begin, nanos); executor != null; executor = next(begin, nanos)) {
                    executor.runNext();
                }
            } finally {
                running.unlock();
            }
            if (System.nanoTime() - begin >= nanos) {
                return;
            }
        }
    }

    /** Whether the calling thread is running a call. */
    public boolean isRunningHere() {
        return running.isHeldByCurrentThread();
    }

    private @Nullable BulkheadExecutor next(long begin, long nanos) {
        return System.nanoTime() - begin < nanos ? due.poll() : null;
    }
}
