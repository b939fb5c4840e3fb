// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.concurrent;

import java.util.concurrent.locks.ReentrantLock;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * A queue of the calls of bulkhead executors, which the thread that runs the loop executes in the order of arrival, for
 * a caller-driven processor without threads. One call runs at a time: a call that drives the processor itself runs no
 * further ones, which follow when it returns. Bounded by the capacities of the executors. Thread-safe.
 */
public final class CallerRunsQueue {
    private static final int CHUNK_SIZE = 64;

    /** The consumer holds {@code running}. */
    private final MpscUnboundedVarHandleArrayQueue<BulkheadExecutor> due =
            new MpscUnboundedVarHandleArrayQueue<>(CHUNK_SIZE);

    private final ReentrantLock running = new ReentrantLock();

    /** Adds a call of an executor. */
    void add(BulkheadExecutor executor) {
        due.add(executor);
    }

    /** Runs all waiting calls, and those that they offer; returns at once if calls are already being run. */
    public void run() {
        run(Long.MAX_VALUE);
    }

    /** Runs waiting calls, but starts none after a number of nanoseconds. */
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
