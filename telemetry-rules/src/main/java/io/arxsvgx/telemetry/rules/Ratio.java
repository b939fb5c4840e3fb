// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.rules.internal.aggregate.RatioCondition;
import io.arxsvgx.telemetry.rules.internal.aggregate.WindowParameters;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The typed form of the condition {@code ratio}: a total of some events of a source over a total of others compares with a limit.
 * The selections are followed by a window and a comparison.
 *
 * <pre>{@code
 * AlertRule rule = AlertRule.builder("failures")
 *         .on("requests")
 *         .when(Ratio.of(Selection.of("errors").counted(), Selection.of("requests").match("uri", "/api/*").counted())
 *                 .within(Duration.ofMinutes(5))
 *                 .above(0.05))
 *         .build();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Ratio implements Condition {
    private final CheckedParameters parameters;

    private Ratio(CheckedParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Starts a condition on a ratio.
     *
     * @param numerator the events of the numerator
     * @param denominator the events of the denominator; an event may be of both
     * @return the next step
     * @throws InvalidRuleException if a part of a selection is out of range
     */
    public static WindowStep<ComparisonStep<Ratio>> of(Selection numerator, Selection denominator) {
        return new WindowStep<>(
                CheckedParameters.noneOf(RatioCondition.PARAMETERS)
                        .with(RatioCondition.NUMERATOR, numerator.parts())
                        .with(RatioCondition.DENOMINATOR, denominator.parts()),
                WindowParameters.WITHIN,
                within -> new ComparisonStep<>(within, WindowParameters.OPERATOR, RatioCondition.VALUE, Ratio::new));
    }

    /**
     * Returns this condition with another number of events of the denominator in the window from which on there is a verdict.
     * The parameter {@code min_count} is its text form.
     *
     * @param events 1 to 1,000,000,000; 1 by default
     * @return the changed copy
     * @throws InvalidRuleException if the number is out of range
     */
    public Ratio minCount(int events) {
        return new Ratio(parameters.with(RatioCondition.MIN_COUNT, events));
    }

    @Override
    public String name() {
        return RatioCondition.KIND;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters.values();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ratio that && parameters.equals(that.parameters);
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
