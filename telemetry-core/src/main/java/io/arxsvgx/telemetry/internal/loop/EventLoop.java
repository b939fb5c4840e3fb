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
 * <p>One turn processes what waits: it fixes how far the queue reaches, applies changed rules, processes the events up to
 * there, then meets the deadlines that the clock has reached. So a rule that was added applies to every event ingested after
 * that. A turn runs under a lock that only turns take: the loop's own thread holds it turn by turn, uncontended, until the
 * processor is stopped; after that, a producer whose event slipped in runs a turn itself.
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
    private final ReentrantLock turn = new ReentrantLock();
    /** Who polls holds the turn. */
    private final MpscUnboundedVarHandleArrayQueue<LoopTask> tasks =
            new MpscUnboundedVarHandleArrayQueue<>(TASK_CHUNK_SIZE);

    private volatile @Nullable Thread thread;
    private volatile @Nullable Throwable failure;
    /** Given up when the memory runs out, so that there is some to report it with. */
    @SuppressWarnings("unused")
    private volatile byte[] reserve = new byte[RESERVE_BYTES];

    private volatile long busySince;
    private long lookedAt;

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

    /** Forgets an earlier failure. Before the gate opens. */
    void prepare() {
        failure = null;
        reserve = new byte[RESERVE_BYTES];
        lookedAt = clock.now();
    }

    void startThread() {
        Thread started = new ProcessorThread(settings.owner(), "loop", this::loop);
        thread = started;
        started.start();
    }

    /** Makes the thread, if there is one, the last of its kind. */
    void forgetThread() {
        thread = null;
    }

    boolean hasFailed() {
        return failure != null;
    }

    boolean isHeldByCaller() {
        return turn.isHeldByCurrentThread();
    }

    /** Ends a park of the loop's thread. */
    void wake() {
        Thread loop = thread;
        if (loop != null) {
            LockSupport.unpark(loop);
        }
    }

    /** Runs one turn on the calling thread; answers how many events it processed. */
    int runTurn() {
        turn.lock();
        try {
            return turn();
        } finally {
            turn.unlock();
        }
    }

    /** Hands work to the loop's thread, and waits for its end; where that thread ends before, the caller does it. */
    void run(LoopTask task, boolean hasThread) {
        if (hasThread) {
            tasks.add(task);
            while (!task.isDone() && thread != null && failure == null) {
                wake();
                task.await(5);
            }
        }
        turn.lock();
        try {
            task.run();
        } finally {
            turn.unlock();
        }
    }

    /**
     * Processes what slipped in while the processor was being stopped. Whoever holds the lock looks at the queue again after
     * releasing it, so when the lock is taken there is nothing left to do here.
     */
    void finishQueue() {
        while (failure == null && !queue.isEmpty() && turn.tryLock()) {
            runLockedTurn();
        }
    }

    /** Applies what was changed too late for the last turn, so that those are notified whose alerts it resolves. */
    void applyRuleChanges() {
        if (failure == null && parts.rules.hasChanges() && turn.tryLock()) {
            runLockedTurn();
        }
    }

    private void runLockedTurn() {
        try {
            turn();
        } catch (Throwable fatal) {
            fail(fatal);
        } finally {
            turn.unlock();
        }
    }

    /** Waits until the loop has processed what was accepted and has ended, while it makes progress. The gate is closed. */
    void awaitEnd() {
        Thread loop = thread;
        long before = queue.processed();
        long since = System.nanoTime();
        boolean interrupted = false;
        while (isTurning(loop) && System.nanoTime() - since < STOP_TIMEOUT_NANOS) {
            try {
                awaitTurning(loop);
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

    /** Without a thread of its own the loop may be run by another caller just now. */
    private boolean isTurning(@Nullable Thread loop) {
        return loop == null ? turn.isLocked() : loop.isAlive();
    }

    private void awaitTurning(@Nullable Thread loop) throws InterruptedException {
        if (loop != null) {
            LockSupport.unpark(loop);
            loop.join(20);
        } else if (turn.tryLock(20, TimeUnit.MILLISECONDS)) {
            turn.unlock();
        }
    }

    /** A producer that slipped in processes its event itself, within a moment; what hangs is not waited for. */
    void awaitStragglers() {
        long since = System.nanoTime();
        while (!queue.isEmpty() && failure == null && System.nanoTime() - since < STRAGGLER_TIMEOUT_NANOS) {
            finishQueue();
            LockSupport.parkNanos(this, 20_000);
        }
    }

    private int turn() {
        barrier.beginTurn();
        busySince = clock.now() | 1;
        if (queue.begin()) {
            gate.keepOpen();
        }
        long now = clock.now();
        parts.pipeline.at(settings.wall().getAsLong(), now);
        parts.rules.applyChanges(parts.registry, parts.lifecycle, now);
        checkpointer.restore(now);
        parts.patternAlerts.applyChanges();
        housekeeping.beforeEvents();
        int total = drainAll();
        parts.lifecycle.clockAt(now);
        housekeeping.at(now);
        lookedAt = now;
        busySince = 0;
        for (LoopTask task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        barrier.endTurn();
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
                parts.latency.add(end - lookedAt, got);
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
                if (runTurn() > 0) {
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
                long until = parts.lifecycle.nextClock(now + MAX_PARK_NANOS);
                if (until - now > 0) {
                    LockSupport.parkNanos(this, until - now);
                }
            }
            gate.awake();
            lookedAt = clock.now();
        }
    }

    private void fail(Throwable fatal) {
        failure = fatal;
        gate.close();
        reserve = new byte[0];
        report(() -> log.error("the loop has failed; the processor takes no more events", ForeignText.escape(fatal)));
        report(subscribers::snapshotDue);
        barrier.wakeAll();
    }

    /** Reports the failure as far as the memory that is left allows. */
    private static void report(Runnable work) {
        try {
            work.run();
        } catch (Throwable unreported) {
            // the status has it
        }
    }

    /** Why the loop is not well, or null. */
    @Nullable
    String healthProblem() {
        Throwable fault = failure;
        if (fault != null) {
            return "the loop has failed: " + DistinctErrorLog.line(fault);
        }
        long since = busySince;
        long stalled = since == 0 ? 0 : clock.now() - since;
        if (stalled > STALL_NANOS) {
            return "the loop has been at " + parts.pipeline.currentLocation() + " for " + stalled / STALL_NANOS + " s";
        }
        return null;
    }
}
