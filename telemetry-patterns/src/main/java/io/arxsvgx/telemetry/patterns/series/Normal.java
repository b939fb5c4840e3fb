// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.series;

/** The standard normal distribution. */
public final class Normal {
    private static final double FAR = 8;

    private Normal() {}

    /**
     * The chance of a value below one, to about 1e-15. Marsaglia, "Evaluating the normal distribution", Journal of
     * Statistical Software 11 (2004).
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
}
