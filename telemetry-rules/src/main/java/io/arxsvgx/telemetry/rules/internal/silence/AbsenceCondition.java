// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.silence;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;

/**
 * The condition {@code absence}: a series has had no event for some time, by the monotonic clock and without the time for
 * which the processor was stopped. A rule with an exact source also breaches if no event has come since it was added.
 * Thread-safe.
 */
public final class AbsenceCondition implements ConditionProvider {
    public static final String KIND = "absence";
    public static final Parameter AFTER = AfterParameter.of("Time without an event, in seconds.");

    /** Creates the condition, for the service loader. */
    public AbsenceCondition() {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String description() {
        return "No event has come for some time.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(AFTER);
    }

    @Override
    public SeriesEvaluator evaluator(List<AlertRule> rules) {
        return new AbsenceEvaluator(AfterParameter.nanos(rules, AFTER));
    }
}
