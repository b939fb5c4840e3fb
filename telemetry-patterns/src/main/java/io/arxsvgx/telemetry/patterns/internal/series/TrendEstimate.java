// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

/**
 * The trend of a series. Immutable.
 *
 * @param score the standard score of the test; positive for a rise
 * @param slope the rise per step
 * @param slopeError the standard error of the slope
 * @param share the autocorrelation at lag 1 of the deviations from the line, 0 to 1
 * @param walkScore the standard score under the assumption of a random walk, which is stricter
 * @param basedOn the number of values it is based on
 */
public record TrendEstimate(
        double score, double slope, double slopeError, double share, double walkScore, int basedOn) {
    static TrendEstimate none(int basedOn) {
        return new TrendEstimate(0, 0, 0, 0, 0, basedOn);
    }

    /**
     * Returns the confidence that the series has a trend.
     *
     * @return 1 minus the probability of so large a score, up or down, without a trend
     */
    public double confidence() {
        return Math.max(0, 2 * Normal.cumulative(Math.abs(score)) - 1);
    }

    /**
     * Returns the confidence that the series rises, a one-sided test; {@code 1 - rising()} is the confidence of a fall.
     *
     * @return 1 minus the probability of so large a score without a trend
     */
    public double rising() {
        return Normal.cumulative(score);
    }

    /**
     * Returns the lower end of the slope's 95 % interval.
     *
     * @return per step
     */
    public double slopeLow() {
        return slope - 1.96 * slopeError;
    }

    /**
     * Returns the upper end of the slope's 95 % interval.
     *
     * @return per step
     */
    public double slopeHigh() {
        return slope + 1.96 * slopeError;
    }
}
