// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.change;

import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.patterns.internal.series.ShellSort;

/**
 * The learnt distribution of a series without a change: an autoregression of order 1 about the median, and the residuals of
 * the learnt values, sorted. The model is in state slots and an array of the series; this object has scratch arrays alone,
 * and serves all series in turn. Confined to the processor thread.
 *
 * <p>The share of a deviation that carries over to the next value is an upper estimate: clipped deviations, so that outliers
 * count little, plus the bias of a small sample (Kendall, Biometrika 41, 1954), plus one standard error.
 */
final class Baseline {
    /** The number of values from which a baseline is first learnt, and the maximum. */
    static final int MIN_VALUES = 32;

    static final int MAX_VALUES = 128;

    /** The number of values after which it is learnt again. */
    static final int LEARN_EVERY = 16;

    /** The number of newest values that are not learnt, since a change may have come before them. */
    static final int UNLEARNT = 16;

    /** The residual of the first value is unknown. */
    static final int MIN_RESIDUALS = MIN_VALUES - 1;

    static final int MAX_RESIDUALS = MAX_VALUES - 1;

    /** By which values are multiplied, so that no sum of a few of them overflows. */
    static final double SCALE = 0x1p-4;

    static final int STATE_SLOTS = 5;

    /** The slots; the sorted residuals are the array of the slot with their number. */
    private static final int SIZE = 0;

    private static final int LEVEL = 1;
    private static final int SPREAD = 2;
    private static final int CARRYOVER = 3;
    private static final int CENTRE = 4;

    private static final double WIDEST = 6;

    private final double[] values = new double[MAX_VALUES];
    private final double[] residuals = new double[MAX_VALUES];
    private final SortedSample sample = new SortedSample(MAX_VALUES);

    /**
     * Learns some values.
     *
     * @param age the age of the newest one
     * @param count from {@link #MIN_VALUES} to {@link #MAX_VALUES}
     */
    void learn(SeriesContext series, int at, int age, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = scaled(series, age + count - 1 - i);
        }
        double level = sample.of(values, 0, count).median();
        double spread = sample.spread();
        double carryover = carryover(count, level, WIDEST * spread);
        int size = count - 1;
        for (int i = 0; i < size; i++) {
            residuals[i] = residual(values[i + 1] - level, values[i] - level, carryover, spread);
        }
        ShellSort.sort(residuals, size);
        series.stateLong(at + SIZE, size);
        series.stateDouble(at + LEVEL, level);
        series.stateDouble(at + SPREAD, spread);
        series.stateDouble(at + CARRYOVER, carryover);
        series.stateDouble(at + CENTRE, residuals[size / 2]);
        long[] sorted = series.stateArray(at + SIZE);
        if (sorted.length != MAX_RESIDUALS) {
            sorted = new long[MAX_RESIDUALS];
            series.stateArray(at + SIZE, sorted);
        }
        for (int i = 0; i < size; i++) {
            sorted[i] = Double.doubleToRawLongBits(residuals[i]);
        }
    }

    private double carryover(int count, double level, double widest) {
        double products = 0;
        double squares = 0;
        double before = 0;
        for (int i = 0; i < count; i++) {
            double deviation = widest > 0 ? clipped((values[i] - level) / widest) : 0;
            products += i > 0 ? deviation * before : 0;
            squares += i > 0 ? before * before : 0;
            before = deviation;
        }
        double raw = squares > 0 ? products / squares : 0;
        double bias = (1 + 3 * raw) / count;
        double error = Math.sqrt(Math.max(0, 1 - raw * raw) / count);
        return Math.max(0, Math.min(1, raw + bias + error));
    }

    private static double clipped(double share) {
        return Math.max(-1, Math.min(1, share));
    }

    static double scaled(SeriesContext series, int age) {
        return SCALE * series.valueAgo(age);
    }

    /** Returns the residual of the newest value, which has a value before it. */
    double residual(SeriesContext series, int at) {
        double level = series.stateDouble(at + LEVEL);
        double deviation = scaled(series, 0) - level;
        double before = scaled(series, 1) - level;
        return residual(deviation, before, series.stateDouble(at + CARRYOVER), series.stateDouble(at + SPREAD));
    }

    /** Returns a residual; the deviation before it is clipped, so that an outlier has no effect on the value after it. */
    private static double residual(double deviation, double before, double carryover, double spread) {
        double widest = WIDEST * spread;
        return deviation - carryover * Math.max(-widest, Math.min(widest, before));
    }

    /** Returns the normal score of a residual among the learnt ones. */
    double levelScore(SeriesContext series, int at, double residual) {
        int size = (int) series.stateLong(at + SIZE);
        long[] sorted = series.stateArray(at + SIZE);
        return NormalScores.of(less(sorted, size, residual) + lessOrEqual(sorted, size, residual), size);
    }

    /** Returns the normal score of the distance of a residual from the middle, among the distances of the learnt ones. */
    double spreadScore(SeriesContext series, int at, double residual) {
        int size = (int) series.stateLong(at + SIZE);
        long[] sorted = series.stateArray(at + SIZE);
        double centre = series.stateDouble(at + CENTRE);
        double distance = Math.abs(residual - centre);
        int nearer = less(sorted, size, centre + distance) - lessOrEqual(sorted, size, centre - distance);
        int notFarther = lessOrEqual(sorted, size, centre + distance) - less(sorted, size, centre - distance);
        return NormalScores.of(Math.max(0, nearer) + notFarther, size);
    }

    private static int less(long[] sorted, int size, double value) {
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (Double.longBitsToDouble(sorted[middle]) < value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private static int lessOrEqual(long[] sorted, int size, double value) {
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (Double.longBitsToDouble(sorted[middle]) <= value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** Returns the median of the learnt values, in the unit of the series. */
    double level(SeriesContext series, int at) {
        return unscaled(series.stateDouble(at + LEVEL));
    }

    /** Returns the spread of the learnt values: their median distance from the median, as a standard deviation. */
    double spread(SeriesContext series, int at) {
        return unscaled(series.stateDouble(at + SPREAD));
    }

    /** Returns a scaled number in the unit of the series, or the nearest finite one. */
    static double unscaled(double scaled) {
        double number = scaled / SCALE;
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, number));
    }

    /** Whether the state is that of a learnt baseline. */
    boolean isStateValid(SeriesContext series, int at) {
        double carryover = series.stateDouble(at + CARRYOVER);
        return NormalScores.isSize(series.stateLong(at + SIZE))
                && isScaled(series.stateDouble(at + LEVEL))
                && isScaled(series.stateDouble(at + SPREAD))
                && isScaled(series.stateDouble(at + CENTRE))
                && series.stateDouble(at + SPREAD) >= 0
                && carryover >= 0
                && carryover <= 1
                && areSorted(series.stateArray(at + SIZE), (int) series.stateLong(at + SIZE));
    }

    /** Whether sums of a few such numbers are finite. */
    private static boolean isScaled(double number) {
        return Math.abs(number) <= Double.MAX_VALUE / 2;
    }

    private static boolean areSorted(long[] sorted, int size) {
        if (sorted.length != MAX_RESIDUALS) {
            return false;
        }
        double before = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            double now = Double.longBitsToDouble(sorted[i]);
            if (!isScaled(now) || !(now >= before)) {
                return false;
            }
            before = now;
        }
        return true;
    }
}
