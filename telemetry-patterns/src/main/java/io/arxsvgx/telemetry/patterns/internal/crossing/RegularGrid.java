// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.crossing;

import io.arxsvgx.telemetry.patterns.internal.series.ShellSort;
import java.util.Arrays;

/**
 * Values resampled to equal steps, the median distance between them: values of one step are averaged, gaps are bridged by a
 * line. Values before a gap of more than {@value #MAX_GAP_STEPS} steps are left away. This is {@code RegularSeries} with arrays
 * that are used again. Costs n log n, or n where the times are sorted already. Not thread-safe.
 */
final class RegularGrid {
    private static final int MAX_GAP_STEPS = 64;

    private final long[] sorted;
    private final long[] gaps;
    private final int[] counts;
    /** The values, oldest first. */
    final double[] values;

    private int size;
    private long step;

    /** Creates a grid for at most a number of values. */
    RegularGrid(int most) {
        sorted = new long[most];
        gaps = new long[most];
        counts = new int[most];
        values = new double[most];
    }

    /**
     * Resamples values.
     *
     * @param times in order of arrival, in nanoseconds
     * @param given the values at these times
     * @param count the number of values
     * @return whether at least half of the values are in the grid, and at least half of its steps have values
     */
    boolean fill(long[] times, double[] given, int count) {
        System.arraycopy(times, 0, sorted, 0, count);
        ShellSort.sort(sorted, count);
        step = medianGap(count);
        if (step == 0) {
            return false;
        }
        long last = sorted[count - 1];
        long begin = begin(count);
        double steps = Math.rint(Times.between(begin, last) / step);
        size = (int) Math.min(count - 1.0, steps) + 1;
        Arrays.fill(values, 0, size, 0);
        Arrays.fill(counts, 0, size, 0);
        int used = 0;
        for (int i = 0; i < count; i++) {
            double ago = Math.rint(Times.between(times[i], last) / step);
            if (ago >= 0 && ago < size && times[i] >= begin) {
                int at = size - 1 - (int) ago;
                counts[at]++;
                values[at] += (given[i] - values[at]) / counts[at];
                used++;
            }
        }
        return 2 * used >= count && 2 * bridge() >= size;
    }

    /** Returns the number of steps. */
    int size() {
        return size;
    }

    /** Returns the length of a step in nanoseconds. */
    long step() {
        return step;
    }

    /** Returns the median of the distances of successive different times; 0 if all are equal. */
    private long medianGap(int count) {
        int found = 0;
        for (int i = 1; i < count; i++) {
            double gap = Times.between(sorted[i - 1], sorted[i]);
            if (gap > 0 && gap < Long.MAX_VALUE) {
                gaps[found++] = sorted[i] - sorted[i - 1];
            }
        }
        return found == 0 ? 0 : select(found / 2, found);
    }

    /** Returns the number that has an index among the sorted gaps (Hoare, Communications of the ACM 4, 1961). */
    private long select(int index, int count) {
        int from = 0;
        int to = count - 1;
        while (from < to) {
            long pivot = gaps[(from + to) >>> 1];
            int low = from;
            int high = to;
            while (low <= high) {
                while (gaps[low] < pivot) {
                    low++;
                }
                while (gaps[high] > pivot) {
                    high--;
                }
                if (low <= high) {
                    long swapped = gaps[low];
                    gaps[low++] = gaps[high];
                    gaps[high--] = swapped;
                }
            }
            if (index <= high) {
                to = high;
            } else if (index >= low) {
                from = low;
            } else {
                return gaps[index];
            }
        }
        return gaps[index];
    }

    /** Returns the first time after the last long gap. */
    private long begin(int count) {
        for (int i = count - 1; i > 0; i--) {
            if (Times.between(sorted[i - 1], sorted[i]) > MAX_GAP_STEPS * (double) step) {
                return sorted[i];
            }
        }
        return sorted[0];
    }

    /** Fills the steps without values; returns the number of the others. */
    private int bridge() {
        int before = -1;
        int measured = 0;
        for (int i = 0; i < size; i++) {
            if (counts[i] > 0) {
                for (int gap = before + 1; gap < i; gap++) {
                    double share = (double) (gap - before) / (i - before);
                    values[gap] = before < 0 ? values[i] : values[before] * (1 - share) + values[i] * share;
                }
                before = i;
                measured++;
            }
        }
        return measured;
    }
}
