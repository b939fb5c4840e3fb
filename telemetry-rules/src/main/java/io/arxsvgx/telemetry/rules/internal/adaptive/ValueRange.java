// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.adaptive;

import io.arxsvgx.telemetry.condition.SeriesContext;
import org.jspecify.annotations.Nullable;

/**
 * The range of the values themselves, of any magnitude. Other features are computed from values that {@link #bounded} has
 * limited. Confined to the processor thread.
 */
public final class ValueRange extends FeatureRange {
    /*
     * The first 20 values, and the values of a new level, are measured together (RobustSample), so that one outlier does not
     * determine the scale. A constant series has no scale: the first value outside does not count, and later ones count up to
     * the greatest distance so far.
     */
    private static final int FIRST_OUTSIDE = MAX_SLOTS;

    /**
     * The share of the reach up to which values count for figures over several values. Such a figure contains one value up to
     * 63 times, so that with a greater share one outlier would determine its range.
     */
    private static final double ROLLING_SHARE = 0.2;

    /** The number of reaches up to which the present value counts in the shape, from which the anomaly score is computed. */
    private static final double PRESENT_REACHES = 10;

    /** The number of the last value for which it is one reach, while few distances between shapes are known. */
    private static final int TIGHT = 150;

    public static final int STATE_SLOTS = MAX_SLOTS + 1;

    private final int firstOutside;

    /** Detects shifts of the level; null if they are not detected. */
    private final @Nullable LevelShift levelShift;

    private final RobustSample sample = new RobustSample();

    /** Whether enough consecutive values have been outside the range for a possible new level, instead of a glitch. */
    boolean isMoving;

    /** The bounds to which values are limited for figures over several values. */
    double from;

    double to;

    /** The bounds outside which a value is a glitch and counts as the mean for figures over several values. */
    double glitchFrom;

    double glitchTo;
    double centre;

    /** The present value, limited for the shape. */
    double present;

    /**
     * Creates a range in the state slots of a rule.
     *
     * @param firstSlot the index of its first slot among the slots of the rule
     * @param levelShift detects shifts of the level; or null
     */
    public ValueRange(int firstSlot, @Nullable LevelShift levelShift) {
        super(firstSlot, true);
        firstOutside = firstSlot + FIRST_OUTSIDE;
        this.levelShift = levelShift;
    }

    /** Limits the present value, and sets the limits of values for figures over several of them. */
    public double bounded(SeriesContext series, int at, double value, long number) {
        isMoving = levelShift != null && levelShift.run(series, at) >= RollingFeatures.SHORT;
        if (number == 1) {
            return value;
        }
        double low = low(series, at);
        double high = high(series, at);
        double reach = isConstant(series, at) ? constantReach(series, at, value) : reach(series, at);
        boundRolling(series, at, ROLLING_SHARE * reach);
        double far = number <= TIGHT ? reach : PRESENT_REACHES * reach;
        present = Math.max(Math.min(from, low - far), Math.min(Math.max(to, high + far), value));
        return Math.max(low - reach, Math.min(high + reach, value));
    }

    /** Sets the limits of values for figures over several of them. */
    private void boundRolling(SeriesContext series, int at, double reach) {
        from = low(series, at) - reach;
        to = high(series, at) + reach;
        centre = mean(series, at);
        double glitch = glitchDistance(series, at);
        glitchFrom = glitch > 0 ? low(series, at) - glitch : Double.NEGATIVE_INFINITY;
        glitchTo = glitch > 0 ? high(series, at) + glitch : Double.POSITIVE_INFINITY;
        if (isMoving) {
            // all of the newest values are outside the range, so they determine the usual range of a new level
            sample.measure(series, RollingFeatures.SHORT);
            from = Math.min(from, sample.low);
            to = Math.max(to, sample.high);
            glitchFrom = Double.NEGATIVE_INFINITY;
            glitchTo = Double.POSITIVE_INFINITY;
        }
    }

    /** The distance up to which a value of a constant series counts. */
    private double constantReach(SeriesContext series, int at, double value) {
        double off = Math.abs(value - mean(series, at));
        return off <= CONSTANT_TOLERANCE * Math.abs(value) ? off : Math.min(off, series.stateDouble(at + firstOutside));
    }

    @Override
    double unscaledReach(SeriesContext series, int at, double figure) {
        double reach = constantReach(series, at, figure);
        double off = Math.abs(figure - mean(series, at));
        series.stateDouble(at + firstOutside, Math.max(series.stateDouble(at + firstOutside), off));
        return reach;
    }

    @Override
    double width(SeriesContext series, int at) {
        return super.width(series, at) - (levelShift == null ? 0 : levelShift.gap(series, at));
    }

    @Override
    double depth(SeriesContext series, int at, double figure) {
        double depth = levelShift == null ? 0 : levelShift.depth(series, at, figure);
        if (levelShift != null && depth > 0) {
            low = levelShift.to(series, at);
            high = levelShift.from(series, at);
        }
        return depth;
    }

    @Override
    long known(SeriesContext series, int at, long number) {
        return levelShift == null ? number : levelShift.known(series, at, number);
    }

    @Override
    double decay(SeriesContext series, int at, long number) {
        return levelShift != null && levelShift.isRunning(series, at) ? 0 : super.decay(series, at, number);
    }

    @Override
    double gapAbove(SeriesContext series, int at) {
        return levelShift == null || levelShift.from(series, at) < mean(series, at) ? 0 : levelShift.gap(series, at);
    }

    @Override
    double gapBelow(SeriesContext series, int at) {
        return levelShift == null || levelShift.from(series, at) >= mean(series, at) ? 0 : levelShift.gap(series, at);
    }

    @Override
    public void learn(SeriesContext series, int at, double figure, long number) {
        if (number <= BEGINNING) {
            sample.measure(series, (int) number);
            begin(series, at, sample.mean, sample.deviation, sample.low, sample.high);
            return;
        }
        double below = low(series, at);
        double above = high(series, at);
        if (levelShift != null && levelShift.learn(series, at, figure, below, above)) {
            sample.measure(series, RollingFeatures.LONG);
            if (levelShift.shift(series, at, number, sample.deviation)) {
                below = Math.min(below, sample.low);
                above = Math.max(above, sample.high);
                begin(series, at, sample.mean, sample.deviation, below, above);
                series.stateDouble(at + firstOutside, 0);
            }
        }
        super.learn(series, at, figure, number);
    }

    @Override
    public boolean isStateValid(SeriesContext series, int at, long number) {
        return super.isStateValid(series, at, number)
                && series.stateDouble(at + firstOutside) >= 0
                && Double.isFinite(series.stateDouble(at + firstOutside))
                && (levelShift == null || levelShift.isStateValid(series, at, number));
    }
}
