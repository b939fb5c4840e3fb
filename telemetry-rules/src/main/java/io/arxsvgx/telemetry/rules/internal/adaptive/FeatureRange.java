// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.adaptive;

import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * The range of the past values of one feature of a series, with its mean and mean deviation, in state slots of the series.
 * The novelty of a value grows with its distance from the range. Confined to the processor thread.
 */
public class FeatureRange {
    /*
     * A figure outside [low, high] is more extreme than all n figures before it. If the figures are exchangeable, this has
     * a probability of 1 / (n + 1) on each side, whatever their distribution (a conformal p-value: V. Vovk, A. Gammerman,
     * G. Shafer, "Algorithmic Learning in a Random World", 2005). So false alarms become rarer as a series is learned. The
     * bounds move towards the mean, by half in 200,000 figures.
     *
     * The influence of one figure is bounded (P. J. Huber, "Robust Estimation of a Location Parameter", Annals of
     * Mathematical Statistics 35 (1), 1964): it counts as at most ten deviations, or a tenth of the width of the range,
     * outside the range. A figure more than ten widths outside is a glitch and moves a bound by a tenth of the width; a new
     * level is detected separately (LevelShift).
     *
     * At a large offset a step of the mean, or of a bound, may be less than half a unit in the last place. So the rounding
     * rest of the mean is kept, and the bounds move only once in many figures.
     */
    private static final int MEAN = 0;
    private static final int DEVIATION = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int REST = 4;

    /** The maximum number of state slots. */
    static final int MAX_SLOTS = 5;

    private static final int ONE_SIDED_SLOTS = 3;

    /** The approximate number of figures that the mean and the mean deviation cover. */
    private static final double MEMORY = 10_000;

    private static final double HALF_LIFE = 200_000;
    private static final int DECAY_EVERY = 128;
    private static final double DECAY = DECAY_EVERY * Math.log(2) / HALF_LIFE;
    private static final double MAX_DEVIATIONS = 10;
    private static final double MAX_WIDENING = 0.1;
    private static final double GLITCH_WIDTHS = 10;
    private static final double SHARE = 0.04;

    /** The number of figures after which the deviation is a usable estimate. */
    static final int BEGINNING = 20;

    /** The relative difference from which on two figures of a constant series are different. */
    public static final double CONSTANT_TOLERANCE = 1e-9;

    /** The maximum rounding error of equal figures, relative to the numbers that they were computed from. */
    private static final double ROUNDING = 0x1p-49;

    private static final double MAX_NOVELTY = 1e6;

    private final int firstSlot;
    private final boolean twoSided;

    /** The bounds before the present figure; for a figure inside the gap, the upper end of the gap and its lower end. */
    double low;

    double high;

    /**
     * Creates a range in the state slots of a rule.
     *
     * @param firstSlot the index of its first slot among the slots of the rule
     * @param twoSided whether it has a lower bound
     */
    FeatureRange(int firstSlot, boolean twoSided) {
        this.firstSlot = firstSlot;
        this.twoSided = twoSided;
    }

    /** The number of state slots of a range. */
    static int stateSlots(boolean twoSided) {
        return twoSided ? MAX_SLOTS : ONE_SIDED_SLOTS;
    }

    final double deviation(SeriesContext series, int at) {
        return series.stateDouble(at + firstSlot + DEVIATION);
    }

    final double mean(SeriesContext series, int at) {
        return series.stateDouble(at + firstSlot + MEAN);
    }

    final double high(SeriesContext series, int at) {
        return series.stateDouble(at + firstSlot + HIGH);
    }

    final double low(SeriesContext series, int at) {
        return twoSided ? series.stateDouble(at + firstSlot + LOW) : Double.NEGATIVE_INFINITY;
    }

    /** Whether all figures, at least those of the present level, have been equal. */
    final boolean isConstant(SeriesContext series, int at) {
        return deviation(series, at) == 0 && (!twoSided || high(series, at) == low(series, at));
    }

    /**
     * The distance of a figure from the range, which contains at least one figure; 0 within the range. The unit is the mean
     * deviation plus 4 % of the width of the range.
     *
     * @param size the magnitude of the numbers that the figure was computed from, which determines its rounding error
     * @param more an amount that is added to the unit
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

    /** The width of the range; twice its upper half if it has no lower bound. */
    double width(SeriesContext series, int at) {
        return twoSided ? high(series, at) - low(series, at) : 2 * (high(series, at) - mean(series, at));
    }

    /** The share of the width that is part of the unit of novelty. */
    final double share(SeriesContext series, int at) {
        return SHARE * width(series, at);
    }

    /**
     * The distance of a figure inside a gap of the range from the ends of the gap, which then are {@link #low} and {@link
     * #high}.
     */
    double depth(SeriesContext series, int at, double figure) {
        return 0;
    }

    /** The number of figures that belong to the present level. */
    long known(SeriesContext series, int at, long number) {
        return number;
    }

    /** The distance from the range up to which a figure counts while no deviation is known. */
    double unscaledReach(SeriesContext series, int at, double figure) {
        return Double.POSITIVE_INFINITY;
    }

    /**
     * The share of their distance from the mean by which the bounds move towards it; {@link #gapAbove} and {@link
     * #gapBelow} do not count.
     */
    double decay(SeriesContext series, int at, long number) {
        return number % DECAY_EVERY == 0 ? DECAY : 0;
    }

    double gapAbove(SeriesContext series, int at) {
        return 0;
    }

    double gapBelow(SeriesContext series, int at) {
        return 0;
    }

    /** Updates the range with a figure. */
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
        series.stateDouble(at + firstSlot + DEVIATION, deviation);
        moveBounds(series, at, figure, widening, number);
    }

    private void moveBounds(SeriesContext series, int at, double figure, double reach, long number) {
        double decay = decay(series, at, number);
        double mean = mean(series, at);
        double above = high(series, at);
        above -= decay * Math.max(0, above - mean - gapAbove(series, at));
        series.stateDouble(at + firstSlot + HIGH, widened(above, figure, reach));
        if (twoSided) {
            double below = low(series, at);
            below += decay * Math.max(0, mean - below - gapBelow(series, at));
            series.stateDouble(at + firstSlot + LOW, -widened(-below, -figure, reach));
        }
    }

    /** Extends the range to a figure, whatever its distance. */
    final void include(SeriesContext series, int at, double figure) {
        series.stateDouble(at + firstSlot + HIGH, Math.max(high(series, at), figure));
        if (twoSided) {
            series.stateDouble(at + firstSlot + LOW, Math.min(low(series, at), figure));
        }
    }

    /** The distance from the range up to which one figure counts. */
    final double reach(SeriesContext series, int at) {
        return Math.max(MAX_DEVIATIONS * deviation(series, at), MAX_WIDENING * span(series, at));
    }

    /** The maximum by which a figure moves a bound. */
    private double reachOfBound(SeriesContext series, int at, double figure, double reach) {
        double span = span(series, at);
        double beyond = Math.max(figure - high(series, at), low(series, at) - figure);
        return span > 0 && beyond > GLITCH_WIDTHS * span ? Math.min(reach, MAX_WIDENING * span) : reach;
    }

    /** The distance from the range from which on a figure is a glitch; 0 if unknown. */
    final double glitchDistance(SeriesContext series, int at) {
        return GLITCH_WIDTHS * span(series, at);
    }

    /** The width of the range including its gap; of its upper half if it has no lower bound. */
    private double span(SeriesContext series, int at) {
        return high(series, at) - (twoSided ? low(series, at) : mean(series, at));
    }

    private static double widened(double bound, double figure, double reach) {
        return figure > bound ? Math.min(figure, bound + reach) : bound;
    }

    private void moveMean(SeriesContext series, int at, double by) {
        double mean = mean(series, at);
        if (!twoSided) {
            series.stateDouble(at + firstSlot + MEAN, mean + by);
            return;
        }
        double step = by + series.stateDouble(at + firstSlot + REST);
        double moved = mean + step;
        series.stateDouble(at + firstSlot + MEAN, moved);
        series.stateDouble(at + firstSlot + REST, step - (moved - mean));
    }

    /** Replaces the state by known statistics. */
    final void begin(SeriesContext series, int at, double mean, double deviation, double below, double above) {
        series.stateDouble(at + firstSlot + MEAN, mean);
        series.stateDouble(at + firstSlot + DEVIATION, deviation);
        series.stateDouble(at + firstSlot + HIGH, above);
        if (twoSided) {
            series.stateDouble(at + firstSlot + LOW, below);
            series.stateDouble(at + firstSlot + REST, 0);
        }
    }

    /** Whether the state slots are consistent, for a number of figures. */
    boolean isStateValid(SeriesContext series, int at, long number) {
        double above = high(series, at);
        double below = twoSided ? low(series, at) : above;
        return Double.isFinite(mean(series, at))
                && deviation(series, at) >= 0
                && Double.isFinite(deviation(series, at))
                && Double.isFinite(above)
                && Double.isFinite(below)
                && below <= above
                && (!twoSided || Double.isFinite(series.stateDouble(at + firstSlot + REST)));
    }
}
