// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.adaptive;

import io.arxsvgx.telemetry.condition.SeriesContext;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of the values themselves, which may be of any size: other figures are worked out of values that it has {@link
 * #bounded}. Confined to the processor thread.
 */
public final class ValueRange extends FeatureRange {
    /*
     * The first 20 values, and those of a new level, are measured together (RobustSample), so that one far out among them
     * does not set the scale. A constant series has no scale: what comes once beyond it counts for nothing, and from the
     * second time on as far as something has been before.
     */
    private static final int ONCE = MAX_SLOTS;

    /**
     * The share of the reach beyond the range up to which values count for figures over several values. Such a figure contains
     * one value up to 63 times, so that with a greater share one value far out would set its range.
     */
    private static final double ROLLING_SHARE = 0.2;

    /** How many reaches beyond the range the present value counts for the course, which tells how unusual it is. */
    private static final double PRESENT_REACHES = 10;

    /** Up to which value this is one reach, while distances between courses are new. */
    private static final int TIGHT = 150;

    public static final int CELLS = MAX_SLOTS + 1;

    private final int once;

    /** Tells the shifts of the level; null where that is not looked at. */
    private final @Nullable LevelShift regime;

    private final RobustSample sample = new RobustSample();

    /** Whether so many values in a row have been beyond the range that they are no glitch, but may be a new level. */
    boolean isMoving;

    /** Between which ends values count for figures over several values. */
    double from;

    double to;

    /** Beyond which ends values are glitches, which count as the mean for figures over several values. */
    double glitchFrom;

    double glitchTo;
    double centre;

    /** The present value as far as it counts for the course. */
    double present;

    /**
     * An envelope in the cells of a rule.
     *
     * @param cells where its cells begin, among those of the rule
     * @param regime tells the shifts of the level; or null
     */
    public ValueRange(int cells, @Nullable LevelShift regime) {
        super(cells, true);
        once = cells + ONCE;
        this.regime = regime;
    }

    /** The present value as far as it counts; and how far values do, for figures over several of them. */
    public double bounded(SeriesContext series, int at, double value, long number) {
        isMoving = regime != null && regime.run(series, at) >= RollingFeatures.SHORT;
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

    /** Sets how far values count for figures over several of them. */
    private void boundRolling(SeriesContext series, int at, double reach) {
        from = low(series, at) - reach;
        to = high(series, at) + reach;
        centre = mean(series, at);
        double glitch = glitchDistance(series, at);
        glitchFrom = glitch > 0 ? low(series, at) - glitch : Double.NEGATIVE_INFINITY;
        glitchTo = glitch > 0 ? high(series, at) + glitch : Double.POSITIVE_INFINITY;
        if (isMoving) {
            // all of the newest are beyond the range, so that they tell how far values of a new level are usual
            sample.measure(series, RollingFeatures.SHORT);
            from = Math.min(from, sample.low);
            to = Math.max(to, sample.high);
            glitchFrom = Double.NEGATIVE_INFINITY;
            glitchTo = Double.POSITIVE_INFINITY;
        }
    }

    /** How far a value counts in a constant series. */
    private double constantReach(SeriesContext series, int at, double value) {
        double off = Math.abs(value - mean(series, at));
        return off <= CONSTANT_TOLERANCE * Math.abs(value) ? off : Math.min(off, series.stateDouble(at + once));
    }

    @Override
    double unscaledReach(SeriesContext series, int at, double figure) {
        double reach = constantReach(series, at, figure);
        double off = Math.abs(figure - mean(series, at));
        series.stateDouble(at + once, Math.max(series.stateDouble(at + once), off));
        return reach;
    }

    @Override
    double width(SeriesContext series, int at) {
        return super.width(series, at) - (regime == null ? 0 : regime.gap(series, at));
    }

    @Override
    double depth(SeriesContext series, int at, double figure) {
        double depth = regime == null ? 0 : regime.depth(series, at, figure);
        if (regime != null && depth > 0) {
            low = regime.to(series, at);
            high = regime.from(series, at);
        }
        return depth;
    }

    @Override
    long known(SeriesContext series, int at, long number) {
        return regime == null ? number : regime.known(series, at, number);
    }

    @Override
    double decay(SeriesContext series, int at, long number) {
        return regime != null && regime.isRunning(series, at) ? 0 : super.decay(series, at, number);
    }

    @Override
    double gapAbove(SeriesContext series, int at) {
        return regime == null || regime.from(series, at) < mean(series, at) ? 0 : regime.gap(series, at);
    }

    @Override
    double gapBelow(SeriesContext series, int at) {
        return regime == null || regime.from(series, at) >= mean(series, at) ? 0 : regime.gap(series, at);
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
        if (regime != null && regime.learn(series, at, figure, below, above)) {
            sample.measure(series, RollingFeatures.LONG);
            if (regime.shift(series, at, number, sample.deviation)) {
                below = Math.min(below, sample.low);
                above = Math.max(above, sample.high);
                begin(series, at, sample.mean, sample.deviation, below, above);
                series.stateDouble(at + once, 0);
            }
        }
        super.learn(series, at, figure, number);
    }

    @Override
    public boolean isStateValid(SeriesContext series, int at, long number) {
        return super.isStateValid(series, at, number)
                && series.stateDouble(at + once) >= 0
                && Double.isFinite(series.stateDouble(at + once))
                && (regime == null || regime.isStateValid(series, at, number));
    }
}
