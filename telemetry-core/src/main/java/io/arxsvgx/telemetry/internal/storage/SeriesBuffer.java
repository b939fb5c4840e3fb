// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.storage;

import java.io.DataInput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The kept events of one series, within a budget over all series: room for a few at first, which doubles while the budget
 * lasts. The loop writes; any thread may copy.
 *
 * <p>A series extends its history rather than referencing it: with many series, each additional object that an event
 * touches is an additional cache line.
 */
public class SeriesBuffer extends SeriesStorage {
    private static final int INITIAL_CAPACITY = 16;
    /** The room of a series for which no budget is left: the newest event, beside one that is being overwritten. */
    private static final int MIN_ROOM = 2;

    private final Budget budget;
    /** How many events may be kept; evaluators may have asked for more. */
    private volatile int budgeted;

    public SeriesBuffer(String source, String type, Budget budget) {
        this(source, type, budget, budget.take(INITIAL_CAPACITY));
    }

    private SeriesBuffer(String source, String type, Budget budget, int budgeted) {
        super(source, type, Math.max(MIN_ROOM, budgeted));
        this.budget = budget;
        this.budgeted = budgeted;
    }

    /** Makes room for the next event, and more if the budget allows. */
    public final void growWithinBudget() {
        int length = budgeted;
        if (length > 0 && count() == length && budget.takeAll(length)) {
            budgeted = 2 * length;
            want(2 * length, 2 * length);
        }
        grow();
    }

    /** Returns the number of values that may be kept for other threads. */
    public final int room() {
        return budgeted;
    }

    /** Releases the room. For the loop, when the series is removed. */
    public final void release() {
        budget.giveBack(budgeted);
        budgeted = 0;
        letGo();
    }

    /** Restores saved events, with as many for other threads as the budget allows. */
    public final void restoreWithinBudget(DataInput in) throws IOException {
        SeriesCodec.restore(this, in);
        while (budgeted > 0 && budgeted < kept() && budget.takeAll(budgeted)) {
            budgeted *= 2;
        }
        want(budgeted, budgeted);
    }

    /** Copies the newest {@code most} events, oldest first. For any thread. */
    public final Copy copy(int most) {
        return copy(most, Long.MAX_VALUE);
    }

    /** Returns the number of values ever added. For any thread. */
    public final long counted() {
        return countForOthers();
    }

    /** Copies the newest {@code most} events before an earlier end, oldest first. For any thread. */
    public final Copy copy(int most, long last) {
        int length = budgeted;
        int room = Math.min(Math.max(1, length), most);
        long[] times = new long[room];
        double[] values = new double[room];
        long end = Math.min(last, countForOthers());
        int have = copyNewest(end, room, times, values);
        // a full ring is copied without the oldest event, which the loop may be overwriting
        int kept = (int) Math.max(have, Math.min(end - firstKeptForOthers(), Math.max(1, length - 1)));
        return new Copy(Arrays.copyOf(times, have), Arrays.copyOf(values, have), end, kept);
    }

    /** Times and values, oldest first. */
    public static final class Copy {
        public final long[] times;
        public final double[] values;
        /** The number of events of the series, up to the newest of these. */
        public final long count;
        /** The number of kept events. */
        public final int kept;

        public Copy(long[] times, double[] values, long count, int kept) {
            this.times = times;
            this.values = values;
            this.count = count;
            this.kept = kept;
        }
    }

    /** The number of values that may be kept over all series. Confined to the loop. */
    public static final class Budget {
        private long left;

        public Budget(long size) {
            left = size;
        }

        /** Allocates a power of two of at most {@code wanted}; returns 0 if nothing is left. */
        public int take(int wanted) {
            int got = (int) Math.min(wanted, Long.highestOneBit(left));
            left -= got;
            return got;
        }

        /** Allocates the requested number if at least as many remain for others. */
        public boolean takeAll(int wanted) {
            if (wanted > left / 2) {
                return false;
            }
            left -= wanted;
            return true;
        }

        public void giveBack(int size) {
            left += size;
        }
    }
}
