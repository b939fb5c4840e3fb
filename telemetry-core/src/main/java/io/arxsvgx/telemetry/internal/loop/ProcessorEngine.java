// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import io.arxsvgx.telemetry.internal.concurrent.ProcessorThread;
import io.arxsvgx.telemetry.internal.ingest.ConsumerGate;
import io.arxsvgx.telemetry.internal.ingest.DropCounters;
import io.arxsvgx.telemetry.internal.ingest.EventAccessor;
import io.arxsvgx.telemetry.internal.ingest.IngestGateway;
import io.arxsvgx.telemetry.internal.ingest.LoopWaker;
import io.arxsvgx.telemetry.internal.ingest.StripedMpscQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** A processor's event loop, its components, and their states: new, running, stopped, closed. Thread-safe. */
public final class ProcessorEngine implements LoopWaker {
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
    final EngineClock clock;
    final FlushBarrier barrier;
    private final IngestGateway gateway;
    private final Housekeeping housekeeping;
    private final StateCheckpointer stateKeeper;
    private final FalsePositiveFeedback feedback = new FalsePositiveFeedback(this);
    private final EventLoop loop;
    private volatile State state = State.NEW;
    private volatile boolean stopping;

    public ProcessorEngine(EngineSettings settings, SubscriberPort subscribers, EventAccessor events, Logger log) {
        this.settings = settings;
        this.clock = new EngineClock(settings.clock());
        this.queue =
                new StripedMpscQueue(settings.bufferSize(), Runtime.getRuntime().availableProcessors());
        this.barrier = new FlushBarrier(queue);
        this.gate = new ConsumerGate(queue);
        this.gateway = new IngestGateway(queue, gate, drops, settings.overflowTimeout(), this);
        this.parts = new EngineComponents(
                settings, subscribers, events, queue.first().tokenShift(), clock::now, log);
        this.housekeeping = new Housekeeping(this, subscribers, log);
        this.stateKeeper = new StateCheckpointer(this);
        this.loop = new EventLoop(this, housekeeping, subscribers, log);
    }

    public StateCheckpointer stateKeeper() {
        return stateKeeper;
    }

    public FalsePositiveFeedback feedback() {
        return feedback;
    }

    public IngestGateway gateway() {
        return gateway;
    }

    public EngineComponents parts() {
        return parts;
    }

    /** Returns the monotonic clock minus the time for which the processor was stopped. */
    long clock() {
        return clock.now();
    }

    /** Returns the time for which the processor was stopped since its first start, including a present stop. */
    long downtime() {
        return clock.downtime();
    }

    /** Returns whether it was never started. */
    public boolean isNew() {
        return state == State.NEW;
    }

    public boolean isRunning() {
        return state == State.RUNNING && !loop.hasFailed();
    }

    public long waiting() {
        long processed = queue.processed();
        return queue.accepted() - processed;
    }

    /** Runs work between two passes of the loop and waits for it; immediately if no thread runs the loop. */
    void betweenPasses(Runnable work) {
        loop.run(new LoopTask(work), settings.ownThread() && isRunning());
    }

    public synchronized void start() {
        if (state == State.CLOSED) {
            throw new IllegalStateException("the processor is closed; create a new one");
        }
        if (state == State.RUNNING) {
            return;
        }
        if (state == State.STOPPED) {
            clock.resume();
            parts.seriesClock.stoppedFor(clock.downtime());
        }
        parts.restore(settings.store());
        loop.prepare();
        parts.start();
        state = State.RUNNING;
        gate.open();
        if (settings.ownThread()) {
            loop.startThread();
        }
    }

    /** Stops; returns the numbers of unfinished events, action calls and messages. */
    public long[] stop(long executorNanos) {
        if (loop.isHeldByCaller()) {
            throw new IllegalStateException("stop() called from within the loop; call it from another thread");
        }
        if (stopping && mustNotBlock()) {
            // the stop in progress waits for the caller, which must not wait for it
            return new long[] {waiting(), 0, 0};
        }
        return stopNow(executorNanos);
    }

    private synchronized long[] stopNow(long executorNanos) {
        if (state != State.RUNNING) {
            gate.close();
            if (state == State.NEW) {
                clock.freeze();
                state = State.STOPPED;
            }
            return new long[] {waiting(), 0, 0};
        }
        gate.close();
        stopping = true;
        loop.awaitEnd();
        loop.applyRuleChanges();
        loop.forgetThread();
        state = State.STOPPED;
        loop.awaitStragglers();
        long[] left = parts.stop(System.nanoTime() + executorNanos);
        stopping = false;
        clock.freeze();
        loop.awaitStragglers();
        return new long[] {waiting(), left[0], left[1]};
    }

    /** Stops permanently; returns what {@link #stop} does. */
    public synchronized long[] close(long executorNanos) {
        long[] left = stop(executorNanos);
        if (state != State.CLOSED) {
            state = State.CLOSED;
            parts.close();
        }
        return left;
    }

    /** Wakes a parked loop to apply a changed rule. */
    public void rulesChanged() {
        loop.wake();
    }

    /** Wakes a parked loop, or processes an item that was added during a stop. */
    @Override
    public void onOffer(int seen) {
        if (seen != ConsumerGate.PARKED) {
            loop.finishQueue();
        } else if (gate.wake()) {
            loop.wake();
        }
    }

    /** Returns whether the calling thread would wait for itself if it waited for the loop. */
    @Override
    public boolean mustNotBlock() {
        return isOwnThread() || parts.isCalling();
    }

    boolean isOwnThread() {
        return ProcessorThread.isOwnedBy(settings.owner()) || loop.isHeldByCaller();
    }

    /** Runs one pass on the calling thread; returns the number of processed events. */
    public int runOnce() {
        if (settings.ownThread()) {
            throw new IllegalStateException(
                    "runOnce() called on a processor with its own thread; build it with callerDriven() instead");
        }
        if (state != State.RUNNING) {
            return 0;
        }
        if (loop.isHeldByCaller()) {
            throw new IllegalStateException("runOnce() called from within the loop; call it from another thread");
        }
        int done = loop.runPass();
        parts.runCalls();
        if (gate.state() == ConsumerGate.CLOSED) {
            loop.finishQueue();
        }
        return done;
    }

    /** Waits until all events accepted before and all deadlines up to now have been processed. */
    public boolean flush(long nanos) {
        if (loop.isHeldByCaller()) {
            throw new IllegalStateException("flush() called from within the loop; call it from another thread");
        }
        boolean nothingWaits = queue.processed() >= queue.accepted();
        FlushBarrier.Target target = barrier.target();
        if (state != State.RUNNING) {
            return target.areEventsProcessed();
        }
        if (!settings.ownThread()) {
            return target.awaitByRunning(this::runOnce, this::isRunning, nanos);
        }
        return target.await(loop::wake, this::isRunning, nanos) || nothingWaits;
    }

    boolean hasRecentDrops() {
        return housekeeping.hasRecentDrops();
    }

    /** Returns the problem of the loop, or null. */
    @Nullable
    String healthProblem() {
        return loop.healthProblem();
    }
}
