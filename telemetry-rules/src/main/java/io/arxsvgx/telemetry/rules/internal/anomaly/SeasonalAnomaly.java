// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.anomaly;

import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.Verdicts;
import io.arxsvgx.telemetry.rules.internal.adaptive.AdaptiveAnomaly;
import io.arxsvgx.telemetry.rules.internal.adaptive.FeatureRange;
import io.arxsvgx.telemetry.rules.internal.adaptive.RollingFeatures;
import io.arxsvgx.telemetry.rules.internal.adaptive.ValueRange;
import io.arxsvgx.telemetry.rules.internal.group.NumberFormatting;
import io.arxsvgx.telemetry.rules.internal.group.RuleSet;
import io.arxsvgx.telemetry.rules.internal.window.RoundingErrorBound;
import io.arxsvgx.telemetry.rules.internal.window.SeasonalityModel;
import java.util.stream.IntStream;

/**
 * The evaluator of one {@code anomaly} rule with the method {@code seasonal}: a value is far from the usual value at this
 * phase of the season. While no season is known that fits, the method {@code robust} evaluates the rule, and the explanation
 * says so. Each rule has its own state slots. Confined to the processor thread.
 */
public final class SeasonalAnomaly implements RuleSet {
    private static final int MEANS = 128;
    private static final int PHASES = 96;

    private static final int BEGUN = 0;
    private static final int VERDICT = 1;
    private static final int EXPECTED = 2;
    private static final int SPREAD = 3;
    private static final int RANGE = 4;
    private static final int SEASON = RANGE + ValueRange.STATE_SLOTS;
    private static final int FALLBACK = SEASON + SeasonalityModel.stateSlots(MEANS, PHASES);

    private static final int NORMAL = 1;
    private static final int BREACHING = 2;

    /** The number of seasons after which the usual values are known. */
    static final int MIN_SEASONS = 3;

    private static final int SHOWN = 64;

    /** The standard deviation over the mean deviation of normally distributed data. */
    private static final double MEAN_FACTOR = 1.2533;

    /** The maximum relative rounding error of equal values. */
    private static final double ROUNDING = 0x1p-50;

    private final int rule;
    private final double limit;
    private final ValueRange range = new ValueRange(RANGE, null);
    private final SeasonalityModel season = new SeasonalityModel(SEASON, MEANS, PHASES);
    private final RobustAnomaly fallback;

    /**
     * Creates the evaluator of one rule.
     *
     * @param rule the rule's index
     * @param limit the maximum distance in deviations that does not breach
     * @param fallback the same rule with the method for series without a season
     */
    public SeasonalAnomaly(int rule, double limit, RobustAnomaly fallback) {
        this.rule = rule;
        this.limit = limit;
        this.fallback = fallback;
    }

    @Override
    public boolean has(int other) {
        return other == rule;
    }

    @Override
    public int stateSlots() {
        return FALLBACK + fallback.stateSlots();
    }

    @Override
    public int stateVersion() {
        return AdaptiveAnomaly.STATE_VERSION;
    }

    @Override
    public int newestValues() {
        return Math.max(SHOWN, fallback.newestValues());
    }

    @Override
    public int[] stateSlotsOf(int other) {
        return IntStream.range(0, stateSlots()).toArray();
    }

    @Override
    public void initState(SeriesContext series, int at) {
        series.stateLong(at + BEGUN, series.count());
        season.initState(series, at);
        fallback.initState(series, at + FALLBACK);
    }

    @Override
    public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
        double whole = RollingFeatures.bounded(value);
        boolean isKnown = isKnown(series, at);
        if (isKnown) {
            compare(series, at, whole, verdicts);
        } else {
            series.stateLong(at + VERDICT, 0);
        }
        fallback.evaluate(series, at + FALLBACK, value, time, isKnown ? DiscardedVerdicts.INSTANCE : verdicts);
        long number = series.count() - series.stateLong(at + BEGUN);
        // one outlier neither creates a season nor ends it
        double bounded = range.bounded(series, at, whole, number);
        range.learn(series, at, whole, number);
        season.learn(series, at, bounded);
    }

    /** Whether a season is known that predicts the next value. */
    private boolean isKnown(SeriesContext series, int at) {
        return season.learned(series, at) >= MIN_SEASONS && season.helps(series, at);
    }

    private void compare(SeriesContext series, int at, double value, Verdicts verdicts) {
        double expected = season.expected(series, at);
        double deviation = season.deviation(series, at);
        double tolerance = deviation == 0 ? FeatureRange.CONSTANT_TOLERANCE : ROUNDING;
        double spread =
                Math.max(MEAN_FACTOR * deviation, tolerance * Math.max(Math.abs(expected), Double.MIN_NORMAL) / limit);
        boolean isBreaching = Math.abs(value - expected) > limit * (1 + RoundingErrorBound.ACCURACY) * spread;
        series.stateDouble(at + EXPECTED, expected);
        series.stateDouble(at + SPREAD, spread);
        series.stateLong(at + VERDICT, isBreaching ? BREACHING : NORMAL);
        if (isBreaching) {
            verdicts.breaching(rule);
        }
    }

    @Override
    public Evaluation explain(SeriesContext series, int at, int other) {
        long verdict = series.stateLong(at + VERDICT);
        if (verdict == 0) {
            Evaluation robust = fallback.explain(series, at + FALLBACK, other);
            String text = reason(series, at) + ", evaluated by method robust: " + robust.text();
            return new Evaluation(
                    robust.verdict(), robust.values(), robust.figure(), robust.computed(), robust.limit(), text);
        }
        long seen = series.count() - series.stateLong(at + BEGUN);
        int shown = (int) Math.min(SHOWN, seen);
        double value = RollingFeatures.bounded(series.valueAgo(0));
        double expected = series.stateDouble(at + EXPECTED);
        double spread = series.stateDouble(at + SPREAD);
        double z = value == expected ? 0 : NumberFormatting.finite((value - expected) / spread);
        String text = NumberFormatting.compared("z", z, limit, verdict == BREACHING) + ": " + value + " against "
                + NumberFormatting.band(expected, spread) + " at this phase of a season of "
                + NumberFormatting.of(season.period(series, at))
                + " values";
        return new Evaluation(
                verdict == BREACHING ? Verdict.BREACHING : Verdict.NORMAL, series.newest(shown), "z", z, limit, text);
    }

    /** The reason why the season is not used. */
    private String reason(SeriesContext series, int at) {
        double period = season.period(series, at);
        if (period == 0) {
            return "no season found in " + (series.count() - series.stateLong(at + BEGUN)) + " values";
        }
        long learned = season.learned(series, at);
        String found = "season of " + NumberFormatting.of(period) + " values ";
        return learned < MIN_SEASONS
                ? found + "not learned yet, " + learned + " of " + MIN_SEASONS
                : found + "does not fit";
    }

    @Override
    public boolean isStateValid(SeriesContext series, int at) {
        long begun = series.stateLong(at + BEGUN);
        long verdict = series.stateLong(at + VERDICT);
        return begun >= 0
                && begun <= series.count()
                && verdict >= 0
                && verdict <= BREACHING
                && Double.isFinite(series.stateDouble(at + EXPECTED))
                && series.stateDouble(at + SPREAD) >= 0
                && Double.isFinite(series.stateDouble(at + SPREAD))
                && range.isStateValid(series, at, series.count() - begun)
                && season.isStateValid(series, at)
                && fallback.isStateValid(series, at + FALLBACK);
    }

    /** A receiver for the verdicts of the method that is not used. */
    private enum DiscardedVerdicts implements Verdicts {
        INSTANCE;

        @Override
        public void breaching(int rule) {}

        @Override
        public void holding(int rule) {}

        @Override
        public void unknown(int rule) {}
    }
}
