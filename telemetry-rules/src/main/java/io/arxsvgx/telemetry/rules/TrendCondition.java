// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.internal.group.GroupedEvaluator;
import io.arxsvgx.telemetry.rules.internal.group.NumberFormatting;
import io.arxsvgx.telemetry.rules.internal.group.RuleGroup;
import io.arxsvgx.telemetry.rules.internal.group.SharedLimits;
import io.arxsvgx.telemetry.rules.internal.trend.IndexTrend;
import io.arxsvgx.telemetry.rules.internal.trend.TimeTrend;
import io.arxsvgx.telemetry.rules.internal.window.SlidingSlope;
import java.util.List;
import java.util.Map;

/**
 * The condition {@code trend}: the least-squares slope of a series' last {@code window} values is steeper than {@code
 * threshold}, upwards or downwards. The slope is taken over the index 0, 1, 2, … in order of arrival, in value units
 * per record, or over the events' times, in value units per second. A slope that exceeds the threshold by no more than its
 * accuracy counts as equal to it; the accuracy is 1e-9 deviations of the values per record or per deviation of the times.
 * The verdict is unknown until the window is full. Per second, the verdict is also unknown while all events in the window
 * have the same time. Thread-safe.
 */
public final class TrendCondition implements ConditionProvider {
    static final String KIND = "trend";
    static final Parameter WINDOW = Parameter.integer(
                    "window", 2, 100_000, "Number of the series' last values over which the slope is computed.")
            .withDefault(10);
    static final Parameter THRESHOLD = Parameter.number(
                    "threshold", "Absolute slope above which the condition holds, in value units per record or second.")
            .within(0, Double.POSITIVE_INFINITY)
            .withDefault(0.5);
    static final Parameter PER = Parameter.choice(
                    "per", Trend.SlopeUnit.labels(), "Unit of the slope: per record, or per second of event time.")
            .withDefault(Trend.SlopeUnit.RECORD.label());
    static final List<Parameter> PARAMETERS = List.of(WINDOW, THRESHOLD, PER);

    /** Creates the condition, for the service loader. */
    public TrendCondition() {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String description() {
        return "The slope of the last values is steeper than a threshold, upwards or downwards.";
    }

    @Override
    public List<Parameter> parameters() {
        return PARAMETERS;
    }

    @Override
    public List<AlertRule.Builder> warmUpRules() {
        return List.of(AlertRule.builder(KIND).when(Trend.slope()));
    }

    @Override
    public SeriesEvaluator evaluator(List<AlertRule> rules) {
        Map<Window, SharedLimits> byWindow =
                SharedLimits.byWindow(rules, TrendCondition::window, THRESHOLD::number, Window::test);
        return GroupedEvaluator.of(byWindow.entrySet().stream()
                .map(shared -> shared.getKey().group(shared.getValue()))
                .toList());
    }

    private static Window window(AlertRule rule) {
        return new Window(WINDOW.integer(rule), PER.text(rule).equals(Trend.SlopeUnit.SECOND.label()));
    }

    private record Window(int length, boolean perSecond) {
        double test(double threshold) {
            return NumberFormatting.finite(perSecond ? threshold : threshold * SlidingSlope.sumOfSquares(length));
        }

        RuleGroup group(SharedLimits limits) {
            return perSecond ? new TimeTrend(length, limits) : new IndexTrend(length, limits);
        }
    }
}
