// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.adaptive;

import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * How new a figure must be for an alarm, in the series' cells: the bar falls while a series is learned, rises with each
 * alarm, and is raised by people for a part that has spoken wrongly. Confined to the processor thread.
 */
final class AlarmThreshold {
    /*
     * The bar is (base + max(0, ln(600 / n)) + 6000 w / n^2) * 1.4^b * 2^marks, for a part that is of w values, of whose
     * level n are known. A figure beyond all n has the probability 1 / n, and if the tail is exponential, one that is x
     * deviations beyond them e^-x / n: so the logarithm asks for what comes once in 600 values, however few are known. Of
     * means, n values tell less. Each alarm adds 1 to b, and each value takes
     * a rate from it, down to 0. While alarms are more frequent than the rate, b grows and with it the bar, whatever the
     * series: in the long run there are at most so many alarms (I. Gibbs, E. Candes, "Adaptive Conformal Inference Under
     * Distribution Shift", NeurIPS 2021, whose step is made on a logarithmic scale here).
     */
    private static final int GROWN = 0;
    private static final int MARKS = 1;
    static final int CELLS = MARKS + Feature.COUNT;

    private static final double BEGINNING = 600;
    private static final double EARLIEST = 6_000;
    private static final double GROWTH = 1.4;
    private static final double MAX_THRESHOLD = 1e9;

    /** How often a part may be marked; the bar is then a million times as high. */
    static final int MAX_MARKS = 20;

    private final int cells;
    private final double base;
    private final double fall;

    /**
     * A bar in the cells of a rule.
     *
     * @param cells where its cells begin, among those of the rule
     * @param sensitivity above 0, at most 1
     */
    AlarmThreshold(int cells, double sensitivity) {
        this.cells = cells;
        base = base(sensitivity);
        fall = Math.pow(GROWTH, -rate(sensitivity));
    }

    /** By how many deviations a figure must be beyond the range, in a series that is well known: 0.15 at 0.8. */
    static double base(double sensitivity) {
        return Math.min(MAX_THRESHOLD, 0.6 * (1 / sensitivity - 1));
    }

    /** The greatest rate of alarms in the long run: one in 2,500 values at 0.8, and never more than one in 250. */
    static double rate(double sensitivity) {
        return 0.0004 / Math.max(0.1, 4 * (1 / sensitivity - 1));
    }

    void initState(SeriesContext series, int at) {
        series.stateDouble(at + cells + GROWN, 1);
    }

    /** Lets the bar fall by what one value lets it. */
    void fall(SeriesContext series, int at) {
        series.stateDouble(at + cells + GROWN, Math.max(1, series.stateDouble(at + cells + GROWN) * fall));
    }

    /** How high it is for a part of which so many values are known. */
    double height(SeriesContext series, int at, Feature part, double known) {
        double height = base + EARLIEST * part.window / (known * known);
        if (known < BEGINNING) {
            height += Math.log(BEGINNING / known);
        }
        return height * series.stateDouble(at + cells + GROWN) * (1 << marks(series, at, part));
    }

    /** Notes an alarm. */
    void alarmed(SeriesContext series, int at) {
        series.stateDouble(
                at + cells + GROWN, Math.min(MAX_THRESHOLD, series.stateDouble(at + cells + GROWN) * GROWTH));
    }

    /** How often a part has been marked as having spoken wrongly. */
    int marks(SeriesContext series, int at, Feature part) {
        return (int) series.stateLong(at + cells + MARKS + part.index);
    }

    /** Marks a part once more, or takes a mark back; answers whether there was anything to change. */
    boolean mark(SeriesContext series, int at, Feature part, boolean wrong) {
        int marks = marks(series, at, part) + (wrong ? 1 : -1);
        if (marks < 0 || marks > MAX_MARKS) {
            return false;
        }
        series.stateLong(at + cells + MARKS + part.index, marks);
        return true;
    }

    /** Whether the cells can be those of a bar. */
    boolean isStateValid(SeriesContext series, int at) {
        double grown = series.stateDouble(at + cells + GROWN);
        for (int part = 0; part < Feature.COUNT; part++) {
            long marks = series.stateLong(at + cells + MARKS + part);
            if (marks < 0 || marks > MAX_MARKS) {
                return false;
            }
        }
        return grown >= 1 && grown <= MAX_THRESHOLD;
    }
}
