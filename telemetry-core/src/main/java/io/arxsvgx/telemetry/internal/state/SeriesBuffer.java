// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import java.io.DataInput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The kept events of one series, within a budget over all series: room for a few at first, which doubles while the budget
 * lasts. The loop writes; any thread may copy.
 *
 * <p>A series extends its history rather than holding it: with many series each object more that an event touches is one
 * more line of memory to load.
 */
class SeriesBuffer extends SeriesStorage {
    private static final int INITIAL_CAPACITY = 16;
    /** The room of a series for which no budget is left: the newest event, beside one that is being overwritten. */
    private static final int MIN_ROOM = 2;

    private final Budget budget;
    /** How many events may be kept; evaluators may have asked for more. */
    private volatile int budgeted;

    SeriesBuffer(String source, String type, Budget budget) {
        this(source, type, budget, budget.take(INITIAL_CAPACITY));
    }

    private SeriesBuffer(String source, String type, Budget budget, int budgeted) {
        super(source, type, Math.max(MIN_ROOM, budgeted));
        this.budget = budget;
        this.budgeted = budgeted;
    }

    /** Makes the room that the next event may need, and more if the budget allows. */
    final void growWithinBudget() {
        int length = budgeted;
        if (length > 0 && count() == length && budget.takeAll(length)) {
            budgeted = 2 * length;
            want(2 * length, 2 * length);
        }
        grow();
    }

    /** How many values may be kept for others to read. */
    public final int room() {
        return budgeted;
    }

    /** Gives the room back. For the loop, when the series is forgotten. */
    final void release() {
        budget.giveBack(budgeted);
        budgeted = 0;
        letGo();
    }

    /** Takes up what was saved, with as much of it for others to read as the budget allows. */
    public final void restoreWithinBudget(DataInput in) throws IOException {
        SeriesCodec.restore(this, in);
        while (budgeted > 0 && budgeted < kept() && budget.takeAll(budgeted)) {
            budgeted *= 2;
        }
        want(budgeted, budgeted);
    }

    /** Copies the newest {@code most} events, oldest first. For any thread. */
    final Copy copy(int most) {
        return copy(most, Long.MAX_VALUE);
    }

    /** How many values have come. For any thread. */
    public final long counted() {
        return countForOthers();
    }

    /** Copies the newest {@code most} events of those before an end that has been, oldest first. For any thread. */
    final Copy copy(int most, long last) {
        int length = budgeted;
        int room = Math.min(Math.max(1, length), most);
        long[] times = new long[room];
        double[] values = new double[room];
        long end = Math.min(last, countForOthers());
        int have = copyNewest(end, room, times, values);
        // of a full ring the oldest is left out, which the loop may be overwriting
        int kept = (int) Math.max(have, Math.min(end - firstKeptForOthers(), Math.max(1, length - 1)));
        return new Copy(Arrays.copyOf(times, have), Arrays.copyOf(values, have), end, kept);
    }

    /** Times and values, oldest first. */
    static final class Copy {
        final long[] times;
        final double[] values;
        /** How many events the series has had, up to the newest of these. */
        final long count;
        /** How many of them are kept. */
        final int kept;

        Copy(long[] times, double[] values, long count, int kept) {
            this.times = times;
            this.values = values;
            this.count = count;
            this.kept = kept;
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
