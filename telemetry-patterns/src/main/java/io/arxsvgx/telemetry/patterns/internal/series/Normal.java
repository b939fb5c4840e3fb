// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

/** The standard normal distribution. */
public final class Normal {
    private static final double FAR = 8;
    private static final int STEPS = 40;

    private Normal() {}

    /**
     * Returns the probability of a value below the given one, to about 1e-15. Marsaglia, "Evaluating the normal
     * distribution", Journal of Statistical Software 11 (2004).
     *
     * @param score the value
     * @return from 0 to 1
     */
    public static double cumulative(double score) {
        if (Math.abs(score) > FAR) {
            return score > 0 ? 1 : 0;
        }
        double sum = score;
        double term = score;
        for (int i = 3; Math.abs(term) > 1e-17 * Math.abs(sum); i += 2) {
            term *= score * score / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-score * score / 2) / Math.sqrt(2 * Math.PI);
    }

    /**
     * Returns the quantile of a probability.
     *
     * @param chance more than 0, less than 1
     * @return the score, at most 8 from 0
     */
    public static double score(double chance) {
        if (chance < 0.5) {
            return -score(1 - chance);
        }
        // above the middle the curve is concave, so that each of Newton's steps stays below the solution
        double score = 0;
        for (int i = 0; i < STEPS && score < FAR; i++) {
            score += (chance - cumulative(score)) / Math.exp(-score * score / 2) * Math.sqrt(2 * Math.PI);
        }
        return Math.min(FAR, score);
    }
}
