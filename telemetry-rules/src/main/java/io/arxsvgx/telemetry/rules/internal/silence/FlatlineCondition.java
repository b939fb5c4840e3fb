// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.silence;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;

/**
 * The condition {@code flatline}: events come, and the value has not changed for some time. Numbers are compared without
 * tolerance. The time runs from the event that brought the value; it ends by the clock if at least one more event with that
 * value has come, else with the next one. Late events are not considered. Thread-safe.
 */
public final class FlatlineCondition implements ConditionProvider {
    public static final String KIND = "flatline";
    public static final Parameter AFTER = AfterParameter.of("Time without a change of the value, in seconds.");

    /** Creates the condition, for the service loader. */
    public FlatlineCondition() {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String description() {
        return "The value has not changed for some time, though events come.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(AFTER);
    }

    @Override
    public SeriesEvaluator evaluator(List<AlertRule> rules) {
        return new FlatlineEvaluator(AfterParameter.nanos(rules, AFTER));
    }
}
