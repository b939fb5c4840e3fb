// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.internal.sample.SampleWindow;
import java.util.List;

/**
 * The condition {@code ratio}: the sum of some values, or the number of some events, over that of others, in a window of time,
 * compares with a limit. Each sum is rounded once, then divided. At most {@value SampleWindow#MAX_ENTRIES} events are kept one by
 * one; beyond that one may be counted up to 1/1024 of {@code within} too long. The verdict is unknown while the denominator is 0,
 * and below {@code min_count} events of the denominator. Thread-safe.
 */
public final class RatioCondition implements ConditionProvider {
    public static final String KIND = "ratio";

    public static final Parameter NUMERATOR = Parameter.of(
                    "numerator", Parameter.Type.SELECTION, "Events whose values are added, or that are counted.")
            .asRequired();
    public static final Parameter DENOMINATOR = Parameter.of(
                    "denominator", Parameter.Type.SELECTION, "Events by whose total the numerator is divided.")
            .asRequired();
    public static final Parameter VALUE = WindowParameters.value("Limit of the ratio.");
    public static final Parameter MIN_COUNT = WindowParameters.minCount(
            "Number of the denominator's events in the window from which on there is a verdict.");

    /** The parameters in the order of a form. */
    public static final List<Parameter> PARAMETERS =
            List.of(NUMERATOR, DENOMINATOR, WindowParameters.WITHIN, WindowParameters.OPERATOR, VALUE, MIN_COUNT);

    private static final int NUMERATOR_INPUT = 0;
    private static final int DENOMINATOR_INPUT = 1;

    /** Creates the condition, for the service loader. */
    public RatioCondition() {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String description() {
        return "The ratio of two sums, or of two numbers of events, is beyond a limit.";
    }

    @Override
    public List<Parameter> parameters() {
        return PARAMETERS;
    }

    @Override
    public SeriesEvaluator evaluator(List<AlertRule> rules) {
        return new WindowedEvaluator(rules, RatioCondition::windowed);
    }

    private static WindowedRule windowed(AlertRule rule) {
        return new RatioRule(
                WindowExtent.time(WindowParameters.nanos(WindowParameters.WITHIN, rule)),
                EventSelection.of(NUMERATOR_INPUT, NUMERATOR.map(rule)),
                EventSelection.of(DENOMINATOR_INPUT, DENOMINATOR.map(rule)),
                FigureLimit.of(rule, VALUE),
                MIN_COUNT.integer(rule));
    }
}
