// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.replay;

/**
 * The three rules, hand-written for one series: a value above a limit, a slope over the last 10, and a z-score against
 * the last 100 values before it, at least 10. Running sums about a fixed anchor, as short as possible; they may drift.
 */
final class ThreeRules {
    static final int SLOPE = 10;
    static final int BASELINE = 100;
    static final int MIN_BASELINE = 10;
    static final double STEEPEST = 5;
    static final double FARTHEST = 5;

    /** The length of the ring of values. */
    static final int RING = 128;

    /** The sums of one series: S, T of the slope; S, Q of the baseline. */
    static final int SUMS = 4;

    private static final double ANCHOR = 70;
    private static final double MEAN_INDEX = (SLOPE - 1) / 2.0;
    private static final double SQUARES = SLOPE * (SLOPE * SLOPE - 1) / 12.0;

    private ThreeRules() {}

    /** Adds an event with {@code count} events before it. Returns the number of rules that it breaches. */
    static int take(double[] ring, int ringAt, double[] sums, int sumsAt, int count, double value) {
        int breaches = value > Workload.LIMIT ? 1 : 0;
        if (Math.abs(slope(ring, ringAt, sums, sumsAt, count, value)) > STEEPEST * SQUARES) {
            breaches++;
        }
        double come = value - ANCHOR;
        if (count >= MIN_BASELINE) {
            int n = Math.min(count, BASELINE);
            double u = n * come - sums[sumsAt + 2];
            if (u * u > FARTHEST * FARTHEST * spread(sums, sumsAt, n)) {
                breaches++;
            }
        }
        keep(ring, ringAt, sums, sumsAt, count, come);
        return breaches;
    }

    /** Adds an event, and writes the absolute slope and z-score into an array. */
    static void take(double[] ring, int ringAt, double[] sums, int sumsAt, int count, double value, double[] figures) {
        figures[0] = Math.abs(slope(ring, ringAt, sums, sumsAt, count, value)) / SQUARES;
        double come = value - ANCHOR;
        figures[1] = 0;
        if (count >= MIN_BASELINE) {
            int n = Math.min(count, BASELINE);
            figures[1] = Math.abs(n * come - sums[sumsAt + 2]) / Math.sqrt(spread(sums, sumsAt, n));
        }
        keep(ring, ringAt, sums, sumsAt, count, come);
    }

    /** Returns the slope times {@link #SQUARES}; 0 while the window is not full. */
    private static double slope(double[] ring, int ringAt, double[] sums, int sumsAt, int count, double value) {
        double come = value - ANCHOR;
        double sum = sums[sumsAt];
        if (count >= SLOPE) {
            double gone = ring[ringAt + ((count - SLOPE) & (RING - 1))];
            sums[sumsAt + 1] += (SLOPE - 1) * come - (sum - gone);
            sum += come - gone;
        } else {
            sums[sumsAt + 1] += count * come;
            sum += come;
        }
        sums[sumsAt] = sum;
        return count >= SLOPE - 1 ? sums[sumsAt + 1] - MEAN_INDEX * sum : 0;
    }

    /** Returns n² times the variance. */
    private static double spread(double[] sums, int sumsAt, int n) {
        return n * sums[sumsAt + 3] - sums[sumsAt + 2] * sums[sumsAt + 2];
    }

    private static void keep(double[] ring, int ringAt, double[] sums, int sumsAt, int count, double come) {
        double total = sums[sumsAt + 2];
        double squares = sums[sumsAt + 3];
        if (count >= BASELINE) {
            double gone = ring[ringAt + ((count - BASELINE) & (RING - 1))];
            total -= gone;
            squares -= gone * gone;
        }
        sums[sumsAt + 2] = total + come;
        sums[sumsAt + 3] = squares + come * come;
        ring[ringAt + (count & (RING - 1))] = come;
    }
}
