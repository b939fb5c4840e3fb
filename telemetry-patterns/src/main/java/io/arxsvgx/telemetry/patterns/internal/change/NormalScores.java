// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.change;

import io.arxsvgx.telemetry.patterns.internal.series.Normal;

/**
 * The normal scores of ranks: the quantile of the standard normal distribution at a value's rank among the learnt ones. They
 * are bounded, so that an outlier counts little, and their distribution does not depend on that of the values. Computed once
 * for each number of learnt values. Thread-safe.
 */
final class NormalScores {
    /** By the number of learnt values, then by twice the number of learnt values that are less, ties counting half. */
    private static final double[][] SCORES = new double[Baseline.MAX_RESIDUALS + 1][];

    static {
        for (int size = Baseline.MIN_RESIDUALS; size <= Baseline.MAX_RESIDUALS; size += Baseline.LEARN_EVERY) {
            SCORES[size] = scores(size);
        }
    }

    private NormalScores() {}

    private static double[] scores(int size) {
        double[] scores = new double[2 * size + 1];
        for (int below = 0; below < size; below++) {
            scores[below] = Normal.score((below / 2.0 + 0.5) / (size + 1));
            scores[2 * size - below] = -scores[below];
        }
        return scores;
    }

    /** Whether there are scores for a number of learnt values. */
    static boolean isSize(long size) {
        return size >= 0 && size <= Baseline.MAX_RESIDUALS && SCORES[(int) size] != null;
    }

    /**
     * Returns the score of a value.
     *
     * @param twiceBelow twice the number of learnt values that are less, ties counting half
     * @param size the number of learnt values, a {@link #isSize size}
     */
    static double of(int twiceBelow, int size) {
        return SCORES[size][twiceBelow];
    }
}
