// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.change;

import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.condition.Verdicts;
import io.arxsvgx.telemetry.patterns.internal.text.FigureFormatting;
import java.util.stream.IntStream;

/** The evaluator of the {@code change_point} rules of a series, each with its own state. Confined to the processor thread. */
public final class ChangePointEvaluator implements SeriesEvaluator {
    private static final String FIGURE = "change score";
    private static final int SHOWN = 100;

    /** The sum from which a change is suspected, and the standard errors by which it is confirmed, by sensitivity 0 and 1. */
    private static final double LIMIT_AT_0 = 10;

    private static final double LIMIT_AT_1 = 6;
    private static final double ERRORS_AT_0 = 6.5;
    private static final double ERRORS_AT_1 = 3.5;

    private final ChangeMonitor[] monitors;
    private final SortedSample sample = new SortedSample(ChangeMonitor.NEWEST_VALUES);

    /**
     * Creates the evaluator of some rules.
     *
     * @param sensitivities the sensitivity of each rule, from 0 to 1
     */
    public ChangePointEvaluator(double... sensitivities) {
        Baseline baseline = new Baseline();
        ChangeConfirmation confirmation = new ChangeConfirmation();
        monitors = new ChangeMonitor[sensitivities.length];
        for (int rule = 0; rule < monitors.length; rule++) {
            double sensitivity = sensitivities[rule];
            monitors[rule] = new ChangeMonitor(
                    LIMIT_AT_0 + sensitivity * (LIMIT_AT_1 - LIMIT_AT_0),
                    ERRORS_AT_0 + sensitivity * (ERRORS_AT_1 - ERRORS_AT_0),
                    baseline,
                    confirmation);
        }
    }

    @Override
    public int stateSlots() {
        return monitors.length * ChangeMonitor.STATE_SLOTS;
    }

    @Override
    public int newestValues() {
        return ChangeMonitor.NEWEST_VALUES;
    }

    @Override
    public int[] stateSlotsOf(int rule) {
        int first = rule * ChangeMonitor.STATE_SLOTS;
        return IntStream.range(first, first + ChangeMonitor.STATE_SLOTS).toArray();
    }

    @Override
    public void initState(SeriesContext series, int at) {
        for (int rule = 0; rule < monitors.length; rule++) {
            monitors[rule].initState(series, at + rule * ChangeMonitor.STATE_SLOTS);
        }
    }

    @Override
    public boolean isStateValid(SeriesContext series, int at) {
        for (int rule = 0; rule < monitors.length; rule++) {
            if (!monitors[rule].isStateValid(series, at + rule * ChangeMonitor.STATE_SLOTS)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
        for (int rule = 0; rule < monitors.length; rule++) {
            Verdict verdict = monitors[rule].evaluate(series, at + rule * ChangeMonitor.STATE_SLOTS);
            if (verdict == Verdict.BREACHING) {
                verdicts.breaching(rule);
            } else if (verdict == Verdict.UNKNOWN) {
                verdicts.unknown(rule);
            }
        }
    }

    @Override
    public Evaluation explain(SeriesContext series, int at, int rule) {
        ChangeMonitor monitor = monitors[rule];
        int slots = at + rule * ChangeMonitor.STATE_SLOTS;
        Verdict verdict = monitor.verdict(series, slots);
        double score = switch (verdict) {
            case UNKNOWN -> Double.NaN;
            case BREACHING -> monitor.changeScore(series, slots);
            default -> monitor.score(series, slots);
        };
        String text = switch (verdict) {
            case UNKNOWN -> warmingUp(monitor.seen(series, slots));
            case BREACHING -> changed(series, monitor, slots);
            default -> unchanged(series, monitor, slots, score);
        };
        return new Evaluation(verdict, series.newest(SHOWN), FIGURE, score, monitor.limit(), text);
    }

    private static String warmingUp(long seen) {
        return "warming up: " + seen + " of " + Baseline.MIN_VALUES + " values";
    }

    private String changed(SeriesContext series, ChangeMonitor monitor, int at) {
        long ago = monitor.changedAgo(series, at);
        double[] since = newestScaled(series, (int) Math.min(ago, ChangeMonitor.NEWEST_VALUES));
        sample.of(since, 0, since.length);
        boolean isLevel = monitor.isLevelChange(series, at);
        double after = isLevel ? sample.median() : sample.spread();
        String what = isLevel ? "level" : "spread";
        double before = monitor.before(series, at);
        return what + " changed from " + FigureFormatting.of(before, Baseline.unscaled(after)) + " to "
                + FigureFormatting.of(Baseline.unscaled(after), before) + " about " + ago + " values ago";
    }

    private static double[] newestScaled(SeriesContext series, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = Baseline.scaled(series, i);
        }
        return values;
    }

    private static String unchanged(SeriesContext series, ChangeMonitor monitor, int at, double score) {
        String state = "level " + FigureFormatting.of(monitor.level(series, at)) + " and spread "
                + FigureFormatting.of(monitor.spread(series, at)) + ", change score ";
        return score < monitor.limit()
                ? state + FigureFormatting.of(score, monitor.limit()) + " < " + monitor.limit()
                : state + FigureFormatting.of(score, monitor.limit()) + " >= " + monitor.limit()
                        + ", but not confirmed";
    }
}
