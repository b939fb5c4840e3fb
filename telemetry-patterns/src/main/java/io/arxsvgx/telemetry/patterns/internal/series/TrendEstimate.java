// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

/**
 * How a series rises or falls. Immutable.
 *
 * @param score the standard score of the test; positive where it rises
 * @param slope how much it rises with each step
 * @param slopeError the slope's standard error
 * @param share how much of each value's departure goes on to the next, 0 to 1
 * @param walkScore the standard score if the series is taken for a random walk, which is harder to pass
 * @param basedOn how many values it rests on
 */
public record TrendEstimate(
        double score, double slope, double slopeError, double share, double walkScore, int basedOn) {
    static TrendEstimate none(int basedOn) {
        return new TrendEstimate(0, 0, 0, 0, 0, basedOn);
    }

    /**
     * How sure it is that the series does not only wander.
     *
     * @return 1 less the chance of so large a score, up or down, without a trend
     */
    public double confidence() {
        return Math.max(0, 2 * Normal.cumulative(Math.abs(score)) - 1);
    }

    /**
     * How sure it is that the series rises, for those who ask only about that; {@code 1 - rising()} is that for falls.
     *
     * @return 1 less the chance of so large a score without a trend
     */
    public double rising() {
        return Normal.cumulative(score);
    }

    /**
     * The lower end of the slope's 95 % interval.
     *
     * @return per step
     */
    public double slopeLow() {
        return slope - 1.96 * slopeError;
    }

    /**
     * The upper end of the slope's 95 % interval.
     *
     * @return per step
     */
    public double slopeHigh() {
        return slope + 1.96 * slopeError;
    }
}
