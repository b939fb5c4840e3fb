// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A series put on equal steps: late values in their place, those of one step averaged, gaps bridged by a line. A gap longer
 * than {@value #MAX_GAP_STEPS} steps is not bridged; only what lies after it counts. Costs n log n. Immutable.
 */
public final class RegularSeries {
    /** How many steps are bridged at most. */
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
     * Puts values on equal steps, of the median distance between them.
     *
     * @param times in nanoseconds, in any order
     * @param values as many values
     * @param most how many steps at most, the newest
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

    /** The places of the times from the earliest to the latest. */
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
     * How many steps there are.
     *
     * @return 0 or more
     */
    public int size() {
        return values.length;
    }

    /**
     * The values.
     *
     * @return a copy, oldest first
     */
    public double[] values() {
        return values.clone();
    }

    /**
     * The newest values.
     *
     * @param most how many at most
     * @return a copy, oldest first
     */
    public double[] newest(int most) {
        return Arrays.copyOfRange(values, Math.max(0, values.length - most), values.length);
    }

    /**
     * The distance of two values.
     *
     * @return in nanoseconds, 1 or more
     */
    public long stepNanos() {
        return step;
    }

    /**
     * The time of the newest value.
     *
     * @return in nanoseconds
     */
    public long endNanos() {
        return end;
    }

    /**
     * Which steps had values.
     *
     * @return a copy, oldest first; false where a gap was bridged
     */
    public boolean[] isMeasured() {
        return isMeasured.clone();
    }

    /**
     * How many of the values given stand behind the steps.
     *
     * @return fewer than {@link #size} where gaps were bridged
     */
    public int measured() {
        return measured;
    }
}
