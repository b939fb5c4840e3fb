// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.series;

/**
 * Tells by cumulative sums whether a series drifts from where it was when it was learnt. What each value departs from what
 * the one before lets expect is summed, less an allowance, upward and downward; noise keeps the sums near 0, a small
 * lasting shift lets one grow. Constant time and memory. Not thread-safe.
 *
 * <p>Page, Biometrika 41 (1954); on what is left of an autoregression: Lu and Reynolds, Journal of Quality Technology 33
 * (2001).
 */
public final class Drift {
    /** How many values are learnt from. */
    public static final int LEARNING = 200;

    private static final double ALLOWANCE = 0.35;
    private static final double LIMIT = 20;
    /** A series whose values hang on those before more than this has no place to drift from. */
    private static final double WANDERS = 0.9;

    private int learnt;
    private double mean;
    private double squares;
    private double products;
    private double first;
    private double before;
    private double share;
    private double deviation;
    private double up;
    private double down;
    private double newest;

    /** Begins without values. */
    public Drift() {}

    /** Learns anew. */
    public void restart() {
        learnt = 0;
        mean = 0;
        squares = 0;
        products = 0;
        up = 0;
        down = 0;
    }

    /**
     * Takes the next value.
     *
     * @param value finite
     */
    public void next(double value) {
        newest = value;
        if (learnt < LEARNING) {
            learn(value);
        } else if (deviation > 0) {
            double score = (value - mean - share * (before - mean)) / deviation;
            score = Math.max(-4, Math.min(4, score));
            up = Math.min(2 * LIMIT, Math.max(0, up + score - ALLOWANCE));
            down = Math.min(2 * LIMIT, Math.max(0, down - score - ALLOWANCE));
        }
        before = value;
    }

    private void learn(double value) {
        if (learnt == 0) {
            first = value;
        } else {
            products += (value - first) * (before - first);
        }
        learnt++;
        double off = value - mean;
        mean += off / learnt;
        squares += off * (value - mean);
        if (learnt == LEARNING) {
            double variance = squares / (LEARNING - 1);
            double covariance = products / (LEARNING - 1) - (mean - first) * (mean - first);
            double raw = variance > 0 ? covariance / variance : 0;
            share = Math.max(0, Math.min(1, raw));
            deviation = Math.sqrt(variance * (1 - share * share));
            if (share > WANDERS || !(deviation > 1e-9 * Math.abs(mean)) || Double.isInfinite(deviation)) {
                deviation = 0;
            }
        }
    }

    /**
     * How far the larger sum has come.
     *
     * @return 1 or more where the series drifts; negative of the same for a drift downward
     */
    public double score() {
        return up >= down ? up / LIMIT : -down / LIMIT;
    }

    /**
     * Where the series was when it was learnt.
     *
     * @return the mean
     */
    public double learntMean() {
        return mean;
    }

    /**
     * How much the values scattered when they were learnt.
     *
     * @return the standard deviation
     */
    public double learntDeviation() {
        return learnt > 1 ? Math.sqrt(squares / (learnt - 1)) : 0;
    }

    /**
     * How far the newest value lies from where the series was.
     *
     * @return the difference
     */
    public double departure() {
        return newest - mean;
    }
}
