// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import io.arxsvgx.telemetry.internal.concurrent.DistinctErrorLog;
import io.arxsvgx.telemetry.internal.concurrent.IdleStrategy;
import io.arxsvgx.telemetry.internal.concurrent.ProcessorThread;
import io.arxsvgx.telemetry.internal.ingest.ConsumerGate;
import io.arxsvgx.telemetry.internal.ingest.StripedMpscQueue;
import io.arxsvgx.telemetry.text.ForeignText;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The event loop: the single consumer of the ingest buffer.
 *
 * <p>One pass processes the waiting events: it reads the end of the queue, applies changed rules, processes the events
 * up to that end, then the deadlines that the clock has reached. So an added rule applies to every event ingested
 * afterwards. A pass runs under a lock that only passes take: the loop's own thread takes it for each pass,
 * uncontended, until the processor is stopped; after that, a producer whose event was accepted during the stop runs a
 * pass itself.
 */
final class EventLoop {
    private static final int MAX_BATCH_EVENTS = 256;
    private static final int TASK_CHUNK_SIZE = 16;
    private static final long MAX_PARK_NANOS = 200_000_000L;
    private static final long STOP_TIMEOUT_NANOS = 5_000_000_000L;
    private static final long STRAGGLER_TIMEOUT_NANOS = 200_000_000L;
    private static final long STALL_NANOS = 1_000_000_000L;
    private static final int RESERVE_BYTES = 1 << 18;

    private final EngineSettings settings;
    private final EngineComponents parts;
    private final StripedMpscQueue queue;
    private final ConsumerGate gate;
    private final EngineClock clock;
    private final FlushBarrier barrier;
    private final Housekeeping housekeeping;
    private final StateCheckpointer checkpointer;
    private final SubscriberPort subscribers;
    private final Logger log;
    private final ReentrantLock passLock = new ReentrantLock();
    /** The tasks between two passes; the consumer holds the pass lock. */
    private final MpscUnboundedVarHandleArrayQueue<LoopTask> tasks =
            new MpscUnboundedVarHandleArrayQueue<>(TASK_CHUNK_SIZE);

    private volatile @Nullable Thread thread;
    private volatile @Nullable Throwable failure;
    /** Memory that is released on an out-of-memory error, so that it can be reported. */
    @SuppressWarnings("unused")
    private volatile byte[] reserve = new byte[RESERVE_BYTES];

    private volatile long busySince;
    private long lastPoll;

    EventLoop(ProcessorEngine engine, Housekeeping housekeeping, SubscriberPort subscribers, Logger log) {
        this.settings = engine.settings;
        this.parts = engine.parts;
        this.queue = engine.queue;
        this.gate = engine.gate;
        this.clock = engine.clock;
        this.barrier = engine.barrier;
        this.checkpointer = engine.stateKeeper();
        this.housekeeping = housekeeping;
        this.subscribers = subscribers;
        this.log = log;
    }

    /** Clears an earlier failure, before the gate opens. */
    void prepare() {
        failure = null;
        reserve = new byte[RESERVE_BYTES];
        lastPoll = clock.now();
    }

    void startThread() {
        Thread started = new ProcessorThread(settings.owner(), "loop", this::loop);
        thread = started;
        started.start();
    }

    /** Removes the reference to the thread, if there is one. */
    void forgetThread() {
        thread = null;
    }

    boolean hasFailed() {
        return failure != null;
    }

    boolean isHeldByCaller() {
        return passLock.isHeldByCurrentThread();
    }

    /** Ends a park of the loop's thread. */
    void wake() {
        Thread loop = thread;
        if (loop != null) {
            LockSupport.unpark(loop);
        }
    }

    /** Runs one pass on the calling thread; returns the number of processed events. */
    int runPass() {
        passLock.lock();
        try {
            return pass();
        } finally {
            passLock.unlock();
        }
    }

    /** Passes work to the loop's thread, and waits for its end; if that thread ends before, the caller does it. */
    void run(LoopTask task, boolean hasThread) {
        if (hasThread) {
            tasks.add(task);
            while (!task.isDone() && thread != null && failure == null) {
                wake();
                task.await(5);
            }
        }
        passLock.lock();
        try {
            task.run();
        } finally {
            passLock.unlock();
        }
    }

    /**
     * Processes events that were accepted while the processor was being stopped. A thread that holds the lock checks
     * the queue again after releasing it, so if the lock is held there is nothing to do here.
     */
    void finishQueue() {
        while (failure == null && !queue.isEmpty() && passLock.tryLock()) {
            runLockedPass();
        }
    }

    /** Applies rule changes after the last pass, so that the actions of the alerts they resolve are called. */
    void applyRuleChanges() {
        if (failure == null && parts.rules.hasChanges() && passLock.tryLock()) {
            runLockedPass();
        }
    }

    private void runLockedPass() {
        try {
            pass();
        } catch (Throwable fatal) {
            fail(fatal);
        } finally {
            passLock.unlock();
        }
    }

    /** Waits until the loop has processed all events and has ended, while it makes progress. The gate is closed. */
    void awaitEnd() {
        Thread loop = thread;
        long before = queue.processed();
        long since = System.nanoTime();
        boolean interrupted = false;
        while (isPassRunning(loop) && System.nanoTime() - since < STOP_TIMEOUT_NANOS) {
            try {
                awaitPass(loop);
            } catch (InterruptedException e) {
                interrupted = true;
                break;
            }
            long now = queue.processed();
            if (now != before) {
                before = now;
                since = System.nanoTime();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        finishQueue();
    }

    /** Returns whether the loop's thread or, without one, a caller is running a pass. */
    private boolean isPassRunning(@Nullable Thread loop) {
        return loop == null ? passLock.isLocked() : loop.isAlive();
    }

    private void awaitPass(@Nullable Thread loop) throws InterruptedException {
        if (loop != null) {
            LockSupport.unpark(loop);
            loop.join(20);
        } else if (passLock.tryLock(20, TimeUnit.MILLISECONDS)) {
            passLock.unlock();
        }
    }

    /** Waits briefly for producers that process their own events; a hanging one is not waited for. */
    void awaitStragglers() {
        long since = System.nanoTime();
        while (!queue.isEmpty() && failure == null && System.nanoTime() - since < STRAGGLER_TIMEOUT_NANOS) {
            finishQueue();
            LockSupport.parkNanos(this, 20_000);
        }
    }

    private int pass() {
        barrier.beginPass();
        busySince = clock.now() | 1;
        if (queue.begin()) {
            gate.keepOpen();
        }
        long now = clock.now();
        parts.pipeline.at(settings.wall().getAsLong(), now);
        parts.rules.applyChanges(parts.registry, parts.lifecycle, parts.streams, parts.silence, now);
        checkpointer.restore(now);
        parts.patternAlerts.applyChanges();
        housekeeping.beforeEvents();
        int total = drainAll();
        parts.timer.clockAt(now);
        housekeeping.at(now);
        lastPoll = now;
        busySince = 0;
        for (LoopTask task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        barrier.endPass();
        return total;
    }

    private int drainAll() {
        int total = 0;
        int got;
        do {
            got = drain();
            total += got;
            if (got > 0) {
                long end = clock.now();
                parts.latency.add(end - lastPoll, got);
                busySince = end | 1;
            }
        } while (got == MAX_BATCH_EVENTS);
        return total;
    }

    private int drain() {
        try {
            return queue.drain(parts.pipeline, MAX_BATCH_EVENTS);
        } catch (Throwable fatal) {
            parts.pipeline.abortCurrent();
            throw fatal;
        }
    }

    private void loop() {
        Thread me = Thread.currentThread();
        try {
            int idle = 0;
            while (thread == me) {
                if (runPass() > 0) {
                    idle = 0;
                } else if (gate.state() == ConsumerGate.CLOSED) {
                    if (queue.isEmpty()) {
                        return;
                    }
                    Thread.onSpinWait();
                } else {
                    rest(idle);
                    idle = Math.min(idle + 1, settings.idle().spins());
                }
            }
        } catch (Throwable fatal) {
            fail(fatal);
            throw fatal;
        }
        if (gate.state() == ConsumerGate.CLOSED) {
            finishQueue();
        }
    }

    private void rest(int idle) {
        IdleStrategy how = settings.idle();
        if (how.parkNanos() == 0) {
            Thread.onSpinWait();
        } else if (idle < how.spins()) {
            LockSupport.parkNanos(this, how.parkNanos());
        } else if (gate.park()) {
            if (queue.isEmpty()) {
                long now = clock.now();
                long until = parts.timer.nextClock(now + MAX_PARK_NANOS);
                if (until - now > 0) {
                    LockSupport.parkNanos(this, until - now);
                }
            }
            gate.awake();
            lastPoll = clock.now();
        }
    }

    private void fail(Throwable fatal) {
        failure = fatal;
        gate.close();
        reserve = new byte[0];
        report(() -> log.error("event loop failed; the processor rejects further events", ForeignText.escape(fatal)));
        report(subscribers::snapshotDue);
        barrier.wakeAll();
    }

    /** Reports the failure as far as the remaining memory allows. */
    private static void report(Runnable work) {
        try {
            work.run();
        } catch (Throwable unreported) {
            // the status reports it
        }
    }

    /** Returns the problem of the loop, or null. */
    @Nullable
    String healthProblem() {
        Throwable fault = failure;
        if (fault != null) {
            return "event loop failed: " + DistinctErrorLog.line(fault);
        }
        long since = busySince;
        long stalled = since == 0 ? 0 : clock.now() - since;
        if (stalled > STALL_NANOS) {
            return "event loop stalled for " + stalled / STALL_NANOS + " s at " + parts.pipeline.currentLocation();
        }
        return null;
    }
}
