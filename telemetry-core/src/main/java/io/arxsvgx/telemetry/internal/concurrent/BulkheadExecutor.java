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
 * A bounded queue of calls into foreign code with a thread of its own, so that one that hangs, throws or is slow delays
 * nobody else. A call past its time is interrupted; if it does not heed that for as long again, its thread is given up
 * and another takes over, a bounded number of times. The thread begins with the first call. Where the caller drives the
 * processor, a {@link CallerRunsQueue} runs the calls instead. Thread-safe.
 */
public final class BulkheadExecutor {
    private static final int MAX_ABANDONED_THREADS = 4;

    /** A call. */
    public interface Call {
        void run() throws Exception;
    }

    /**
     * What all lanes of a processor share.
     *
     * @param caller runs the calls of all lanes, which then have no threads; null if each has a thread of its own
     */
    public record Setup(
            ThreadOwner owner,
            LongSupplier clock,
            long timeout,
            DistinctErrorLog faults,
            @Nullable CallerRunsQueue caller) {

        /** The same for a lane that has a thread in any case. */
        public Setup withThread() {
            return new Setup(owner, clock, timeout, faults, null);
        }
    }

    private final String name;
    private final Setup setup;
    /** Producers offer without the lock; who polls holds it. */
    private final MpscVarHandleArrayQueue<Call> waiting;

    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();
    private final AtomicLong timeouts = new AtomicLong();
    private final AtomicLong overflows = new AtomicLong();
    private volatile long timeout;
    private boolean running;
    private volatile @Nullable Worker worker;
    /** Whether the worker waits for a call, or is about to look whether there is one. */
    private volatile boolean idle;

    private int givenUp;
    /** How the last call that came to an end failed, or that the one under way has taken too long; null if it succeeded. */
    private volatile @Nullable String failure;

    public BulkheadExecutor(String name, int capacity, Setup setup) {
        this.name = name;
        this.waiting = new MpscVarHandleArrayQueue<>(capacity);
        this.setup = setup;
        timeout = setup.timeout;
    }

    /** Sets how long a call may take, where it is not what all lanes have. */
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

    /** Accepts a call, or counts that there was no room. */
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

    /** Runs the next call on the calling thread, where the lane has none of its own. */
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
                && givenUp < MAX_ABANDONED_THREADS) {
            Worker next = new Worker();
            try {
                next.thread.start();
                worker = next;
            } catch (OutOfMemoryError e) {
                // the machine has no room for a thread now; it is tried again with the next call, and at the next check
                faults.incrementAndGet();
                failure = DistinctErrorLog.line(e);
            }
        }
    }

    /** Interrupts a call that takes too long, and gives up a thread that does not heed it. */
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
            failure = "it took longer than " + Durations.format(Duration.ofNanos(timeout));
            setup.faults.log(name + " took longer than its time and was interrupted", null);
            current.thread.interrupt();
        } else if (current.interrupted && took > timeout + setup.timeout) {
            giveUp(current);
            ensureWorker();
        }
    }

    private void giveUp(Worker current) {
        current.current = false;
        current.abandoned = true;
        givenUp++;
        worker = null;
    }

    /** What is wrong with the code that is called, or null; a failure counts until the next success. */
    public @Nullable String problem(String called) {
        String last = failure;
        if (isStuck()) {
            return called + " hangs: " + last;
        }
        return last == null ? null : called + " failed: " + last;
    }

    /** The code that is called is another one now. */
    public void forgetFailure() {
        failure = null;
    }

    /** Whether calls wait that no thread can take. */
    public synchronized boolean isStuck() {
        return givenUp >= MAX_ABANDONED_THREADS || (worker != null && worker.interrupted);
    }

    /** Calls waiting and under way, the calling thread's own left out. */
    public synchronized int left() {
        boolean own = worker != null && worker.thread == Thread.currentThread();
        return waiting.size() + (worker != null && worker.busy && !own ? 1 : 0);
    }

    /**
     * Lets the lane finish until a reading of {@link System#nanoTime}, then stops its thread; what still waits then is
     * kept for the next start. Answers what was left.
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
                giveUp(last);
                last.interrupted = true;
                last.thread.interrupt();
            }
            notifyAll();
        }
        return left;
    }

    /** Stops the lane's thread after the call under way, if any, and forgets what waits. */
    public synchronized void close() {
        waiting.clear();
        running = false;
        if (worker != null) {
            worker.current = false;
            worker = null;
        }
        notifyAll();
    }

    /** The lane's thread. Its fields are guarded by the lane. */
    private final class Worker implements Runnable {
        final Thread thread = new ProcessorThread(setup.owner, name, this);
        boolean current = true;
        boolean busy;
        boolean interrupted;
        boolean abandoned;
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

        /** Leaves the lane to another thread if a fatal error ends this one. */
        private void end() {
            synchronized (BulkheadExecutor.this) {
                busy = false;
                if (worker == this) {
                    worker = null;
                }
                comeBack();
                BulkheadExecutor.this.notifyAll();
            }
        }

        /** Whoever was given up and is done after all no longer counts as given up. */
        private void comeBack() {
            if (abandoned) {
                abandoned = false;
                givenUp--;
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

        /** A producer adds its call before it reads {@code idle}, and this sets {@code idle} before it looks for a call. */
        private void awaitCall() {
            if (!current) {
                return;
            }
            idle = true;
            while (current && waiting.isEmpty()) {
                try {
                    BulkheadExecutor.this.wait();
                } catch (InterruptedException late) {
                    // it was meant for a call that has ended
                    Thread.interrupted();
                }
            }
            if (worker == this) {
                // else it is another worker that waits now
                idle = false;
            }
        }

        private @Nullable Call next() {
            synchronized (BulkheadExecutor.this) {
                comeBack();
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
