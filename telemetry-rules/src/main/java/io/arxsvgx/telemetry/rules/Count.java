// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.rules.internal.aggregate.CountCondition;
import io.arxsvgx.telemetry.rules.internal.aggregate.WindowParameters;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The typed form of the condition {@code count}: at least a number of the values within some time compare with a limit. The
 * number is followed by a comparison and a window.
 *
 * <pre>{@code
 * AlertRule rule = AlertRule.builder("often_hot")
 *         .on("temperature")
 *         .when(Count.atLeast(3).above(90).within(Duration.ofSeconds(60)))
 *         .build();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Count implements Condition {
    private final CheckedParameters parameters;

    private Count(CheckedParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Starts a condition on a number of values. The parameter {@code times} is its text form.
     *
     * @param times the number of values from which on the condition breaches: 1 to 1,000,000,000
     * @return the next step
     * @throws InvalidRuleException if the number is out of range
     */
    public static ComparisonStep<WindowStep<Count>> atLeast(int times) {
        return new ComparisonStep<>(
                CheckedParameters.noneOf(CountCondition.PARAMETERS).with(CountCondition.TIMES, times),
                CountCondition.OPERATOR,
                CountCondition.VALUE,
                compared -> new WindowStep<>(compared, WindowParameters.WITHIN, Count::new));
    }

    @Override
    public String name() {
        return CountCondition.KIND;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters.values();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Count that && parameters.equals(that.parameters);
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
