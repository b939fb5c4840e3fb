// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

/**
 * Counts unusual values of late: those more than {@value #SCORE} deviations off a mean that forgets. What is unusual moves
 * mean and deviation but little. Constant time and memory. Not thread-safe.
 *
 * <p>Hunter, Journal of Quality Technology 18 (1986), for the mean that forgets; Huber, Annals of Mathematical Statistics 35
 * (1964), for the bound on what one value moves.
 */
public final class OutlierCounter {
    /** How many values count as of late. */
    public static final int WINDOW = 20;

    private static final double SCORE = 6;
    private static final int LEARNING = 30;
    private static final double FORGETTING = 0.02;
    private static final double BOUND = 3;
    /** The square of less is 0. */
    private static final double MIN_SCALE = 1e-150;

    private long count;
    private double mean;
    private double variance;
    private int unusual;
    private double worst;

    /** Begins without values. */
    public OutlierCounter() {}

    /**
     * Takes the next value.
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
     * How many of the newest {@value #WINDOW} values are unusual.
     *
     * @return 0 to {@value #WINDOW}
     */
    public int ofLate() {
        return Integer.bitCount(unusual);
    }

    /**
     * Whether the newest value is unusual.
     *
     * @return true if it is
     */
    public boolean isLastUnusual() {
        return (unusual & 1) == 1;
    }

    /**
     * The largest score of late, forgotten by and by.
     *
     * @return in deviations
     */
    public double worst() {
        return worst;
    }
}
