// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.rules.internal.composite.CompositeCondition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The typed form of the condition {@code all_of}: all of several conditions on one source and label set breach.
 *
 * <pre>{@code
 * AlertRule rule = AlertRule.builder("overloaded")
 *         .when(AllOf.of(Threshold.above(90).on("cpu"), Threshold.above(100).on("queue_depth")))
 *         .build();
 * }</pre>
 *
 * <p>The parts are joined by Kleene's three-valued logic. A part without an event, or whose series is stale, is unknown; while the whole is unknown an alert stays as it is. Immutable.
 */
public final class AllOf implements Condition {

    private final CheckedParameters parameters;

    private AllOf(CheckedParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Returns the condition.
     *
     * @param parts the conditions, each with {@link Condition#on} unless it has the field of the rule; 1 to 32
     * @return the condition
     * @throws InvalidRuleException if there is none, or too many
     */
    public static AllOf of(Condition... parts) {
        return new AllOf(PartConditions.of(List.of(CompositeCondition.CONDITIONS), parts));
    }

    @Override
    public String name() {
        return CompositeCondition.AllOf.KIND;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters.values();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AllOf that && parameters.equals(that.parameters);
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
