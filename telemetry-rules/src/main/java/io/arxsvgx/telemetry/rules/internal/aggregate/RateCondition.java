// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.internal.sample.RateSummary;
import io.arxsvgx.telemetry.rules.internal.sample.SampleWindow;
import io.arxsvgx.telemetry.rules.internal.threshold.Operator;
import java.util.List;

/**
 * The condition {@code rate}: the change of a value per second, over a window of time, compares with a limit. The change is the
 * sum of the changes between consecutive samples, over the time from the first to the last one; nothing is extrapolated to the
 * ends of the window. Of a counter a fall counts as a reset to 0. At most {@value SampleWindow#MAX_ENTRIES} samples are kept one
 * by one; beyond that one may be counted up to 1/1024 of {@code within} too long. The verdict is unknown below two samples, and
 * while all have the same time. Thread-safe.
 */
public final class RateCondition implements ConditionProvider {
    public static final String KIND = "rate";

    public static final Parameter VALUE = WindowParameters.value("Limit, in the unit of the series per second.");
    public static final Parameter WITHIN = WindowParameters.within(
                    "Length of the window before the newest event, in seconds.")
            .withDefault(60);
    public static final Parameter COUNTER = Parameter.flag(
            "counter",
            "Whether the series is a counter, so that a fall is a reset to 0 and the change is the new value.");

    /** The parameters in the order of a form. */
    public static final List<Parameter> PARAMETERS = List.of(WindowParameters.OPERATOR, VALUE, WITHIN, COUNTER);

    /** Creates the condition, for the service loader. */
    public RateCondition() {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String description() {
        return "The change of a value per second is beyond a limit.";
    }

    @Override
    public List<Parameter> parameters() {
        return PARAMETERS;
    }

    @Override
    public List<AlertRule.Builder> warmUpRules() {
        return List.of(AlertRule.builder(KIND)
                .parameter(WindowParameters.OPERATOR.name(), Operator.GREATER.symbol)
                .parameter(VALUE.name(), 100));
    }

    @Override
    public SeriesEvaluator evaluator(List<AlertRule> rules) {
        return new WindowedEvaluator(rules, RateCondition::windowed);
    }

    private static WindowedRule windowed(AlertRule rule) {
        return new RateRule(
                WindowExtent.time(WindowParameters.nanos(WITHIN, rule)),
                new RateSummary(COUNTER.flag(rule)),
                FigureLimit.of(rule, VALUE));
    }
}
