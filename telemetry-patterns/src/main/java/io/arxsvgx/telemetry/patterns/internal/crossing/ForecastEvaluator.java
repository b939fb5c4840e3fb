// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.crossing;

import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.condition.Verdicts;
import io.arxsvgx.telemetry.patterns.internal.text.FigureFormatting;
import java.util.List;
import java.util.stream.IntStream;

/** The evaluator of the {@code forecast} rules of a series, each with its own state. Confined to the processor thread. */
public final class ForecastEvaluator implements SeriesEvaluator {
    private static final String FIGURE = "forecast";
    private static final int SHOWN = 100;

    private final ForecastMonitor[] monitors;
    private final int most;

    /** Creates the evaluator of some rules. */
    public ForecastEvaluator(List<ForecastCrossingRule> rules) {
        most = rules.stream().mapToInt(ForecastCrossingRule::window).max().orElse(0);
        WindowScratch scratch = new WindowScratch(most);
        monitors =
                rules.stream().map(rule -> new ForecastMonitor(rule, scratch)).toArray(ForecastMonitor[]::new);
    }

    @Override
    public int stateSlots() {
        return monitors.length * ForecastMonitor.STATE_SLOTS;
    }

    /** Returns one more than the window, since the event that leaves it is read once more. */
    @Override
    public int newestValues() {
        return most + 1;
    }

    @Override
    public int newestTimes() {
        return most + 1;
    }

    @Override
    public int[] stateSlotsOf(int rule) {
        int first = rule * ForecastMonitor.STATE_SLOTS;
        return IntStream.range(first, first + ForecastMonitor.STATE_SLOTS).toArray();
    }

    @Override
    public boolean isStateValid(SeriesContext series, int at) {
        for (int rule = 0; rule < monitors.length; rule++) {
            if (!monitors[rule].isStateValid(series, at + rule * ForecastMonitor.STATE_SLOTS)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
        for (int rule = 0; rule < monitors.length; rule++) {
            Verdict verdict = monitors[rule].evaluate(series, at + rule * ForecastMonitor.STATE_SLOTS);
            switch (verdict) {
                case BREACHING -> verdicts.breaching(rule);
                case HOLDING -> verdicts.holding(rule);
                case UNKNOWN -> verdicts.unknown(rule);
                case NORMAL -> {}
            }
        }
    }

    @Override
    public Evaluation explain(SeriesContext series, int at, int rule) {
        ForecastMonitor monitor = monitors[rule];
        Verdict verdict = monitor.explain(series, at + rule * ForecastMonitor.STATE_SLOTS);
        ForecastCrossingRule parameters = monitor.rule();
        double forecast = verdict == Verdict.UNKNOWN ? Double.NaN : monitor.forecast();
        return new Evaluation(
                verdict,
                series.newest(Math.min(SHOWN, parameters.window())),
                FIGURE,
                forecast,
                parameters.limit(),
                text(verdict, monitor));
    }

    private static String text(Verdict verdict, ForecastMonitor monitor) {
        int window = monitor.rule().window();
        if (verdict == Verdict.UNKNOWN) {
            return monitor.count() < window
                    ? "warming up: " + monitor.count() + " of " + window + " values"
                    : "all " + window + " values have the same time";
        }
        String method = monitor.periodNanos() > 0
                ? "seasonal, period " + FigureFormatting.duration((long) monitor.periodNanos())
                : "linear";
        return comparison(verdict, monitor) + " (" + method + ", " + window + " values)";
    }

    private static String comparison(Verdict verdict, ForecastMonitor monitor) {
        ForecastCrossingRule rule = monitor.rule();
        String horizon = FigureFormatting.duration(rule.horizonNanos());
        if (!monitor.isBeyond()) {
            return compared(monitor, rule.operator().opposite()) + " within " + horizon;
        }
        String reached = compared(monitor, rule.operator().symbol()) + " within " + horizon;
        if (verdict == Verdict.BREACHING) {
            long after = monitor.crossesAfter();
            return reached + ", crossing " + (after == 0 ? "now" : "in " + FigureFormatting.duration(after));
        }
        return reached + ", perhaps by chance: " + FigureFormatting.of(monitor.nearerEnd()) + " at 99.9 % confidence";
    }

    private static String compared(ForecastMonitor monitor, String operator) {
        double limit = monitor.rule().limit();
        return "forecast reaches " + FigureFormatting.of(monitor.forecast(), limit) + " " + operator + " " + limit;
    }
}
