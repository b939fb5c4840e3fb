// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A series resampled to equal steps: late values are sorted in, values of one step are averaged, gaps are bridged by a
 * line. A gap longer than {@value #MAX_GAP_STEPS} steps is not bridged; only the values after it count. Costs n log n.
 * Immutable.
 */
public final class RegularSeries {
    /** The maximum number of steps that are bridged. */
    public static final int MAX_GAP_STEPS = 64;

    private static final long SECOND = 1_000_000_000L;

    private final double[] values;
    private final long step;
    private final long end;
    private final int measured;
    private final boolean[] isMeasured;

    private RegularSeries(double[] values, long step, long end, int measured, boolean[] isMeasured) {
        this.values = values;
        this.step = step;
        this.end = end;
        this.measured = measured;
        this.isMeasured = isMeasured;
    }

    /**
     * Resamples values to equal steps of the median distance between them.
     *
     * @param times in nanoseconds, in any order
     * @param values the values, one for each time
     * @param most the maximum number of steps; the newest are kept
     * @return the series; empty for no values
     */
    public static RegularSeries of(long[] times, double[] values, int most) {
        int size = values.length;
        if (size == 0) {
            return new RegularSeries(new double[0], SECOND, 0, 0, new boolean[0]);
        }
        int[] order = order(times);
        long step = step(times, order);
        int begin = begin(times, order, step);
        long last = times[order[size - 1]];
        long steps = Math.min(most - 1L, Math.round((double) (last - times[order[begin]]) / step));
        double[] sums = new double[(int) steps + 1];
        int[] counts = new int[sums.length];
        int measured = 0;
        for (int i = begin; i < size; i++) {
            long at = steps - Math.round((double) (last - times[order[i]]) / step);
            if (at >= 0) {
                counts[(int) at]++;
                sums[(int) at] += (values[order[i]] - sums[(int) at]) / counts[(int) at];
                measured++;
            }
        }
        bridge(sums, counts);
        boolean[] isMeasured = new boolean[sums.length];
        for (int i = 0; i < sums.length; i++) {
            isMeasured[i] = counts[i] > 0;
        }
        return new RegularSeries(sums, step, last, measured, isMeasured);
    }

    /** Returns the indexes of the times, sorted from the earliest to the latest. */
    private static int[] order(long[] times) {
        boolean sorted = true;
        for (int i = 1; i < times.length && sorted; i++) {
            sorted = times[i - 1] <= times[i];
        }
        IntStream places = IntStream.range(0, times.length);
        return sorted
                ? places.toArray()
                : places.boxed()
                        .sorted(Comparator.comparingLong(place -> times[place]))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    private static long step(long[] times, int[] order) {
        long[] gaps = new long[order.length];
        int count = 0;
        for (int i = 1; i < order.length; i++) {
            long gap = times[order[i]] - times[order[i - 1]];
            if (gap > 0) {
                gaps[count++] = gap;
            }
        }
        Arrays.sort(gaps, 0, count);
        return count == 0 ? SECOND : gaps[count / 2];
    }

    private static int begin(long[] times, int[] order, long step) {
        for (int i = order.length - 1; i > 0; i--) {
            if (times[order[i]] - times[order[i - 1]] > MAX_GAP_STEPS * (double) step) {
                return i;
            }
        }
        return 0;
    }

    private static void bridge(double[] values, int[] counts) {
        int before = -1;
        for (int i = 0; i < values.length; i++) {
            if (counts[i] > 0) {
                for (int gap = before + 1; gap < i; gap++) {
                    double share = (double) (gap - before) / (i - before);
                    values[gap] = before < 0 ? values[i] : values[before] * (1 - share) + values[i] * share;
                }
                before = i;
            }
        }
    }

    /**
     * Returns the number of steps.
     *
     * @return 0 or more
     */
    public int size() {
        return values.length;
    }

    /**
     * Returns the values.
     *
     * @return a copy, oldest first
     */
    public double[] values() {
        return values.clone();
    }

    /**
     * Returns the newest values.
     *
     * @param most the maximum number
     * @return a copy, oldest first
     */
    public double[] newest(int most) {
        return Arrays.copyOfRange(values, Math.max(0, values.length - most), values.length);
    }

    /**
     * Returns the length of a step.
     *
     * @return in nanoseconds, 1 or more
     */
    public long stepNanos() {
        return step;
    }

    /**
     * Returns the time of the newest value.
     *
     * @return in nanoseconds
     */
    public long endNanos() {
        return end;
    }

    /**
     * Returns which steps had values.
     *
     * @return a copy, oldest first; false where a gap was bridged
     */
    public boolean[] isMeasured() {
        return isMeasured.clone();
    }

    /**
     * Returns the number of given values in the steps.
     *
     * @return fewer than {@link #size} where gaps were bridged
     */
    public int measured() {
        return measured;
    }
}
