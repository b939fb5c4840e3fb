// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import io.arxsvgx.telemetry.internal.concurrent.DistinctErrorLog;
import io.arxsvgx.telemetry.internal.concurrent.IdleStrategy;
import io.arxsvgx.telemetry.internal.concurrent.ProcessorThread;
import io.arxsvgx.telemetry.internal.concurrent.SingleWriterCounter;
import io.arxsvgx.telemetry.internal.ingest.ConsumerGate;
import io.arxsvgx.telemetry.internal.ingest.DropCounters;
import io.arxsvgx.telemetry.internal.ingest.EventAccessor;
import io.arxsvgx.telemetry.internal.ingest.IngestGateway;
import io.arxsvgx.telemetry.internal.ingest.LoopWaker;
import io.arxsvgx.telemetry.internal.ingest.StripedMpscQueue;
import io.arxsvgx.telemetry.text.ForeignText;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The loop and the states it goes through: new, running, stopped, closed.
 *
 * <p>One turn takes up what waits: it fixes how far the queue reaches, takes up changed rules, processes the events up
 * to there, then meets the deadlines that the clock has reached. So a rule that was set meets every event handed in
 * after that. A turn runs under a lock that only turns take: the loop's own thread holds it turn by turn, uncontended,
 * until the processor is stopped; after that, a producer whose event slipped in takes a turn itself.
 */
public final class ProcessorEngine implements LoopWaker {
    private static final int MAX_BATCH_EVENTS = 256;
    private static final int TASK_CHUNK_SIZE = 16;
    private static final long MAX_PARK_NANOS = 200_000_000L;
    private static final long STOP_TIMEOUT_NANOS = 5_000_000_000L;
    private static final int RESERVE_BYTES = 1 << 18;
    private static final long STRAGGLER_TIMEOUT_NANOS = 200_000_000L;

    private enum State {
        NEW,
        RUNNING,
        STOPPED,
        CLOSED
    }

    final EngineSettings settings;
    final EngineComponents parts;
    final StripedMpscQueue queue;
    final ConsumerGate gate;
    final DropCounters drops = new DropCounters();
    private final IngestGateway gateway;
    private final SubscriberPort subscribers;
    private final Logger log;
    private final Housekeeping housekeeping;
    private final StateCheckpointer stateKeeper;
    private final FalsePositiveFeedback feedback = new FalsePositiveFeedback(this);
    /** Who polls holds the turn. */
    private final MpscUnboundedVarHandleArrayQueue<LoopTask> tasks =
            new MpscUnboundedVarHandleArrayQueue<>(TASK_CHUNK_SIZE);

    private final ReentrantLock turn = new ReentrantLock();
    private final Object turned = new Object();
    private final AtomicInteger waitingForTurn = new AtomicInteger();
    private volatile State state = State.NEW;
    private volatile boolean stopping;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Throwable failure;
    /** Given up when the memory runs out, so that there is some to report it with. */
    @SuppressWarnings("unused")
    private volatile byte[] reserve = new byte[RESERVE_BYTES];

    private final SingleWriterCounter turnsBegun = new SingleWriterCounter();
    /** The last turn that took up all that had been accepted before it began. */
    private final SingleWriterCounter turnsEnded = new SingleWriterCounter();

    private volatile long busySince;
    private volatile long downtime;
    private volatile long stoppedAt;
    /** Whether the clock stands still, since the processor is stopped. */
    private volatile boolean isFrozen;

    private long lookedAt;

    public ProcessorEngine(EngineSettings settings, SubscriberPort subscribers, EventAccessor events, Logger log) {
        this.settings = settings;
        this.subscribers = subscribers;
        this.log = log;
        this.queue =
                new StripedMpscQueue(settings.bufferSize(), Runtime.getRuntime().availableProcessors());
        this.gate = new ConsumerGate(queue);
        this.gateway = new IngestGateway(queue, gate, drops, settings.overflowTimeout(), this);
        this.parts = new EngineComponents(
                settings, subscribers, events, queue.first().tokenShift(), this::clock, log);
        this.housekeeping = new Housekeeping(this, subscribers, log);
        this.stateKeeper = new StateCheckpointer(this);
    }

    public StateCheckpointer stateKeeper() {
        return stateKeeper;
    }

    public FalsePositiveFeedback feedback() {
        return feedback;
    }

    /** Whether it was ever started. */
    public boolean isNew() {
        return state == State.NEW;
    }

    /** Runs something between two turns, and waits for it; at once where no thread of its own turns the loop. */
    void betweenTurns(Runnable work) {
        LoopTask task = new LoopTask(work);
        if (settings.ownThread() && isRunning()) {
            tasks.add(task);
            while (!task.isDone() && isRunning()) {
                LockSupport.unpark(thread);
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

    /** Something to be done once, by whoever comes first. */
    private static final class LoopTask {
        private final Runnable work;
        private final CountDownLatch done = new CountDownLatch(1);
        private boolean begun;

        LoopTask(Runnable work) {
            this.work = work;
        }

        boolean isDone() {
            return done.getCount() == 0;
        }

        /** Under the turn lock. */
        void run() {
            if (!begun) {
                begun = true;
                try {
                    work.run();
                } finally {
                    done.countDown();
                }
            }
        }

        void await(long millis) {
            try {
                if (done.await(millis, TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    public IngestGateway gateway() {
        return gateway;
    }

    public EngineComponents parts() {
        return parts;
    }

    /** The monotonic clock, less the time for which the processor was stopped. */
    long clock() {
        return settings.clock().getAsLong() - downtime();
    }

    /** For how long the processor has been stopped since its first start, a stop that lasts included. */
    long downtime() {
        return isFrozen ? downtime + settings.clock().getAsLong() - stoppedAt : downtime;
    }

    public synchronized void start() {
        if (state == State.CLOSED) {
            throw new IllegalStateException("the processor was closed; make a new one");
        }
        if (state == State.RUNNING) {
            return;
        }
        if (state == State.STOPPED) {
            downtime += settings.clock().getAsLong() - stoppedAt;
            isFrozen = false;
            parts.seriesClock.stoppedFor(downtime);
        }
        failure = null;
        reserve = new byte[RESERVE_BYTES];
        lookedAt = clock();
        parts.start();
        state = State.RUNNING;
        gate.open();
        if (settings.ownThread()) {
            Thread started = new ProcessorThread(settings.owner(), "loop", this::loop);
            thread = started;
            started.start();
        }
    }

    /** Stops; answers how many events, calls of actions and messages were left. */
    public long[] stop(long executorNanos) {
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("the loop cannot stop itself; stop the processor from another thread");
        }
        if (stopping && mustNotBlock()) {
            // the stop under way waits for the caller, which must not wait for it in turn
            return new long[] {waiting(), 0, 0};
        }
        return stopNow(executorNanos);
    }

    private synchronized long[] stopNow(long executorNanos) {
        if (state != State.RUNNING) {
            gate.close();
            if (state == State.NEW) {
                freeze();
                state = State.STOPPED;
            }
            return new long[] {waiting(), 0, 0};
        }
        gate.close();
        stopping = true;
        finishLoop();
        applyRuleChanges();
        thread = null;
        state = State.STOPPED;
        awaitStragglers();
        long[] left = parts.stop(System.nanoTime() + executorNanos);
        stopping = false;
        freeze();
        awaitStragglers();
        return new long[] {waiting(), left[0], left[1]};
    }

    private void freeze() {
        stoppedAt = settings.clock().getAsLong();
        isFrozen = true;
    }

    /** A producer that slipped in processes its event itself, within a moment; what hangs is not waited for. */
    private void awaitStragglers() {
        long since = System.nanoTime();
        while (waiting() > 0 && failure == null && System.nanoTime() - since < STRAGGLER_TIMEOUT_NANOS) {
            finishQueue();
            LockSupport.parkNanos(this, 20_000);
        }
    }

    /** Stops for good; answers as {@link #stop} does. */
    public synchronized long[] close(long executorNanos) {
        long[] left = stop(executorNanos);
        if (state != State.CLOSED) {
            state = State.CLOSED;
            parts.close();
        }
        return left;
    }

    private void finishLoop() {
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

    /** Applies what was changed too late for the last turn, so that those are notified whose alerts it resolves. */
    private void applyRuleChanges() {
        if (failure == null && parts.rules.hasChanges() && turn.tryLock()) {
            try {
                turn();
            } catch (Throwable fatal) {
                fail(fatal);
            } finally {
                turn.unlock();
            }
        }
    }

    /** A rule was added or removed: a loop that sleeps applies it now. */
    public void rulesChanged() {
        Thread loop = thread;
        if (loop != null) {
            LockSupport.unpark(loop);
        }
    }

    /** Without a thread of its own the loop may be turned by another caller just now. */
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

    public boolean isRunning() {
        return state == State.RUNNING && failure == null;
    }

    public long waiting() {
        long processed = queue.processed();
        return queue.accepted() - processed;
    }

    /** A producer has handed in an item and found the loop asleep, or the processor stopped. */
    @Override
    public void onOffer(int seen) {
        if (seen == ConsumerGate.PARKED) {
            if (gate.wake()) {
                LockSupport.unpark(thread);
            }
        } else {
            finishQueue();
        }
    }

    /**
     * Processes what slipped in while the processor was being stopped. Whoever holds the lock looks at the queue again
     * after letting go of it, so when the lock is taken there is nothing left to do here.
     */
    private void finishQueue() {
        while (failure == null && !queue.isEmpty() && turn.tryLock()) {
            try {
                turn();
            } catch (Throwable fatal) {
                fail(fatal);
            } finally {
                turn.unlock();
            }
        }
    }

    /** Whether the calling thread would wait for itself if it waited for the loop. */
    @Override
    public boolean mustNotBlock() {
        return isOwnThread() || parts.isCalling();
    }

    boolean isOwnThread() {
        return ProcessorThread.isOwnedBy(settings.owner()) || turn.isHeldByCurrentThread();
    }

    /** One turn by the caller; answers how many events it processed. */
    public int runOnce() {
        if (settings.ownThread()) {
            throw new IllegalStateException("the processor turns its loop on a thread of its own; "
                    + "build it with callerDriven() to turn it yourself");
        }
        if (state != State.RUNNING) {
            return 0;
        }
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("runOnce() was called from within the loop");
        }
        int done;
        turn.lock();
        try {
            done = turn();
        } finally {
            turn.unlock();
        }
        parts.runCalls();
        if (gate.state() == ConsumerGate.CLOSED) {
            finishQueue();
        }
        return done;
    }

    private int turn() {
        turnsBegun.add(1);
        busySince = clock() | 1;
        if (queue.begin()) {
            gate.keepOpen();
        }
        long clock = clock();
        parts.pipeline.at(settings.wall().getAsLong(), clock);
        parts.rules.applyChanges(parts.registry, parts.lifecycle, clock);
        stateKeeper.restore(clock);
        parts.patternAlerts.applyChanges();
        housekeeping.beforeEvents();
        int total = 0;
        int got;
        do {
            got = drain();
            total += got;
            if (got > 0) {
                long end = clock();
                parts.latency.add(end - lookedAt, got);
                busySince = end | 1;
            }
        } while (got == MAX_BATCH_EVENTS);
        parts.lifecycle.clockAt(clock);
        housekeeping.at(clock);
        lookedAt = clock;
        busySince = 0;
        for (LoopTask task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        if (queue.isTurnOver()) {
            turnsEnded.add(turnsBegun.get() - turnsEnded.get());
        }
        if (waitingForTurn.get() > 0) {
            synchronized (turned) {
                turned.notifyAll();
            }
        }
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
                int done;
                turn.lock();
                try {
                    done = turn();
                } finally {
                    turn.unlock();
                }
                if (done > 0) {
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

    private void fail(Throwable fatal) {
        failure = fatal;
        gate.close();
        reserve = new byte[0];
        report(() -> log.error("the loop has failed; the processor takes no more events", ForeignText.escape(fatal)));
        report(subscribers::snapshotDue);
        synchronized (turned) {
            turned.notifyAll();
        }
    }

    /** Reports the failure as far as the memory that is left allows. */
    private static void report(Runnable work) {
        try {
            work.run();
        } catch (Throwable unreported) {
            // the status has it
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
                long now = clock();
                long until = parts.lifecycle.nextClock(now + MAX_PARK_NANOS);
                if (until - now > 0) {
                    LockSupport.parkNanos(this, until - now);
                }
            }
            gate.awake();
            lookedAt = clock();
        }
    }

    /** Waits until all that was accepted before has been processed, and the deadlines up to now have been met. */
    public boolean flush(long nanos) {
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("flush() was called from within the loop, which it would wait for");
        }
        boolean nothingWaits = queue.processed() >= queue.accepted();
        long target = queue.accepted();
        long turns = turnsBegun.get() + 1;
        long begin = System.nanoTime();
        if (state != State.RUNNING) {
            return queue.processed() >= target;
        }
        if (!settings.ownThread()) {
            return flushByTurning(target, turns, begin, nanos);
        }
        waitingForTurn.incrementAndGet();
        try {
            return awaitTurn(target, turns, begin, nanos) || nothingWaits;
        } finally {
            waitingForTurn.decrementAndGet();
        }
    }

    /** The count alone would not do: later events of one stripe may be processed before earlier ones of another. */
    private boolean isMet(long target, long turns) {
        return queue.processed() >= target && (turnsEnded.get() >= turns || !isRunning());
    }

    private boolean flushByTurning(long target, long turns, long begin, long nanos) {
        do {
            runOnce();
            if (isMet(target, turns)) {
                return true;
            }
        } while (System.nanoTime() - begin < nanos && isRunning());
        return false;
    }

    private boolean awaitTurn(long target, long turns, long begin, long nanos) {
        synchronized (turned) {
            while (true) {
                if (isMet(target, turns)) {
                    return true;
                }
                long left = nanos - (System.nanoTime() - begin);
                if (left <= 0 || !isRunning()) {
                    return false;
                }
                LockSupport.unpark(thread);
                try {
                    long millis = Math.min(left / 1_000_000, 10);
                    turned.wait(millis, millis > 0 ? 0 : (int) Math.min(left, 999_999));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
    }

    boolean droppedLately() {
        return housekeeping.droppedLately();
    }

    /** Why the loop is not well, or null. */
    @Nullable
    String healthProblem() {
        Throwable fault = failure;
        if (fault != null) {
            return "the loop has failed: " + DistinctErrorLog.line(fault);
        }
        long since = busySince;
        long stalled = since == 0 ? 0 : clock() - since;
        if (stalled > 1_000_000_000L) {
            return "the loop has been at " + parts.pipeline.currentLocation() + " for " + stalled / 1_000_000_000L
                    + " s";
        }
        return null;
    }
}
