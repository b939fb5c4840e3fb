// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.ingest;

import io.arxsvgx.telemetry.internal.concurrent.PaddedLong;

/**
 * A state word that shows producers whether the loop must be woken or has stopped. A producer does not read it for each
 * event, but a hint in its ring, which is on the cache line of the index that it has just moved.
 *
 * <p>Any thread may set the hint; only the loop clears it, and checks the gate afterwards, so that it does not miss a
 * concurrent stop.
 */
public final class ConsumerGate {
    /** The loop runs, sleeps briefly, or has not started yet: nothing to do. */
    public static final int OPEN = 0;
    /** The loop sleeps: it must be woken. */
    public static final int PARKED = 1;
    /** The processor was stopped: events are rejected. */
    public static final int CLOSED = 2;

    private final PaddedLong word = new PaddedLong();
    private final StripedMpscQueue queue;

    public ConsumerGate(StripedMpscQueue queue) {
        this.queue = queue;
    }

    public int state() {
        return (int) word.get();
    }

    /** Opens the gate, before the loop starts. */
    public void open() {
        word.set(OPEN);
        keepOpen();
    }

    /** Closes the gate. */
    public void close() {
        word.set(CLOSED);
        queue.setGateHint(true);
    }

    /** Marks the loop as parked; returns false if the gate is closed. For the loop. */
    public boolean park() {
        if (!word.compareAndSet(OPEN, PARKED)) {
            return false;
        }
        queue.setGateHint(true);
        return true;
    }

    /** Marks the loop as awake. For the loop. */
    public void awake() {
        word.compareAndSet(PARKED, OPEN);
        keepOpen();
    }

    /** Requests to wake the loop; returns true to the one producer that must do it. */
    public boolean wake() {
        return word.compareAndSet(PARKED, OPEN);
    }

    /** Clears the hint of producers, unless the gate is closed. For the loop. */
    public void keepOpen() {
        queue.setGateHint(false);
        if (state() != OPEN) {
            queue.setGateHint(true);
        }
    }
}
