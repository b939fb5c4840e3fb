// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rules.internal.composite.CompositeCondition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The typed form of the condition {@code not}: a condition does not breach.
 *
 * <pre>{@code
 * AlertRule rule = AlertRule.builder("load_without_backup")
 *         .when(AllOf.of(Threshold.above(90).on("cpu"), Not.of(Threshold.above(0).on("backup_running"))))
 *         .build();
 * }</pre>
 *
 * <p>If the condition is unknown, this one is. Immutable.
 */
public final class Not implements Condition {

    private final CheckedParameters parameters;

    private Not(CheckedParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Returns the condition.
     *
     * @param part the condition, with {@link Condition#on} unless it has the field of the rule
     * @return the condition
     */
    public static Not of(Condition part) {
        return new Not(PartConditions.of(List.of(CompositeCondition.CONDITIONS), part));
    }

    @Override
    public String name() {
        return CompositeCondition.Not.KIND;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters.values();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Not that && parameters.equals(that.parameters);
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
