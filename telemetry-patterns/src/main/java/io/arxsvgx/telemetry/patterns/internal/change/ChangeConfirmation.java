// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.change;

import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * A test of a suspected change: whether the values since it differ from those before it by more than a number of standard
 * errors, and a step explains them better than a parabola. So neither slow noise nor a trend nor a slow season is a change.
 * Costs a few passes over {@value #MAX_VALUES} values and two sorts. Not thread-safe.
 */
final class ChangeConfirmation {
    /*
     * Level: the values, as distances from the median before the change in their spread, clipped at 6.
     * Spread: the square roots of the distances from an autoregression of order 1 about the median of each part, as distances
     * from their median in their spread, clipped at 6. A root makes the distribution of distances almost symmetric.
     *
     * The change is where the squared distances from the means of the two parts are least, among the values since the suspected
     * change. The standard error is that of a mean of n values of an autoregression of order 1 with the correlation r:
     *
     *     s² / n ((1 + r) / (1 - r) - 2 r (1 - r^n) / (n (1 - r)²))
     *
     * (Bayley and Hammersley, Supplement to the JRSS 8, 1946). r is that of the distances from the mean of their part, plus
     * the bias of a small sample (Kendall, Biometrika 41, 1954), plus two standard errors. s² is the larger variance of the
     * two parts for a level, since few values of a larger spread may seem a level; for a spread it is that before the change.
     * The variance is increased by 1 + 2 / m, about that of Student's t distribution, with m independent values.
     */

    /** The maximum number of values that are compared. */
    static final int MAX_VALUES = 160;

    /** The maximum number of values since a suspected change, and the minimum since a confirmed one. */
    static final int MAX_SINCE = 64;

    static final int MIN_SINCE = 4;
    private static final int MIN_BEFORE = 16;
    private static final double WIDEST = 6;
    private static final double MAX_CORRELATION = 0.99;
    /** The standard errors by which the correlation may be higher than estimated. */
    private static final double UPPER_ERRORS = 2;

    /** The logarithm of the likelihood ratio of a step and a parabola, in halves of the logarithm of the number of values. */
    private static final double MARGIN_OF_LEVEL = 2;

    private static final double MARGIN_OF_SPREAD = 0;

    private final double[] values = new double[MAX_VALUES];
    private final SortedSample sample = new SortedSample(MAX_VALUES);
    /** The number of values, and of those before the change. */
    private int end;

    private int split;

    /** The means of the parts, and the sums of the squared distances from them. */
    private double meanBefore;

    private double meanSince;
    private double squaresBefore;
    private double squaresSince;

    /**
     * Returns whether the level has changed.
     *
     * @param available the number of newest values that may be compared
     * @param since the number of values since the suspected change
     * @param sign 1 for a rise, -1 for a fall
     * @param least the minimum number of standard errors
     */
    boolean isLevelChange(SeriesContext series, int available, int since, int sign, double least) {
        read(series, available, since);
        return split >= MIN_BEFORE
                && end - split >= MIN_SINCE
                && isChange(sign, least, true)
                && isStep(MARGIN_OF_LEVEL);
    }

    /** Returns whether the spread has changed; as {@link #isLevelChange}, where a rise is a larger spread. */
    boolean isSpreadChange(SeriesContext series, int available, int since, int sign, double least) {
        read(series, available, since);
        if (split <= MIN_BEFORE || end - split <= MIN_SINCE) {
            return false;
        }
        toDistances();
        return isChange(sign, least, false) && isStep(MARGIN_OF_SPREAD);
    }

    /** Returns the number of values since the change that was confirmed. */
    int since() {
        return end - split;
    }

    private void read(SeriesContext series, int available, int since) {
        end = Math.min(available, MAX_VALUES);
        split = end - since;
        for (int i = 0; i < end; i++) {
            values[i] = Baseline.scaled(series, end - 1 - i);
        }
    }

    /** Replaces the values by the roots of the distances from an autoregression; the first of each part has none. */
    private void toDistances() {
        double before = sample.of(values, 0, split).median();
        double widest = WIDEST * sample.spread();
        double share = correlation(before, widest);
        double since = sample.of(values, split, end).median();
        int at = 0;
        for (int i = 1; i < end; i++) {
            if (i != split) {
                double level = i < split ? before : since;
                double last = Math.max(-widest, Math.min(widest, values[i - 1] - level));
                values[at++] = Math.sqrt(Math.abs(values[i] - level - share * last));
            }
        }
        split--;
        end = at;
    }

    /** Returns the correlation of successive clipped distances before the change; 0 if it is negative. */
    private double correlation(double level, double widest) {
        double products = 0;
        double squares = 0;
        double last = 0;
        for (int i = 0; i < split; i++) {
            double now = widest > 0 ? Math.max(-1, Math.min(1, (values[i] - level) / widest)) : 0;
            products += i > 0 ? now * last : 0;
            squares += i > 0 ? last * last : 0;
            last = now;
        }
        double raw = squares > 0 ? products / squares : 0;
        return Math.max(0, Math.min(1, raw + (1 + 3 * raw) / split));
    }

    private boolean isChange(int sign, double least, boolean isLevel) {
        standardise();
        locate();
        double before = squaresBefore / (split - 1);
        double since = squaresSince / (end - split - 1);
        double correlation = correlationWithin();
        double variance = before * inflation(split, correlation)
                + (isLevel ? Math.max(before, since) : before) * inflation(end - split, correlation);
        double independent = end * (1 - correlation) / (1 + correlation);
        double difference = sign * (meanSince - meanBefore);
        return difference > 0 && difference >= least * Math.sqrt(variance * (1 + 2 / independent));
    }

    /** Replaces the values by clipped distances from the median before the suspected change, in their spread. */
    private void standardise() {
        double level = sample.of(values, 0, split).median();
        double spread = sample.spread();
        if (spread == 0) {
            for (int i = 0; i < split; i++) {
                spread += Math.abs(values[i] - level) / split;
            }
        }
        for (int i = 0; i < end; i++) {
            double distance = values[i] - level;
            // a distance of 0 stays so where all values before are equal
            values[i] = distance == 0 ? 0 : Math.max(-WIDEST, Math.min(WIDEST, distance / spread));
        }
    }

    /** Moves the split to where the means of the parts explain the values best, and sets what follows from it. */
    private void locate() {
        double total = 0;
        for (int i = 0; i < end; i++) {
            total += values[i];
        }
        double sum = 0;
        int best = split;
        double most = -1;
        for (int at = 1; at <= end - MIN_SINCE; at++) {
            sum += values[at - 1];
            double rest = total - sum;
            double explained = sum * sum / at + rest * rest / (end - at);
            if (at >= split && explained > most) {
                most = explained;
                best = at;
            }
        }
        split = best;
        meanBefore = mean(0, split);
        meanSince = mean(split, end);
        squaresBefore = squares(0, split, meanBefore);
        squaresSince = squares(split, end, meanSince);
    }

    private double mean(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    private double squares(int from, int to, double mean) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (values[i] - mean) * (values[i] - mean);
        }
        return sum;
    }

    /** Returns an upper estimate of the correlation of successive distances from the mean of their part. */
    private double correlationWithin() {
        double products = 0;
        double last = 0;
        for (int i = 0; i < end; i++) {
            double now = values[i] - (i < split ? meanBefore : meanSince);
            products += i > 0 && i != split ? now * last : 0;
            last = now;
        }
        double squares = squaresBefore + squaresSince;
        double raw = squares > 0 ? products / squares : 0;
        double bias = (1 + 3 * raw) / end;
        double error = Math.sqrt(Math.max(0, 1 - raw * raw) / end);
        return Math.max(0, Math.min(MAX_CORRELATION, raw + bias + UPPER_ERRORS * error));
    }

    /** Returns the variance of a mean of n values, relative to that of a value. */
    private static double inflation(int n, double r) {
        double rest = 1 - r;
        return ((1 + r) / rest - 2 * r * (1 - Math.pow(r, n)) / (n * rest * rest)) / n;
    }

    /** Returns whether the distances from the two means are less than those from the least-squares parabola. */
    private boolean isStep(double margin) {
        double mean = mean(0, end);
        double middle = (end - 1) / 2.0;
        double meanSquare = ((double) end * end - 1) / 12;
        double total = 0;
        double linear = 0;
        double linearSquares = 0;
        double bend = 0;
        double bendSquares = 0;
        for (int i = 0; i < end; i++) {
            double distance = values[i] - mean;
            double step = i - middle;
            double square = step * step - meanSquare;
            total += distance * distance;
            linear += step * distance;
            linearSquares += step * step;
            bend += square * distance;
            bendSquares += square * square;
        }
        double rest = total - linear * linear / linearSquares - bend * bend / bendSquares;
        return end * Math.log(rest / (squaresBefore + squaresSince)) >= margin * Math.log(end);
    }
}
