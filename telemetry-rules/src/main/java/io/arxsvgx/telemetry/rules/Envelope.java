// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.SeriesContext;

/**
 * The range in which a figure of a series has been, with its mean and mean deviation, in the series' cells. What lies
 * beyond the range is the newer the farther beyond it lies. Confined to the processor thread.
 */
final class Envelope {
    /*
     * A figure outside [low, high] is more extreme than all n before it. If figures come in no particular order, this has
     * a probability of 1 / (n + 1) on each side, whatever their distribution (a conformal p-value: V. Vovk, A. Gammerman,
     * G. Shafer, "Algorithmic Learning in a Random World", 2005), so that false alarms become rarer while a series is
     * learned. The bounds move towards the mean, by half in 200,000 figures, and one figure moves a bound at most by ten
     * deviations or a tenth of the width of the range, so that a single outlier does not hide all that follow.
     */
    private static final int MEAN = 0;
    private static final int DEVIATION = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;

    /** How many cells there are at most. */
    static final int MOST_CELLS = 4;

    /** The figures that the mean and the mean deviation are of, roughly. */
    private static final double MEMORY = 10_000;

    private static final double HALF_LIFE = 200_000;
    private static final double DECAY = Math.log(2) / HALF_LIFE;
    private static final double MOST_DEVIATIONS = 10;
    private static final double MOST_WIDENING = 0.1;
    private static final double SHARE = 0.015;
    private static final int BEGINNING = 20;

    /** What is said to be constant tells two figures apart from this relative difference on. */
    private static final double CONSTANT_TOLERANCE = 1e-9;

    private static final double GREATEST_NOVELTY = 1e6;

    private final int cells;
    private final boolean twoSided;

    /** What it was before the present figure. */
    double low;

    double high;

    /**
     * An envelope in the cells of a rule.
     *
     * @param cells where its cells begin, among those of the rule
     * @param twoSided whether it has a lower bound
     */
    Envelope(int cells, boolean twoSided) {
        this.cells = cells;
        this.twoSided = twoSided;
    }

    /** How many cells an envelope needs. */
    static int cells(boolean twoSided) {
        return twoSided ? MOST_CELLS : MOST_CELLS - 1;
    }

    double deviation(SeriesContext series, int at) {
        return series.cell(at + cells + DEVIATION);
    }

    double mean(SeriesContext series, int at) {
        return series.cell(at + cells + MEAN);
    }

    /**
     * How far a figure lies beyond the range, which is of at least one figure; 0 within it. In mean deviations, to each of
     * which is added 1.5 % of the width of the range.
     *
     * @param size the size of the numbers that the figure was worked out of, which tells its rounding error
     */
    double novelty(SeriesContext series, int at, double figure, double size) {
        high = series.cell(at + cells + HIGH);
        low = twoSided ? series.cell(at + cells + LOW) : Double.NEGATIVE_INFINITY;
        double beyond = figure > high ? figure - high : figure < low ? low - figure : 0;
        double bound = figure > high ? high : low;
        if (beyond == 0 || beyond <= CONSTANT_TOLERANCE * Math.max(size, Math.abs(bound))) {
            return 0;
        }
        return Math.min(GREATEST_NOVELTY, beyond / scale(series, at));
    }

    /** What novelty is counted in: the mean deviation, and some of the width, for series that hardly ever move. */
    private double scale(SeriesContext series, int at) {
        double width = twoSided ? high - low : 2 * (high - mean(series, at));
        return deviation(series, at) + SHARE * width;
    }

    /** Takes a figure in. */
    void learn(SeriesContext series, int at, double figure, long number) {
        double mean = number == 1 ? figure : mean(series, at);
        double deviation = deviation(series, at);
        double weight = Math.max(1.0 / number, 1 / MEMORY);
        mean += weight * (figure - mean);
        deviation += weight * (Math.abs(figure - mean) - deviation);
        series.cell(at + cells + MEAN, mean);
        series.cell(at + cells + DEVIATION, deviation);
        double above = number == 1 ? figure : series.cell(at + cells + HIGH);
        double below = twoSided && number > 1 ? series.cell(at + cells + LOW) : figure;
        double most = number < BEGINNING
                ? Double.POSITIVE_INFINITY
                : Math.max(MOST_DEVIATIONS * deviation, MOST_WIDENING * (twoSided ? above - below : above - mean));
        above = widened(above - DECAY * (above - mean), figure, most);
        series.cell(at + cells + HIGH, above);
        if (twoSided) {
            series.cell(at + cells + LOW, -widened(-(below + DECAY * (mean - below)), -figure, most));
        }
    }

    private static double widened(double bound, double figure, double most) {
        return figure > bound ? Math.min(figure, bound + most + CONSTANT_TOLERANCE * Math.abs(figure)) : bound;
    }

    /** Whether the cells can be those of an envelope. */
    boolean isSound(SeriesContext series, int at) {
        double above = series.cell(at + cells + HIGH);
        double below = twoSided ? series.cell(at + cells + LOW) : above;
        return Double.isFinite(mean(series, at))
                && deviation(series, at) >= 0
                && Double.isFinite(deviation(series, at))
                && Double.isFinite(above)
                && Double.isFinite(below)
                && below <= above;
    }
}
