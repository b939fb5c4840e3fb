// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.window;

/** When sums over a window are certain; {@link SlidingStatistics} tells why. */
public final class RoundingErrorBound {
    /** The stated accuracy of figures, in deviations: one that is as near to a limit counts as equal to it. */
    public static final double ACCURACY = 1e-9;

    /** The least part that W has of n times the load for figures to be certain. */
    static final double CERTAINTY = 0x1p-17;

    /** How many rounds of the window sums are trusted for, whatever their load. */
    static final int TRUSTED_ROUNDS = 64;

    /** The greatest W that is sure not to have overflowed on the way. */
    private static final double MAX_SUM = 0x1p1000;

    /** The least W in which no square that counts has been lost. */
    private static final double MIN_SUM = 0x1p-500;

    private RoundingErrorBound() {}

    /** Whether the figures that follow from two sums are certain. */
    static boolean areCertain(double n, double sum, double squares, double load) {
        double w = n * squares - sum * sum;
        return w >= CERTAINTY * n * load && w <= MAX_SUM;
    }

    /** The load of sums over n values that have been made from the values. */
    static double firstLoad(int n, double squares) {
        return 0.25 * n * squares + MIN_SUM / (CERTAINTY * n);
    }

    /** Whether n values can have two sums. */
    static boolean arePossible(int n, double sum, double squares) {
        return Double.isFinite(sum) && Double.isFinite(squares) && n * squares - sum * sum <= MAX_SUM;
    }
}
