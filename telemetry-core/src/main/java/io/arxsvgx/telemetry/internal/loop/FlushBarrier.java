// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import io.arxsvgx.telemetry.internal.concurrent.SingleWriterCounter;
import io.arxsvgx.telemetry.internal.ingest.StripedMpscQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Counts the turns of the event loop, and lets threads wait until all that was accepted before has been processed by a turn
 * that began after that. The event loop writes; any thread waits.
 */
final class FlushBarrier {
    private static final long MAX_WAIT_MILLIS = 10;

    private final StripedMpscQueue queue;
    private final SingleWriterCounter turnsBegun = new SingleWriterCounter();
    /** The last turn that processed all that had been accepted before it began. */
    private final SingleWriterCounter turnsEnded = new SingleWriterCounter();

    private final Object turned = new Object();
    private final AtomicInteger waiting = new AtomicInteger();

    FlushBarrier(StripedMpscQueue queue) {
        this.queue = queue;
    }

    void beginTurn() {
        turnsBegun.add(1);
    }

    void endTurn() {
        if (queue.isTurnOver()) {
            turnsEnded.add(turnsBegun.get() - turnsEnded.get());
        }
        if (waiting.get() > 0) {
            wakeAll();
        }
    }

    /** Has waiting threads look again. */
    void wakeAll() {
        synchronized (turned) {
            turned.notifyAll();
        }
    }

    /** What a flush that begins now waits for. */
    Target target() {
        return new Target(queue.accepted(), turnsBegun.get() + 1);
    }

    /**
     * How far the queue and the turns have to come. The count alone would not do: later events of one stripe may be processed
     * before earlier ones of another.
     */
    final class Target {
        private final long events;
        private final long turns;
        private final long begin = System.nanoTime();

        private Target(long events, long turns) {
            this.events = events;
            this.turns = turns;
        }

        boolean areEventsProcessed() {
            return queue.processed() >= events;
        }

        private boolean isMet(BooleanSupplier isRunning) {
            return areEventsProcessed() && (turnsEnded.get() >= turns || !isRunning.getAsBoolean());
        }

        /** Runs turns on the calling thread until the target is met, for so long at most. */
        boolean awaitByRunning(Runnable turn, BooleanSupplier isRunning, long nanos) {
            do {
                turn.run();
                if (isMet(isRunning)) {
                    return true;
                }
            } while (System.nanoTime() - begin < nanos && isRunning.getAsBoolean());
            return false;
        }

        /** Waits until another thread's turns have met the target, for so long at most; {@code wake} wakes that thread. */
        boolean await(Runnable wake, BooleanSupplier isRunning, long nanos) {
            waiting.incrementAndGet();
            try {
                synchronized (turned) {
                    while (!isMet(isRunning)) {
                        long left = nanos - (System.nanoTime() - begin);
                        if (left <= 0 || !isRunning.getAsBoolean()) {
                            return false;
                        }
                        wake.run();
                        long millis = Math.min(left / 1_000_000, MAX_WAIT_MILLIS);
                        turned.wait(millis, millis > 0 ? 0 : (int) Math.min(left, 999_999));
                    }
                    return true;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                waiting.decrementAndGet();
            }
        }
    }
}
