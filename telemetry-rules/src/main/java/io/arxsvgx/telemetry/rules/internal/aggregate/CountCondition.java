// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.internal.sample.SampleWindow;
import io.arxsvgx.telemetry.rules.internal.threshold.Operator;
import java.util.List;

/**
 * The condition {@code count}: at least a number of the values of a window of time compare with a limit. At most {@value
 * SampleWindow#MAX_ENTRIES} of these values are kept one by one; beyond that one may be counted up to 1/1024 of {@code within}
 * too long. There is a verdict from the first event on. Thread-safe.
 */
public final class CountCondition implements ConditionProvider {
    public static final String KIND = "count";

    public static final Parameter OPERATOR = Parameter.choice(
                    "operator", Operator.symbols(), "Comparison of a value with the limit.")
            .asRequired();
    public static final Parameter VALUE = WindowParameters.value("Limit, in the unit of the series.");
    public static final Parameter TIMES = WindowParameters.count(
                    "times", "Number of values that compare so from which on the condition breaches.")
            .asRequired();

    /** The parameters in the order of a form. */
    public static final List<Parameter> PARAMETERS = List.of(OPERATOR, VALUE, TIMES, WindowParameters.WITHIN);

    /** Creates the condition, for the service loader. */
    public CountCondition() {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String description() {
        return "Several values within some time are beyond a limit.";
    }

    @Override
    public List<Parameter> parameters() {
        return PARAMETERS;
    }

    @Override
    public SeriesEvaluator evaluator(List<AlertRule> rules) {
        return new WindowedEvaluator(rules, CountCondition::windowed);
    }

    private static WindowedRule windowed(AlertRule rule) {
        return new CountRule(
                WindowExtent.time(WindowParameters.nanos(WindowParameters.WITHIN, rule)),
                FigureLimit.of(rule, VALUE),
                TIMES.integer(rule));
    }
}
