// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.rules.internal.aggregate.StatusRatioCondition;
import io.arxsvgx.telemetry.rules.internal.aggregate.WindowParameters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The typed form of the condition {@code status_ratio}: the share of events with some statuses compares with a limit. The
 * statuses are followed by a window and a comparison.
 *
 * <pre>{@code
 * AlertRule rule = AlertRule.builder("failures")
 *         .on("orders")
 *         .when(StatusRatio.of("ERROR", "TIMEOUT").within(Duration.ofMinutes(5)).above(0.05).minCount(20))
 *         .build();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class StatusRatio implements Condition {
    private final CheckedParameters parameters;

    private StatusRatio(CheckedParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Starts a condition on the share of events with one of some statuses.
     *
     * @param statuses exact texts, at least one and at most 100
     * @return the next step
     * @throws InvalidRuleException if there is none or one is empty
     */
    public static WindowStep<ComparisonStep<StatusRatio>> of(String... statuses) {
        return new WindowStep<>(
                CheckedParameters.noneOf(StatusRatioCondition.PARAMETERS)
                        .with(StatusRatioCondition.STATUS, List.of(statuses)),
                WindowParameters.WITHIN,
                within -> new ComparisonStep<>(
                        within, WindowParameters.OPERATOR, StatusRatioCondition.VALUE, StatusRatio::new));
    }

    /**
     * Returns this condition with another number of events in the window from which on there is a verdict. The parameter {@code
     * min_count} is its text form.
     *
     * @param events 1 to 1,000,000,000; 1 by default
     * @return the changed copy
     * @throws InvalidRuleException if the number is out of range
     */
    public StatusRatio minCount(int events) {
        return new StatusRatio(parameters.with(StatusRatioCondition.MIN_COUNT, events));
    }

    @Override
    public String name() {
        return StatusRatioCondition.KIND;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters.values();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StatusRatio that && parameters.equals(that.parameters);
    }

    @Override
    public int hashCode() {
        return parameters.hashCode();
    }

    @Override
    public String toString() {
        return name() + parameters();
    }
}
