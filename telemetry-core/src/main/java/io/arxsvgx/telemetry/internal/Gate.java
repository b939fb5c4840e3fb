// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * One word that tells producers, after they have handed in an item, whether the loop needs more of them. Read by every
 * producer on every event, written only when the loop goes to sleep, wakes or stops; so it lies on a cache line of its
 * own, in the middle of a padded array.
 */
public final class Gate {
    /** The loop runs, or naps, or has not started yet: nothing to do. */
    public static final int OPEN = 0;
    /** The loop sleeps: it must be woken. */
    public static final int PARKED = 1;
    /** The processor was stopped: nothing more is taken. */
    public static final int CLOSED = 2;

    private static final int LINE = 16;

    private final AtomicIntegerArray words = new AtomicIntegerArray(3 * LINE);

    public int get() {
        return words.get(LINE);
    }

    public void set(int state) {
        words.set(LINE, state);
    }

    public boolean change(int from, int to) {
        return words.compareAndSet(LINE, from, to);
    }
}
