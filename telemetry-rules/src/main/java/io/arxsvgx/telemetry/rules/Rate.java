// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.rules.internal.aggregate.RateCondition;
import io.arxsvgx.telemetry.rules.internal.aggregate.WindowParameters;
import io.arxsvgx.telemetry.rules.internal.threshold.Operator;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The typed form of the condition {@code rate}: the change of a value per second compares with a limit. It is the sum of the
 * changes between consecutive samples of a window, over the time from the first to the last one.
 *
 * <pre>{@code
 * AlertRule rule = AlertRule.builder("many_requests")
 *         .on("requests")
 *         .when(Rate.above(5).within(Duration.ofSeconds(60)).ofCounter())
 *         .build();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Rate implements Condition {
    private final CheckedParameters parameters;

    private Rate(CheckedParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Returns the condition that the rate is above a limit, in text form {@code >}.
     *
     * @param limit a finite number, in the unit of the series per second
     * @return the condition, over 60 seconds, of a series that is not a counter
     * @throws InvalidRuleException if the limit is not finite
     */
    public static Rate above(double limit) {
        return of(Operator.GREATER, limit);
    }

    /**
     * Returns the condition that the rate is above or equal to a limit, in text form {@code >=}.
     *
     * @param limit a finite number, in the unit of the series per second
     * @return the condition, over 60 seconds, of a series that is not a counter
     * @throws InvalidRuleException if the limit is not finite
     */
    public static Rate atLeast(double limit) {
        return of(Operator.GREATER_OR_EQUAL, limit);
    }

    /**
     * Returns the condition that the rate is below a limit, in text form {@code <}.
     *
     * @param limit a finite number, in the unit of the series per second; may be negative
     * @return the condition, over 60 seconds, of a series that is not a counter
     * @throws InvalidRuleException if the limit is not finite
     */
    public static Rate below(double limit) {
        return of(Operator.LESS, limit);
    }

    /**
     * Returns the condition that the rate is below or equal to a limit, in text form {@code <=}.
     *
     * @param limit a finite number, in the unit of the series per second; may be negative
     * @return the condition, over 60 seconds, of a series that is not a counter
     * @throws InvalidRuleException if the limit is not finite
     */
    public static Rate atMost(double limit) {
        return of(Operator.LESS_OR_EQUAL, limit);
    }

    /**
     * Returns the condition that the rate is equal to a number, such as 0, without tolerance; in text form {@code ==}.
     *
     * @param number a finite number, in the unit of the series per second
     * @return the condition, over 60 seconds, of a series that is not a counter
     * @throws InvalidRuleException if the number is not finite
     */
    public static Rate equalTo(double number) {
        return of(Operator.EQUAL, number);
    }

    /**
     * Returns the condition that the rate is not equal to a number, without tolerance; in text form {@code !=}.
     *
     * @param number a finite number, in the unit of the series per second
     * @return the condition, over 60 seconds, of a series that is not a counter
     * @throws InvalidRuleException if the number is not finite
     */
    public static Rate notEqualTo(double number) {
        return of(Operator.NOT_EQUAL, number);
    }

    private static Rate of(Operator operator, double limit) {
        return new Rate(CheckedParameters.noneOf(RateCondition.PARAMETERS)
                .with(WindowParameters.OPERATOR, operator.symbol)
                .with(RateCondition.VALUE, limit));
    }

    /**
     * Returns this condition over another window before the newest event, by the times of the events. The parameter {@code
     * within} is its text form, in seconds.
     *
     * @param duration positive, at most 365 days; 60 seconds by default
     * @return the changed copy
     * @throws InvalidRuleException if the duration is out of range
     */
    public Rate within(Duration duration) {
        return new Rate(parameters.with(RateCondition.WITHIN, WindowParameters.seconds(duration)));
    }

    /**
     * Returns this condition of a counter: a fall counts as a reset to 0, so that the change is the new value. The parameter
     * {@code counter} is its text form; false by default.
     *
     * @return the changed copy
     */
    public Rate ofCounter() {
        return new Rate(parameters.with(RateCondition.COUNTER, true));
    }

    @Override
    public String name() {
        return RateCondition.KIND;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters.values();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Rate that && parameters.equals(that.parameters);
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
