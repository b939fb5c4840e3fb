// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import io.arxsvgx.telemetry.internal.concurrent.SingleWriterCounter;
import io.arxsvgx.telemetry.internal.ingest.StripedMpscQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * A counter of the passes of the event loop, by which threads wait until all events accepted before have been processed
 * by a pass that began afterwards. The event loop writes; any thread waits.
 */
final class FlushBarrier {
    private static final long MAX_WAIT_MILLIS = 10;

    private final StripedMpscQueue queue;
    private final SingleWriterCounter passesBegun = new SingleWriterCounter();
    /** The last pass that has processed all events accepted before it began. */
    private final SingleWriterCounter passesEnded = new SingleWriterCounter();

    private final Object monitor = new Object();
    private final AtomicInteger waiting = new AtomicInteger();

    FlushBarrier(StripedMpscQueue queue) {
        this.queue = queue;
    }

    void beginPass() {
        passesBegun.add(1);
    }

    void endPass() {
        if (queue.isPassComplete()) {
            passesEnded.add(passesBegun.get() - passesEnded.get());
        }
        if (waiting.get() > 0) {
            wakeAll();
        }
    }

    /** Wakes the waiting threads to check again. */
    void wakeAll() {
        synchronized (monitor) {
            monitor.notifyAll();
        }
    }

    /** Returns the target of a flush that begins now. */
    Target target() {
        return new Target(queue.accepted(), passesBegun.get() + 1);
    }

    /**
     * The required progress of the queue and the passes. The number of events alone does not suffice: later events of
     * one stripe may be processed before earlier ones of another.
     */
    final class Target {
        private final long events;
        private final long passes;
        private final long begin = System.nanoTime();

        private Target(long events, long passes) {
            this.events = events;
            this.passes = passes;
        }

        boolean areEventsProcessed() {
            return queue.processed() >= events;
        }

        private boolean isMet(BooleanSupplier isRunning) {
            return areEventsProcessed() && (passesEnded.get() >= passes || !isRunning.getAsBoolean());
        }

        /** Runs passes on the calling thread until the target is reached or the timeout has passed. */
        boolean awaitByRunning(Runnable pass, BooleanSupplier isRunning, long nanos) {
            do {
                pass.run();
                if (isMet(isRunning)) {
                    return true;
                }
            } while (System.nanoTime() - begin < nanos && isRunning.getAsBoolean());
            return false;
        }

        /**
         * Waits until another thread's passes have reached the target or the timeout has passed; {@code wake} wakes it.
         */
        boolean await(Runnable wake, BooleanSupplier isRunning, long nanos) {
            waiting.incrementAndGet();
            try {
                synchronized (monitor) {
                    while (!isMet(isRunning)) {
                        long left = nanos - (System.nanoTime() - begin);
                        if (left <= 0 || !isRunning.getAsBoolean()) {
                            return false;
                        }
                        wake.run();
                        long millis = Math.min(left / 1_000_000, MAX_WAIT_MILLIS);
                        monitor.wait(millis, millis > 0 ? 0 : (int) Math.min(left, 999_999));
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
