// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.rules.internal.threshold.Operator;
import java.util.function.Function;

/**
 * A step in the definition of a typed condition: the comparison with a limit. See {@link Aggregate}, {@link Count}, {@link Ratio}
 * and {@link StatusRatio}. Immutable.
 *
 * @param <C> the condition, or the next step
 */
public final class ComparisonStep<C> {
    private final CheckedParameters parameters;
    private final Parameter operator;
    private final Parameter value;
    private final Function<CheckedParameters, C> next;

    ComparisonStep(
            CheckedParameters parameters, Parameter operator, Parameter value, Function<CheckedParameters, C> next) {
        this.parameters = parameters;
        this.operator = operator;
        this.value = value;
        this.next = next;
    }

    /**
     * Compares by {@code >}.
     *
     * @param limit a finite number
     * @return the next step, or the condition
     * @throws InvalidRuleException if the limit is not finite
     */
    public C above(double limit) {
        return compared(Operator.GREATER, limit);
    }

    /**
     * Compares by {@code >=}.
     *
     * @param limit a finite number
     * @return the next step, or the condition
     * @throws InvalidRuleException if the limit is not finite
     */
    public C atLeast(double limit) {
        return compared(Operator.GREATER_OR_EQUAL, limit);
    }

    /**
     * Compares by {@code <}.
     *
     * @param limit a finite number
     * @return the next step, or the condition
     * @throws InvalidRuleException if the limit is not finite
     */
    public C below(double limit) {
        return compared(Operator.LESS, limit);
    }

    /**
     * Compares by {@code <=}.
     *
     * @param limit a finite number
     * @return the next step, or the condition
     * @throws InvalidRuleException if the limit is not finite
     */
    public C atMost(double limit) {
        return compared(Operator.LESS_OR_EQUAL, limit);
    }

    /**
     * Compares by {@code ==}, without tolerance.
     *
     * @param number a finite number
     * @return the next step, or the condition
     * @throws InvalidRuleException if the number is not finite
     */
    public C equalTo(double number) {
        return compared(Operator.EQUAL, number);
    }

    /**
     * Compares by {@code !=}, without tolerance.
     *
     * @param number a finite number
     * @return the next step, or the condition
     * @throws InvalidRuleException if the number is not finite
     */
    public C notEqualTo(double number) {
        return compared(Operator.NOT_EQUAL, number);
    }

    private C compared(Operator by, double limit) {
        return next.apply(parameters.with(operator, by.symbol).with(value, limit));
    }
}
