// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.adaptive;

import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * The novelty from which on a figure is an alarm, in state slots of the series. The threshold falls while a series is
 * learned, rises with each alarm, and doubles with each false-positive mark of a feature. Confined to the processor thread.
 */
final class AlarmThreshold {
    /*
     * The threshold is (base + max(0, ln(600 / n)) + 6000 w / n^2) * 1.4^b * 2^marks, for a feature that covers w values,
     * with n known values of the present level. A figure outside all n values has the probability 1 / n, and if the tail is
     * exponential, a figure x deviations outside has e^-x / n: so the logarithm requires an event that occurs once in 600
     * values, even if fewer are known. The term with w accounts for the smaller information of n values on means. Each
     * alarm adds 1 to b, and each value subtracts a rate from it, down to 0. While alarms are more frequent than the rate,
     * b and the threshold grow, whatever the series, which bounds the long-term rate of alarms (I. Gibbs, E. Candes,
     * "Adaptive Conformal Inference Under Distribution Shift", NeurIPS 2021; here the step is on a logarithmic scale).
     */
    private static final int GROWN = 0;
    private static final int MARKS = 1;
    static final int STATE_SLOTS = MARKS + Feature.COUNT;

    private static final double BEGINNING = 600;
    private static final double EARLIEST = 6_000;
    private static final double GROWTH = 1.4;
    private static final double MAX_THRESHOLD = 1e9;

    /** The maximum number of marks of a feature, which multiply the threshold by a million. */
    static final int MAX_MARKS = 20;

    private final int firstSlot;
    private final double base;
    private final double decay;

    /**
     * Creates a threshold in the state slots of a rule.
     *
     * @param firstSlot the index of its first slot among the slots of the rule
     * @param sensitivity above 0, at most 1
     */
    AlarmThreshold(int firstSlot, double sensitivity) {
        this.firstSlot = firstSlot;
        base = base(sensitivity);
        decay = Math.pow(GROWTH, -rate(sensitivity));
    }

    /** The novelty of an alarm in a series with many known values: 0.15 at 0.8. */
    static double base(double sensitivity) {
        return Math.min(MAX_THRESHOLD, 0.6 * (1 / sensitivity - 1));
    }

    /** The maximum long-term rate of alarms: one in 2,500 values at 0.8, and never more than one in 250. */
    static double rate(double sensitivity) {
        return 0.0004 / Math.max(0.1, 4 * (1 / sensitivity - 1));
    }

    void initState(SeriesContext series, int at) {
        series.stateDouble(at + firstSlot + GROWN, 1);
    }

    /** Lowers the threshold by the rate of one value. */
    void decay(SeriesContext series, int at) {
        series.stateDouble(at + firstSlot + GROWN, Math.max(1, series.stateDouble(at + firstSlot + GROWN) * decay));
    }

    /** The threshold of a feature with a number of known values. */
    double height(SeriesContext series, int at, Feature feature, double known) {
        double height = base + EARLIEST * feature.window / (known * known);
        if (known < BEGINNING) {
            height += Math.log(BEGINNING / known);
        }
        return height * series.stateDouble(at + firstSlot + GROWN) * (1 << marks(series, at, feature));
    }

    /** Raises the threshold after an alarm. */
    void raise(SeriesContext series, int at) {
        series.stateDouble(
                at + firstSlot + GROWN, Math.min(MAX_THRESHOLD, series.stateDouble(at + firstSlot + GROWN) * GROWTH));
    }

    /** The number of false-positive marks of a feature. */
    int marks(SeriesContext series, int at, Feature feature) {
        return (int) series.stateLong(at + firstSlot + MARKS + feature.index);
    }

    /** Adds a false-positive mark to a feature or removes one; returns whether the number has changed. */
    boolean mark(SeriesContext series, int at, Feature feature, boolean add) {
        int marks = marks(series, at, feature) + (add ? 1 : -1);
        if (marks < 0 || marks > MAX_MARKS) {
            return false;
        }
        series.stateLong(at + firstSlot + MARKS + feature.index, marks);
        return true;
    }

    /** Whether the state slots are consistent. */
    boolean isStateValid(SeriesContext series, int at) {
        double grown = series.stateDouble(at + firstSlot + GROWN);
        for (int feature = 0; feature < Feature.COUNT; feature++) {
            long marks = series.stateLong(at + firstSlot + MARKS + feature);
            if (marks < 0 || marks > MAX_MARKS) {
                return false;
            }
        }
        return grown >= 1 && grown <= MAX_THRESHOLD;
    }
}
