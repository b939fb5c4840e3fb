// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

import java.util.Arrays;

/**
 * A test whether a series of equal steps has a trend, or is a random walk. Costs n log n. Immutable.
 *
 * <p>Autocorrelated values make any series seem to rise or fall. So a share of the previous value is first subtracted
 * from each value. The share is estimated from the residuals about the line through the series, and corrected for the
 * known bias of that estimate. For the result the Mann–Kendall test is exact. If the share is so near 1 that it is not
 * significantly less, the series is treated as a random walk, and the signed-rank test decides whether its steps are
 * mostly on one side of 0.
 *
 * <p>Mann, Econometrica 13 (1945); Kendall, "Rank Correlation Methods" (1948); pre-whitening about the trend: Yue and
 * Wang, Water Resources Research 38 (2002); the bias: Kendall and Marriott–Pope, Biometrika 41 (1954); the walk as the
 * limit: Perron and Yabu, Journal of Econometrics 151 (2009); steps: Wilcoxon, Biometrics Bulletin 1 (1945).
 */
public final class MannKendall {
    /** The minimum number of values of a test. */
    public static final int MIN_VALUES = 10;

    /*
     * The error of the share itself is about sqrt((1 + share) / (1 - share) / n) relative to 1 - share, and the score
     * has the same relative error. These constants widen its standard error, more for few values; they were found by
     * simulation.
     */
    private static final double DOUBT = 2;

    private static final double DOUBT_FEW = 350;

    private MannKendall() {}

    /**
     * Tests a series.
     *
     * @param values the values, oldest first
     * @return the trend; without significance if there are fewer than {@value #MIN_VALUES} values or they are all equal
     */
    public static TrendEstimate of(double[] values) {
        int size = values.length;
        if (size < MIN_VALUES) {
            return TrendEstimate.none(size);
        }
        double[] scaled = scaled(values);
        LeastSquaresLine line = LeastSquaresLine.through(scaled, size);
        double[] rest = line.residuals(scaled, size);
        double share = share(rest, size);
        double unit = unit(values);
        if (!(sumOfSquares(rest) > 1e-24)) {
            double score = line.slope == 0 ? 0 : Math.copySign(Math.sqrt(size) * 3, line.slope);
            return new TrendEstimate(score, line.slope * unit, 0, share, score, size);
        }
        double[] steps = new double[size - 1];
        for (int i = 1; i < size; i++) {
            steps[i - 1] = scaled[i] - scaled[i - 1];
        }
        double walkScore = signedRanks(steps);
        double[] whitened = new double[size - 1];
        for (int i = 1; i < size; i++) {
            whitened[i - 1] = scaled[i] - share * scaled[i - 1];
        }
        if (share == 1) {
            double mean = Arrays.stream(steps).average().orElse(0);
            double error = Math.sqrt(variance(steps, mean, 1) / (size - 1));
            return new TrendEstimate(walkScore, mean * unit, error * unit, share, walkScore, size);
        }
        LeastSquaresLine white = LeastSquaresLine.through(whitened, size - 1);
        double slope = white.slope / (1 - share);
        double noise = Math.sqrt(sumOfSquares(white.residuals(whitened, size - 1)) / (size - 3));
        double spread = Math.sqrt((size - 1.0) * (size - 1.0) * (size - 1.0) / 12);
        double doubt = Math.sqrt(1 + (DOUBT + DOUBT_FEW / size) * (1 + share) / (1 - share) / size);
        return new TrendEstimate(
                kendall(whitened) / doubt,
                slope * unit,
                doubt * noise / spread / (1 - share) * unit,
                share,
                walkScore,
                size);
    }

    private static double unit(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value - values[0] / 2));
        }
        return largest > 0 ? largest : 1;
    }

    private static double[] scaled(double[] values) {
        double unit = unit(values);
        return Arrays.stream(values)
                .map(value -> value / unit - values[0] / unit)
                .toArray();
    }

    private static double sumOfSquares(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }

    private static double variance(double[] values, double mean, int lost) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (values.length - lost);
    }

    /** Returns the autocorrelation of the residuals at lag 1, from 0 to 1. */
    private static double share(double[] rest, int size) {
        double products = 0;
        double squares = 0;
        for (int i = 1; i < size; i++) {
            products += rest[i] * rest[i - 1];
            squares += rest[i - 1] * rest[i - 1];
        }
        double raw = squares > 0 ? products / squares : 0;
        double unbiased = (size * raw + 2) / (size - 4);
        return unbiased > 1 - 1 / Math.sqrt(size) ? 1 : Math.max(0, unbiased);
    }

    /** Returns the standard score of Kendall's sum of signs over all pairs, with ties. */
    static double kendall(double[] values) {
        int size = values.length;
        double[] sorted = values.clone();
        long discordant = Inversions.sort(sorted);
        double ties = 0;
        double tied = 0;
        for (int i = 0; i < size; ) {
            int end = i;
            while (end < size && sorted[end] == sorted[i]) {
                end++;
            }
            double group = end - i;
            tied += group * (group - 1) / 2;
            ties += group * (group - 1) * (2 * group + 5);
            i = end;
        }
        double sum = size * (size - 1.0) / 2 - tied - 2.0 * discordant;
        double variance = (size * (size - 1.0) * (2.0 * size + 5) - ties) / 18;
        return variance > 0 && Math.abs(sum) > 1 ? (sum - Math.signum(sum)) / Math.sqrt(variance) : 0;
    }

    /** Returns the standard score of Wilcoxon's sum of signed ranks, ranked by distance from 0. */
    private static double signedRanks(double[] values) {
        double[] kept = Arrays.stream(values).filter(value -> value != 0).toArray();
        double[] sorted = Arrays.stream(kept).map(Math::abs).sorted().toArray();
        double sum = 0;
        double squares = 0;
        for (double value : kept) {
            double rank = Ranks.of(sorted, Math.abs(value));
            sum += Math.copySign(rank, value);
            squares += rank * rank;
        }
        return squares > 0 ? sum / Math.sqrt(squares) : 0;
    }
}
