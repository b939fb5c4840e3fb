// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.window;

/** The bound of the rounding error up to which sums over a window are certain; {@link SlidingStatistics} explains it. */
public final class RoundingErrorBound {
    /** The stated accuracy of figures, in deviations: a figure within it of a limit counts as equal to the limit. */
    public static final double ACCURACY = 1e-9;

    /** The minimum of W over n times the load with which figures are certain. */
    static final double CERTAINTY = 0x1p-17;

    /** The number of window lengths for which sums are trusted, whatever their load. */
    static final int TRUSTED_ROUNDS = 64;

    /** The maximum W that has certainly not overflowed. */
    private static final double MAX_SUM = 0x1p1000;

    /** The minimum W in which no significant square has underflowed. */
    private static final double MIN_SUM = 0x1p-500;

    private RoundingErrorBound() {}

    /** Whether the figures that follow from two sums are certain. */
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
}
