// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.concurrent;

import io.arxsvgx.telemetry.text.Durations;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * A bounded executor of calls into foreign code with its own thread, so that a call that hangs, throws or is slow does
 * not delay other code. A call is interrupted after its timeout; if it ignores the interrupt for the same time again,
 * its thread is abandoned and another one takes over, a bounded number of times. The thread is started with the first
 * call. If the processor is caller-driven, a {@link CallerRunsQueue} runs the calls instead. Thread-safe.
 */
public final class BulkheadExecutor {
    private static final int MAX_ABANDONED_THREADS = 4;

    /** A call. */
    public interface Call {
        void run() throws Exception;
    }

    /**
     * The settings that all bulkhead executors of a processor share.
     *
     * @param caller runs the calls of all executors, which then have no threads; null if each has its own thread
     */
    public record Setup(
            ThreadOwner owner,
            LongSupplier clock,
            long timeout,
            DistinctErrorLog faults,
            @Nullable CallerRunsQueue caller) {

        /** Returns the settings for an executor that always has a thread. */
        public Setup withThread() {
            return new Setup(owner, clock, timeout, faults, null);
        }
    }

    private final String name;
    private final Setup setup;
    /** The waiting calls; producers offer without the lock, the consumer holds it. */
    private final MpscVarHandleArrayQueue<Call> waiting;

    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();
    private final AtomicLong timeouts = new AtomicLong();
    private final AtomicLong overflows = new AtomicLong();
    private volatile long timeout;
    private boolean running;
    private volatile @Nullable Worker worker;
    /** Whether the worker waits for a call, or is about to check for one. */
    private volatile boolean idle;

    private int abandoned;
    /** The failure of the last finished call, or the timeout of the present one; null if it succeeded. */
    private volatile @Nullable String failure;

    public BulkheadExecutor(String name, int capacity, Setup setup) {
        this.name = name;
        this.waiting = new MpscVarHandleArrayQueue<>(capacity);
        this.setup = setup;
        timeout = setup.timeout;
    }

    /** Sets a timeout of calls that differs from the shared one. */
    public void timeout(long nanos) {
        timeout = nanos;
    }

    public long calls() {
        return calls.get();
    }

    public long faults() {
        return faults.get();
    }

    public long timeouts() {
        return timeouts.get();
    }

    public long overflows() {
        return overflows.get();
    }

    public synchronized void start() {
        running = true;
        ensureWorker();
    }

    /** Accepts a call, or counts an overflow. */
    public boolean offer(Call call) {
        if (!waiting.offer(call)) {
            overflows.incrementAndGet();
            return false;
        }
        if (setup.caller != null) {
            setup.caller.add(this);
        } else if (idle || worker == null) {
            wake();
        }
        return true;
    }

    private synchronized void wake() {
        ensureWorker();
        notifyAll();
    }

    /** Runs the next call on the calling thread, if the executor has no thread. */
    void runNext() {
        Call call;
        synchronized (this) {
            call = waiting.poll();
        }
        if (call == null) {
            return;
        }
        try {
            calls.incrementAndGet();
            call.run();
            failure = null;
        } catch (Throwable fault) {
            failure = DistinctErrorLog.line(fault);
            faults.incrementAndGet();
            setup.faults.log(name + " failed", fault);
            DistinctErrorLog.rethrowFatal(fault);
        }
    }

    private void ensureWorker() {
        if (setup.caller == null
                && running
                && worker == null
                && !waiting.isEmpty()
                && abandoned < MAX_ABANDONED_THREADS) {
            Worker next = new Worker();
            try {
                next.thread.start();
                worker = next;
            } catch (OutOfMemoryError e) {
                // the system cannot start a thread now; retried with the next call, and at the next check
                faults.incrementAndGet();
                failure = DistinctErrorLog.line(e);
            }
        }
    }

    /** Interrupts a call after its timeout, and abandons a thread that ignores the interrupt. */
    public synchronized void check(long now) {
        ensureWorker();
        Worker current = worker;
        if (current == null || !current.busy) {
            return;
        }
        long took = now - current.since;
        if (!current.interrupted && took > timeout) {
            timeouts.incrementAndGet();
            current.interrupted = true;
            failure = "timed out after " + Durations.format(Duration.ofNanos(timeout));
            setup.faults.log(name + " timed out and was interrupted", null);
            current.thread.interrupt();
        } else if (current.interrupted && took > timeout + setup.timeout) {
            abandon(current);
            ensureWorker();
        }
    }

    private void abandon(Worker current) {
        current.current = false;
        current.isAbandoned = true;
        abandoned++;
        worker = null;
    }

    /** Returns the problem of the called code, or null; a failure counts until the next success. */
    public @Nullable String problem(String called) {
        String last = failure;
        if (isStuck()) {
            return called + " hangs: " + last;
        }
        return last == null ? null : called + " failed: " + last;
    }

    /** Clears the failure, since other code is called from now on. */
    public void forgetFailure() {
        failure = null;
    }

    /** Returns whether calls wait that no thread can run. */
    public synchronized boolean isStuck() {
        return abandoned >= MAX_ABANDONED_THREADS || (worker != null && worker.interrupted);
    }

    /** Returns the number of waiting and running calls, without that of the calling thread. */
    public synchronized int left() {
        boolean own = worker != null && worker.thread == Thread.currentThread();
        return waiting.size() + (worker != null && worker.busy && !own ? 1 : 0);
    }

    /**
     * Lets the executor finish until a reading of {@link System#nanoTime}, then stops its thread; calls that still wait
     * are kept for the next start. Returns the number of unfinished calls.
     */
    public synchronized int stop(long deadline) {
        boolean own = worker != null && worker.thread == Thread.currentThread();
        boolean interrupted = false;
        while (!own && worker != null && left() > 0) {
            long nanos = deadline - System.nanoTime();
            if (nanos <= 0) {
                break;
            }
            try {
                wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
            } catch (InterruptedException e) {
                interrupted = true;
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        int left = left();
        running = false;
        Worker last = worker;
        if (last != null) {
            last.current = false;
            worker = null;
            if (last.busy && !own) {
                abandon(last);
                last.interrupted = true;
                last.thread.interrupt();
            }
            notifyAll();
        }
        return left;
    }

    /** Stops the thread after the present call, if any, and removes the waiting ones. */
    public synchronized void close() {
        waiting.clear();
        running = false;
        if (worker != null) {
            worker.current = false;
            worker = null;
        }
        notifyAll();
    }

    /** The worker thread. Its fields are guarded by the executor. */
    private final class Worker implements Runnable {
        final Thread thread = new ProcessorThread(setup.owner, name, this);
        boolean current = true;
        boolean busy;
        boolean interrupted;
        boolean isAbandoned;
        long since;

        @Override
        public void run() {
            try {
                for (Call call = next(); call != null; call = next()) {
                    try {
                        calls.incrementAndGet();
                        call.run();
                        succeeded();
                    } catch (Throwable fault) {
                        fault(fault);
                        DistinctErrorLog.rethrowFatal(fault);
                    }
                }
            } finally {
                end();
            }
        }

        /** Lets another thread take over if a fatal error ends this one. */
        private void end() {
            synchronized (BulkheadExecutor.this) {
                busy = false;
                if (worker == this) {
                    worker = null;
                }
                finishAbandoned();
                BulkheadExecutor.this.notifyAll();
            }
        }

        /** Removes this thread from the count of abandoned ones after its call has ended late. */
        private void finishAbandoned() {
            if (isAbandoned) {
                isAbandoned = false;
                abandoned--;
            }
            ensureWorker();
        }

        private void succeeded() {
            synchronized (BulkheadExecutor.this) {
                if (!interrupted) {
                    failure = null;
                }
            }
        }

        private void fault(Throwable fault) {
            synchronized (BulkheadExecutor.this) {
                if (interrupted && !(fault instanceof Error)) {
                    return;
                }
                failure = DistinctErrorLog.line(fault);
            }
            faults.incrementAndGet();
            setup.faults.log(name + " failed", fault);
        }

        /**
         * Waits for a call. A producer adds its call before it reads {@code idle}; this sets {@code idle} before it
         * checks.
         */
        private void awaitCall() {
            if (!current) {
                return;
            }
            idle = true;
            while (current && waiting.isEmpty()) {
                try {
                    BulkheadExecutor.this.wait();
                } catch (InterruptedException late) {
                    // the interrupt was for a call that has ended
                    Thread.interrupted();
                }
            }
            if (worker == this) {
                // otherwise another worker waits now
                idle = false;
            }
        }

        private @Nullable Call next() {
            synchronized (BulkheadExecutor.this) {
                finishAbandoned();
                busy = false;
                interrupted = false;
                Thread.interrupted();
                BulkheadExecutor.this.notifyAll();
                awaitCall();
                if (!current) {
                    return null;
                }
                busy = true;
                since = setup.clock.getAsLong();
                return waiting.poll();
            }
        }
    }
}
