// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The kept values of one series: a ring that starts small and doubles while the budget over all series lasts. The loop
 * writes; any thread may copy. A copy reads the count, then the ring, then the count again, and leaves out what the
 * writer may have overwritten meanwhile.
 */
final class History {
    private static final VarHandle COUNT;
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int SMALLEST = 16;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(History.class, "count", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Budget budget;
    /** Pairs of time and value bits; the length is twice a power of two, or 0. Replaced, never shrunk. */
    private volatile long[] ring;

    private long[] current;
    private long count;

    History(Budget budget) {
        this.budget = budget;
        current = new long[2 * budget.take(SMALLEST)];
        ring = current;
    }

    void add(long time, double value) {
        long[] cells = current;
        if (cells.length == 0) {
            return;
        }
        if (count == cells.length >> 1) {
            cells = grow(cells);
        }
        int at = (int) count << 1 & (cells.length - 1);
        // whoever sees a cell overwritten must see the count that came before
        VarHandle.storeStoreFence();
        CELL.setOpaque(cells, at, time);
        CELL.setOpaque(cells, at + 1, Double.doubleToRawLongBits(value));
        COUNT.setRelease(this, count + 1);
    }

    private long[] grow(long[] cells) {
        if (!budget.takeAll(cells.length >> 1)) {
            return cells;
        }
        // count equals the old capacity, so the ring holds its values in order from 0 on
        long[] larger = new long[cells.length << 1];
        System.arraycopy(cells, 0, larger, 0, cells.length);
        current = larger;
        ring = larger;
        return larger;
    }

    /** Gives the room back. For the loop, when the series is forgotten. */
    void release() {
        budget.giveBack(current.length >> 1);
        current = new long[0];
        ring = current;
        COUNT.setRelease(this, 0L);
    }

    /** Copies the newest values, oldest first; for the loop only. */
    int newest(double[] into) {
        long[] cells = current;
        int have = (int) Math.min(Math.min(count, cells.length >> 1), into.length);
        for (int i = 0; i < have; i++) {
            int at = (int) (count - have + i) << 1 & (cells.length - 1);
            into[i] = Double.longBitsToDouble(cells[at + 1]);
        }
        return have;
    }

    /** Copies the newest {@code most} values, oldest first. For any thread. */
    Copy copy(int most) {
        long end = (long) COUNT.getAcquire(this);
        long[] cells = ring;
        int capacity = cells.length >> 1;
        int have = (int) Math.min(Math.min(end, capacity), most);
        long begin = end - have;
        long[] times = new long[have];
        double[] values = new double[have];
        for (int i = 0; i < have; i++) {
            int at = (int) (begin + i) << 1 & (cells.length - 1);
            times[i] = (long) CELL.getOpaque(cells, at);
            values[i] = Double.longBitsToDouble((long) CELL.getOpaque(cells, at + 1));
        }
        VarHandle.acquireFence();
        // a slot is overwritten before the count tells, hence the one more
        long now = (long) COUNT.getOpaque(this);
        long lost = now < end ? have : Math.max(0, now + 1 - capacity - begin);
        int skip = (int) Math.min(have, now == end && have < capacity ? 0 : lost);
        return new Copy(Arrays.copyOfRange(times, skip, have), Arrays.copyOfRange(values, skip, have));
    }

    /** Times and values, oldest first. */
    static final class Copy {
        final long[] times;
        final double[] values;

        Copy(long[] times, double[] values) {
            this.times = times;
            this.values = values;
        }
    }

    /** How many values may be kept over all series. Confined to the loop. */
    static final class Budget {
        private long left;

        Budget(long size) {
            left = size;
        }

        /** Takes a power of two of at most {@code wanted}; 0 when nothing is left. */
        int take(int wanted) {
            int got = (int) Math.min(wanted, Long.highestOneBit(left));
            left -= got;
            return got;
        }

        /** Takes all that is wanted if as much stays behind for others. */
        boolean takeAll(int wanted) {
            if (wanted > left / 2) {
                return false;
            }
            left -= wanted;
            return true;
        }

        void giveBack(int size) {
            left += size;
        }
    }
}
