// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Evaluation;
import io.arxsvgx.telemetry.rule.Evaluation.Verdict;
import io.arxsvgx.telemetry.rule.SeriesContext;
import io.arxsvgx.telemetry.rule.Verdicts;
import java.util.stream.IntStream;

/**
 * An {@code anomaly} rule by the method {@code seasonal}: a value is far from what the series usually is at this phase of
 * its season. Each rule has cells of its own. Confined to the processor thread.
 */
final class SeasonalAnomaly implements RuleSet {
    private static final int BEGUN = 0;
    private static final int VERDICT = 1;
    private static final int EXPECTED = 2;
    private static final int SPREAD = 3;
    private static final int SEASON = 4;

    /** After how many seasons it is known what the series usually is. */
    static final int LEAST_SEASONS = 3;

    private static final int SHOWN = 64;

    private static final int MEANS = 128;
    private static final int PHASES = 96;

    /** Mean deviations of normal data over standard deviations. */
    private static final double MEAN_FACTOR = 1.2533;

    private static final double CONSTANT_TOLERANCE = 1e-9;

    private final int rule;
    private final double limit;
    private final Season season = new Season(SEASON, MEANS, PHASES);

    /**
     * The evaluator of one rule.
     *
     * @param rule the rule's index
     * @param limit how many deviations are too many
     */
    SeasonalAnomaly(int rule, double limit) {
        this.rule = rule;
        this.limit = limit;
    }

    @Override
    public boolean has(int other) {
        return other == rule;
    }

    @Override
    public int cells() {
        return SEASON + Season.cells(MEANS, PHASES);
    }

    @Override
    public int newestValues() {
        return SHOWN;
    }

    @Override
    public int[] cellsOf(int other) {
        return IntStream.range(0, cells()).toArray();
    }

    @Override
    public void begin(SeriesContext series, int at) {
        series.wholeCell(at + BEGUN, series.count());
        season.begin(series, at);
    }

    @Override
    public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
        double bounded = Recent.bounded(value);
        boolean known = season.learned(series, at) >= LEAST_SEASONS && season.helps(series, at);
        boolean breaching = false;
        if (known) {
            double expected = season.expected(series, at);
            double spread = Math.max(
                    MEAN_FACTOR * season.deviation(series, at),
                    CONSTANT_TOLERANCE * Math.max(Math.abs(expected), Double.MIN_NORMAL) / limit);
            series.cell(at + EXPECTED, expected);
            series.cell(at + SPREAD, spread);
            breaching = Math.abs(bounded - expected) > limit * spread;
        }
        series.wholeCell(at + VERDICT, !known ? 0 : breaching ? 2 : 1);
        season.learn(series, at, bounded);
        if (!known) {
            verdicts.unknown(rule);
        } else if (breaching) {
            verdicts.breaching(rule);
        }
    }

    @Override
    public Evaluation explain(SeriesContext series, int at, int other) {
        long seen = series.count() - series.wholeCell(at + BEGUN);
        int shown = (int) Math.min(SHOWN, seen);
        long verdict = series.wholeCell(at + VERDICT);
        if (verdict == 0) {
            double period = season.period(series, at);
            String text = period == 0
                    ? "warming up: no season found in " + seen + " values"
                    : "warming up: " + Math.min(LEAST_SEASONS, season.learned(series, at)) + " of " + LEAST_SEASONS
                            + " seasons of " + Figures.of(period) + " values";
            return new Evaluation(Verdict.UNKNOWN, series.newest(shown), "z", Double.NaN, limit, text);
        }
        double value = Recent.bounded(series.ago(0));
        double expected = series.cell(at + EXPECTED);
        double spread = series.cell(at + SPREAD);
        double z = value == expected ? 0 : Figures.finite((value - expected) / spread);
        String text = Figures.compared("z", z, limit, verdict == 2) + ": " + value + " against "
                + Figures.band(expected, spread) + " at this phase of a season of "
                + Figures.of(season.period(series, at))
                + " values";
        return new Evaluation(
                verdict == 2 ? Verdict.BREACHING : Verdict.NORMAL, series.newest(shown), "z", z, limit, text);
    }

    @Override
    public boolean isSound(SeriesContext series, int at) {
        long begun = series.wholeCell(at + BEGUN);
        long verdict = series.wholeCell(at + VERDICT);
        return begun >= 0
                && begun <= series.count()
                && verdict >= 0
                && verdict <= 2
                && Double.isFinite(series.cell(at + EXPECTED))
                && series.cell(at + SPREAD) >= 0
                && Double.isFinite(series.cell(at + SPREAD))
                && season.isSound(series, at);
    }
}
