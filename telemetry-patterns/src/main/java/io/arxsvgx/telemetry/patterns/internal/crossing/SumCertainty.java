// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.crossing;

/**
 * A bound on the rounding error of running sums over a window.
 *
 * <p>The sums S1 of d and S2 of d² over n values, to which entering values are added and from which leaving ones are
 * subtracted, keep the rounding errors of values that have left. The load is a bound on the sum of all values of S2 since the
 * sums were computed from the values themselves. With e = 2^-53 a step's error is at most 10 e times S2 before and after it
 * in S2, and e sqrt(S2) (4 + sqrt(n)) in S1, so that over at most n steps the error of W = n S2 - S1² = n² variance is below
 * 85 e n load. As long as W is at least {@code CERTAINTY n load}, its relative error is below 1.3e-9. Otherwise, for example
 * after an outlier has left, the sums are computed again. That is rare: W must fall by a factor of 1 / (CERTAINTY n) first.
 *
 * <p>Chan, Golub and LeVeque, "Algorithms for Computing the Sample Variance", The American Statistician 37 (1983).
 */
final class SumCertainty {
    private static final double CERTAINTY = 0x1p-17;

    /** The maximum W that has certainly not overflowed, and the minimum in which no significant square has underflowed. */
    private static final double MAX_SUM = 0x1p1000;

    private static final double MIN_SUM = 0x1p-500;

    private static final int PLAIN_EXPONENT = 200;
    private static final int MIN_EXPONENT = -1000;
    private static final int MAX_EXPONENT = 960;

    private SumCertainty() {}

    /** Whether what follows from two sums is certain. */
    static boolean areCertain(double n, double sum, double squares, double load) {
        double w = n * squares - sum * sum;
        return w >= CERTAINTY * n * load && w <= MAX_SUM;
    }

    /** The load of sums that have been computed from n values. */
    static double firstLoad(int n, double squares) {
        return 0.25 * n * squares + MIN_SUM / (CERTAINTY * n);
    }

    /** Whether two sums are possible for n values. */
    static boolean arePossible(int n, double sum, double squares) {
        return Double.isFinite(sum) && Double.isFinite(squares) && n * squares - sum * sum <= MAX_SUM;
    }

    /** A power of two by which differences up to a size are multiplied, so that their squares neither overflow nor underflow. */
    static double scaleOf(double size) {
        int exponent = Math.getExponent(size);
        if (size == 0 || Math.abs(exponent) <= PLAIN_EXPONENT) {
            return 1;
        }
        return Math.scalb(1.0, Math.max(MIN_EXPONENT, Math.min(MAX_EXPONENT, -exponent)));
    }

    /** Whether a number can be a scale. */
    static boolean isScale(double number) {
        int exponent = Math.getExponent(number);
        return exponent >= MIN_EXPONENT && exponent <= MAX_EXPONENT && number == Math.scalb(1.0, exponent);
    }
}
