// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

/**
 * A counter of recent outliers: values more than {@value #SCORE} deviations from an exponentially weighted mean. An
 * outlier has little influence on mean and deviation. Constant time and memory. Not thread-safe.
 *
 * <p>Hunter, Journal of Quality Technology 18 (1986), for the exponentially weighted mean; Huber, Annals of
 * Mathematical Statistics 35 (1964), for the bound on the influence of a value.
 */
public final class OutlierCounter {
    /** The number of recent values. */
    public static final int WINDOW = 20;

    private static final double SCORE = 6;
    private static final int LEARNING = 30;
    private static final double FORGETTING = 0.02;
    private static final double BOUND = 3;
    /** The minimum scale; the square of a smaller one is 0. */
    private static final double MIN_SCALE = 1e-150;

    private long count;
    private double mean;
    private double variance;
    private int unusual;
    private double worst;

    /** Creates a counter without values. */
    public OutlierCounter() {}

    /**
     * Adds the next value.
     *
     * @param value finite
     */
    public void next(double value) {
        count++;
        double off = value - mean;
        double deviation = Math.sqrt(variance);
        boolean isUnusual = count > LEARNING && Math.abs(off) > SCORE * deviation + 1e-9 * Math.abs(mean) + MIN_SCALE;
        if (count > LEARNING) {
            off = Math.max(-BOUND * deviation, Math.min(BOUND * deviation, off));
        }
        double share = Math.max(FORGETTING, 1.0 / count);
        mean += share * off;
        variance = (1 - share) * (variance + share * off * off);
        unusual = (unusual << 1 | (isUnusual ? 1 : 0)) & ((1 << WINDOW) - 1);
        worst = isUnusual && deviation > 0 ? Math.max(worst * 0.9, Math.abs(value - mean) / deviation) : worst * 0.9;
    }

    /**
     * Returns the number of outliers among the newest {@value #WINDOW} values.
     *
     * @return 0 to {@value #WINDOW}
     */
    public int recentCount() {
        return Integer.bitCount(unusual);
    }

    /**
     * Returns whether the newest value is an outlier.
     *
     * @return true if it is
     */
    public boolean isLastUnusual() {
        return (unusual & 1) == 1;
    }

    /**
     * Returns the largest recent score, which decays with each value.
     *
     * @return in deviations
     */
    public double worst() {
        return worst;
    }
}
