// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.SeriesContext;
import org.jspecify.annotations.Nullable;

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

    /** Tells the shifts of the figure's level; null where that is not looked at. */
    private final @Nullable Regime regime;

    /** What it was before the present figure; where that lies in the gap, the gap's upper end and its lower one. */
    double low;

    double high;

    /**
     * An envelope in the cells of a rule.
     *
     * @param cells where its cells begin, among those of the rule
     * @param twoSided whether it has a lower bound
     * @param regime tells the shifts of the figure's level, if it is two-sided; or null
     */
    Envelope(int cells, boolean twoSided, @Nullable Regime regime) {
        this.cells = cells;
        this.twoSided = twoSided;
        this.regime = regime;
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
     * @param more what is added to the scale
     */
    double novelty(SeriesContext series, int at, double figure, double size, double more) {
        high = series.cell(at + cells + HIGH);
        low = twoSided ? series.cell(at + cells + LOW) : Double.NEGATIVE_INFINITY;
        double beyond = figure > high ? figure - high : figure < low ? low - figure : 0;
        double bound = figure > high ? high : low;
        double scale = scale(series, at) + more;
        if (beyond == 0 && regime != null) {
            beyond = regime.depth(series, at, figure);
            if (beyond > 0) {
                low = regime.to(series, at);
                high = regime.from(series, at);
                bound = high;
            }
        }
        if (beyond == 0 || beyond <= CONSTANT_TOLERANCE * Math.max(size, Math.abs(bound))) {
            return 0;
        }
        return Math.min(GREATEST_NOVELTY, beyond / scale);
    }

    /** What novelty is counted in: the mean deviation, and some of the width, for series that hardly ever move. */
    private double scale(SeriesContext series, int at) {
        double width = twoSided ? high - low - gap(series, at) : 2 * (high - mean(series, at));
        return deviation(series, at) + SHARE * width;
    }

    /** The share of the width of a range with two bounds that counts in its scale. */
    double share(SeriesContext series, int at) {
        return SHARE * (series.cell(at + cells + HIGH) - series.cell(at + cells + LOW) - gap(series, at));
    }

    private double gap(SeriesContext series, int at) {
        return regime == null ? 0 : regime.gap(series, at);
    }

    /** How many of the figures tell of the present level. */
    long known(SeriesContext series, int at, long number) {
        return regime == null ? number : regime.known(series, at, number);
    }

    /** Takes a figure in. */
    void learn(SeriesContext series, int at, double figure, long number) {
        double above = number == 1 ? figure : series.cell(at + cells + HIGH);
        double below = twoSided && number > 1 ? series.cell(at + cells + LOW) : figure;
        if (regime != null && number > BEGINNING && regime.learn(series, at, figure, number, below, above)) {
            series.cell(at + cells + MEAN, regime.mean(series, at));
            series.cell(at + cells + DEVIATION, regime.deviation(series, at));
        }
        long known = known(series, at, number);
        double mean = number == 1 ? figure : mean(series, at);
        double deviation = deviation(series, at);
        double weight = Math.max(1.0 / (double) known, 1 / MEMORY);
        mean += weight * (figure - mean);
        deviation += weight * (Math.abs(figure - mean) - deviation);
        series.cell(at + cells + MEAN, mean);
        series.cell(at + cells + DEVIATION, deviation);
        double most = number < BEGINNING
                ? Double.POSITIVE_INFINITY
                : Math.max(MOST_DEVIATIONS * deviation, MOST_WIDENING * (twoSided ? above - below : above - mean));
        double decay = regime != null && regime.isRunning(series, at) ? 0 : DECAY;
        double gap = gap(series, at);
        boolean gapIsBelow = regime != null && regime.from(series, at) < mean;
        double over = Math.max(0, above - mean - (gapIsBelow ? 0 : gap));
        series.cell(at + cells + HIGH, widened(above - decay * over, figure, most));
        if (twoSided) {
            double under = Math.max(0, mean - below - (gapIsBelow ? gap : 0));
            series.cell(at + cells + LOW, -widened(-(below + decay * under), -figure, most));
        }
    }

    private static double widened(double bound, double figure, double most) {
        return figure > bound ? Math.min(figure, bound + most + CONSTANT_TOLERANCE * Math.abs(figure)) : bound;
    }

    /** Whether the cells can be those of an envelope, in a series of so many figures. */
    boolean isSound(SeriesContext series, int at, long number) {
        double above = series.cell(at + cells + HIGH);
        double below = twoSided ? series.cell(at + cells + LOW) : above;
        return Double.isFinite(mean(series, at))
                && deviation(series, at) >= 0
                && Double.isFinite(deviation(series, at))
                && Double.isFinite(above)
                && Double.isFinite(below)
                && below <= above
                && (regime == null || regime.isSound(series, at, number));
    }
}
