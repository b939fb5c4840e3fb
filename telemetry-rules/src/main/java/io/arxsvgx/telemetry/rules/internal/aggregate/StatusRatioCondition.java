// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.internal.sample.RatioSummary;
import io.arxsvgx.telemetry.rules.internal.sample.SampleWindow;
import java.util.List;

/**
 * The condition {@code status_ratio}: the share of events with some statuses, in a window of time, compares with a limit. At most
 * {@value SampleWindow#MAX_ENTRIES} events are kept one by one; beyond that one may be counted up to 1/1024 of {@code within} too
 * long. The verdict is unknown below {@code min_count} events. Thread-safe.
 */
public final class StatusRatioCondition implements ConditionProvider {
    public static final String KIND = "status_ratio";

    public static final Parameter STATUS = Parameter.of(
                    "status", Parameter.Type.TEXTS, "Statuses that count, each an exact text.")
            .asRequired();
    public static final Parameter VALUE = WindowParameters.value("Limit of the share, from 0 to 1.");
    public static final Parameter MIN_COUNT =
            WindowParameters.minCount("Number of events in the window from which on there is a verdict.");

    /** The parameters in the order of a form. */
    public static final List<Parameter> PARAMETERS =
            List.of(STATUS, WindowParameters.WITHIN, WindowParameters.OPERATOR, VALUE, MIN_COUNT);

    /** Creates the condition, for the service loader. */
    public StatusRatioCondition() {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String description() {
        return "The share of events with some statuses is beyond a limit.";
    }

    @Override
    public List<Parameter> parameters() {
        return PARAMETERS;
    }

    @Override
    public SeriesEvaluator evaluator(List<AlertRule> rules) {
        return new WindowedEvaluator(rules, StatusRatioCondition::windowed);
    }

    private static WindowedRule windowed(AlertRule rule) {
        return new StatusRatioRule(
                WindowExtent.time(WindowParameters.nanos(WindowParameters.WITHIN, rule)),
                new RatioSummary(true, true),
                StatusFilter.of(STATUS.list(rule)),
                FigureLimit.of(rule, VALUE),
                MIN_COUNT.integer(rule));
    }
}
