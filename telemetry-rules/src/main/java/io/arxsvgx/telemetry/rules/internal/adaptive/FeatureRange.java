// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.adaptive;

import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * The range in which a figure of a series has been, with its mean and mean deviation, in the series' cells. What lies
 * beyond the range is the newer the farther beyond it lies. Confined to the processor thread.
 */
public class FeatureRange {
    /*
     * A figure outside [low, high] is more extreme than all n before it. If figures come in no particular order, this has
     * a probability of 1 / (n + 1) on each side, whatever their distribution (a conformal p-value: V. Vovk, A. Gammerman,
     * G. Shafer, "Algorithmic Learning in a Random World", 2005), so that false alarms become rarer while a series is
     * learned. The bounds move towards the mean, by half in 200,000 figures.
     *
     * The influence of one figure is bounded (P. J. Huber, "Robust Estimation of a Location Parameter", Annals of
     * Mathematical Statistics 35 (1), 1964): it counts as one that is at most ten deviations, or a tenth of the width of the
     * range, beyond the range. One that is more than ten widths beyond it is no member of the series but a glitch, or else a
     * new level, which is told otherwise: it moves a bound by a tenth of the width.
     *
     * At a large offset a step of the mean, or of a bound, may be less than half a unit in the last place. So the mean has a
     * rest, and bounds move once in many figures.
     */
    private static final int MEAN = 0;
    private static final int DEVIATION = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int REST = 4;

    /** How many cells there are at most. */
    static final int MAX_SLOTS = 5;

    private static final int ONE_SIDED_CELLS = 3;

    /** The figures that the mean and the mean deviation are of, roughly. */
    private static final double MEMORY = 10_000;

    private static final double HALF_LIFE = 200_000;
    private static final int DECAY_EVERY = 128;
    private static final double DECAY = DECAY_EVERY * Math.log(2) / HALF_LIFE;
    private static final double MAX_DEVIATIONS = 10;
    private static final double MAX_WIDENING = 0.1;
    private static final double GLITCH_WIDTHS = 10;
    private static final double SHARE = 0.04;

    /** With how many figures its deviation is known roughly. */
    static final int BEGINNING = 20;

    /** What is said to be constant tells two figures apart from this relative difference on. */
    public static final double CONSTANT_TOLERANCE = 1e-9;

    /** What rounding can make of equal figures, relative to the numbers that they were worked out of. */
    private static final double ROUNDING = 0x1p-49;

    private static final double MAX_NOVELTY = 1e6;

    private final int cells;
    private final boolean twoSided;

    /** What it was before the present figure; where that lies in the gap, the gap's upper end and its lower one. */
    double low;

    double high;

    /**
     * An envelope in the cells of a rule.
     *
     * @param cells where its cells begin, among those of the rule
     * @param twoSided whether it has a lower bound
     */
    FeatureRange(int cells, boolean twoSided) {
        this.cells = cells;
        this.twoSided = twoSided;
    }

    /** How many cells an envelope needs. */
    static int stateSlots(boolean twoSided) {
        return twoSided ? MAX_SLOTS : ONE_SIDED_CELLS;
    }

    final double deviation(SeriesContext series, int at) {
        return series.stateDouble(at + cells + DEVIATION);
    }

    final double mean(SeriesContext series, int at) {
        return series.stateDouble(at + cells + MEAN);
    }

    final double high(SeriesContext series, int at) {
        return series.stateDouble(at + cells + HIGH);
    }

    final double low(SeriesContext series, int at) {
        return twoSided ? series.stateDouble(at + cells + LOW) : Double.NEGATIVE_INFINITY;
    }

    /** Whether all figures have been equal, of the present level at least. */
    final boolean isConstant(SeriesContext series, int at) {
        return deviation(series, at) == 0 && (!twoSided || high(series, at) == low(series, at));
    }

    /**
     * How far a figure lies beyond the range, which is of at least one figure; 0 within it. In mean deviations, to each of
     * which is added 4 % of the width of the range.
     *
     * @param size the size of the numbers that the figure was worked out of, which tells its rounding error
     * @param more what is added to the scale
     */
    final double novelty(SeriesContext series, int at, double figure, double size, double more) {
        high = high(series, at);
        low = low(series, at);
        double scale = deviation(series, at) + SHARE * width(series, at) + more;
        double beyond = figure > high ? figure - high : figure < low ? low - figure : depth(series, at, figure);
        double bound = figure >= low ? high : low;
        double tolerance = isConstant(series, at) ? CONSTANT_TOLERANCE : ROUNDING;
        if (beyond == 0 || beyond <= tolerance * Math.max(size, Math.abs(bound))) {
            return 0;
        }
        return Math.min(MAX_NOVELTY, beyond / scale);
    }

    /** How wide the range is; twice its upper half where it has no lower bound. */
    double width(SeriesContext series, int at) {
        return twoSided ? high(series, at) - low(series, at) : 2 * (high(series, at) - mean(series, at));
    }

    /** The share of the width of a range with two bounds that counts in its scale. */
    final double share(SeriesContext series, int at) {
        return SHARE * width(series, at);
    }

    /** How deep a figure within the range lies in a gap of it, whose ends {@link #low} and {@link #high} then are. */
    double depth(SeriesContext series, int at, double figure) {
        return 0;
    }

    /** How many of the figures tell of the present level. */
    long known(SeriesContext series, int at, long number) {
        return number;
    }

    /** How far beyond the range a figure counts where no deviation is known. */
    double unscaledReach(SeriesContext series, int at, double figure) {
        return Double.POSITIVE_INFINITY;
    }

    /** How fast the bounds fall back, and how much of the distance between a bound and the mean they do not fall by. */
    double decay(SeriesContext series, int at, long number) {
        return number % DECAY_EVERY == 0 ? DECAY : 0;
    }

    double gapAbove(SeriesContext series, int at) {
        return 0;
    }

    double gapBelow(SeriesContext series, int at) {
        return 0;
    }

    /** Takes a figure in. */
    void learn(SeriesContext series, int at, double figure, long number) {
        if (number == 1) {
            begin(series, at, figure, 0, figure, figure);
            return;
        }
        double deviation = deviation(series, at);
        boolean isScaled = deviation > 0 && number >= BEGINNING;
        double reach = isScaled ? reach(series, at) : unscaledReach(series, at, figure);
        double widening = isScaled ? reachOfBound(series, at, figure, reach) : reach;
        double counted = Math.max(low(series, at) - reach, Math.min(high(series, at) + reach, figure));
        double weight = Math.max(1.0 / (double) known(series, at, number), 1 / MEMORY);
        double off = counted - mean(series, at);
        moveMean(series, at, weight * off);
        deviation += weight * (Math.abs(off) * (1 - weight) - deviation);
        series.stateDouble(at + cells + DEVIATION, deviation);
        moveBounds(series, at, figure, widening, number);
    }

    private void moveBounds(SeriesContext series, int at, double figure, double reach, long number) {
        double decay = decay(series, at, number);
        double mean = mean(series, at);
        double above = high(series, at);
        above -= decay * Math.max(0, above - mean - gapAbove(series, at));
        series.stateDouble(at + cells + HIGH, widened(above, figure, reach));
        if (twoSided) {
            double below = low(series, at);
            below += decay * Math.max(0, mean - below - gapBelow(series, at));
            series.stateDouble(at + cells + LOW, -widened(-below, -figure, reach));
        }
    }

    /** Makes a figure part of the range, however far beyond it lies. */
    final void include(SeriesContext series, int at, double figure) {
        series.stateDouble(at + cells + HIGH, Math.max(high(series, at), figure));
        if (twoSided) {
            series.stateDouble(at + cells + LOW, Math.min(low(series, at), figure));
        }
    }

    /** How far beyond the range one figure counts. */
    final double reach(SeriesContext series, int at) {
        return Math.max(MAX_DEVIATIONS * deviation(series, at), MAX_WIDENING * span(series, at));
    }

    /** How far a figure moves a bound. */
    private double reachOfBound(SeriesContext series, int at, double figure, double reach) {
        double span = span(series, at);
        double beyond = Math.max(figure - high(series, at), low(series, at) - figure);
        return span > 0 && beyond > GLITCH_WIDTHS * span ? Math.min(reach, MAX_WIDENING * span) : reach;
    }

    /** How far beyond the range a figure is a glitch; 0 if that is not known. */
    final double glitchDistance(SeriesContext series, int at) {
        return GLITCH_WIDTHS * span(series, at);
    }

    /** The width of the range, its gap included; of its upper half where it has no lower bound. */
    private double span(SeriesContext series, int at) {
        return high(series, at) - (twoSided ? low(series, at) : mean(series, at));
    }

    private static double widened(double bound, double figure, double reach) {
        return figure > bound ? Math.min(figure, bound + reach) : bound;
    }

    private void moveMean(SeriesContext series, int at, double by) {
        double mean = mean(series, at);
        if (!twoSided) {
            series.stateDouble(at + cells + MEAN, mean + by);
            return;
        }
        double step = by + series.stateDouble(at + cells + REST);
        double moved = mean + step;
        series.stateDouble(at + cells + MEAN, moved);
        series.stateDouble(at + cells + REST, step - (moved - mean));
    }

    /** Begins anew with what is known from elsewhere. */
    final void begin(SeriesContext series, int at, double mean, double deviation, double below, double above) {
        series.stateDouble(at + cells + MEAN, mean);
        series.stateDouble(at + cells + DEVIATION, deviation);
        series.stateDouble(at + cells + HIGH, above);
        if (twoSided) {
            series.stateDouble(at + cells + LOW, below);
            series.stateDouble(at + cells + REST, 0);
        }
    }

    /** Whether the cells can be those of an envelope, in a series of so many figures. */
    boolean isStateValid(SeriesContext series, int at, long number) {
        double above = high(series, at);
        double below = twoSided ? low(series, at) : above;
        return Double.isFinite(mean(series, at))
                && deviation(series, at) >= 0
                && Double.isFinite(deviation(series, at))
                && Double.isFinite(above)
                && Double.isFinite(below)
                && below <= above
                && (!twoSided || Double.isFinite(series.stateDouble(at + cells + REST)));
    }
}
