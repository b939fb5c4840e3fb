// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.ingest;

import io.arxsvgx.telemetry.internal.concurrent.PaddedLong;

/**
 * One word that tells producers whether the loop needs more of them than an event. A producer does not read it for each
 * event, but a word of its ring that tells whether to look here, and lies beside the index that it has just moved.
 *
 * <p>Anybody may have producers look; only the loop has them no longer look, and looks itself afterwards, so that a stop
 * meanwhile is not missed.
 */
public final class ConsumerGate {
    /** The loop runs, or naps, or has not started yet: nothing to do. */
    public static final int OPEN = 0;
    /** The loop sleeps: it must be woken. */
    public static final int PARKED = 1;
    /** The processor was stopped: nothing more is taken. */
    public static final int CLOSED = 2;

    private final PaddedLong word = new PaddedLong();
    private final StripedMpscQueue queue;

    public ConsumerGate(StripedMpscQueue queue) {
        this.queue = queue;
    }

    public int state() {
        return (int) word.get();
    }

    /** Opens the gate. For whoever starts the loop, before it runs. */
    public void open() {
        word.set(OPEN);
        keepOpen();
    }

    /** Closes the gate. */
    public void close() {
        word.set(CLOSED);
        queue.setGateHint(true);
    }

    /** Says that the loop is about to sleep; answers false if the gate is closed. For the loop. */
    public boolean park() {
        if (!word.compareAndSet(OPEN, PARKED)) {
            return false;
        }
        queue.setGateHint(true);
        return true;
    }

    /** Says that the loop is awake. For the loop. */
    public void awake() {
        word.compareAndSet(PARKED, OPEN);
        keepOpen();
    }

    /** Says that the loop is to be woken; answers true to the one who must do it. For a producer. */
    public boolean wake() {
        return word.compareAndSet(PARKED, OPEN);
    }

    /** Has producers no longer look, unless the gate is closed. For the loop. */
    public void keepOpen() {
        queue.setGateHint(false);
        if (state() != OPEN) {
            queue.setGateHint(true);
        }
    }
}
