// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.rules.internal.aggregate.AggregateCondition;
import io.arxsvgx.telemetry.rules.internal.aggregate.AggregateFunction;
import io.arxsvgx.telemetry.rules.internal.aggregate.WindowParameters;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The typed form of the condition {@code aggregate}: a function of the values of a window compares with a limit. A function is
 * followed by a window and a comparison.
 *
 * <pre>{@code
 * AlertRule rule = AlertRule.builder("slow")
 *         .on("latency")
 *         .when(Aggregate.quantile(0.99).within(Duration.ofMinutes(5)).above(500).minCount(20))
 *         .build();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Aggregate implements Condition {
    private final CheckedParameters parameters;

    private Aggregate(CheckedParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Starts a condition on the mean of the values.
     *
     * @return the next step
     */
    public static FunctionStep average() {
        return of(AggregateFunction.AVG);
    }

    /**
     * Starts a condition on the least value.
     *
     * @return the next step
     */
    public static FunctionStep minimum() {
        return of(AggregateFunction.MIN);
    }

    /**
     * Starts a condition on the greatest value.
     *
     * @return the next step
     */
    public static FunctionStep maximum() {
        return of(AggregateFunction.MAX);
    }

    /**
     * Starts a condition on the sum of the values.
     *
     * @return the next step
     */
    public static FunctionStep sum() {
        return of(AggregateFunction.SUM);
    }

    /**
     * Starts a condition on the number of values.
     *
     * @return the next step
     */
    public static FunctionStep count() {
        return of(AggregateFunction.COUNT);
    }

    /**
     * Starts a condition on the population standard deviation of the values.
     *
     * @return the next step
     */
    public static FunctionStep standardDeviation() {
        return of(AggregateFunction.STDDEV);
    }

    /**
     * Starts a condition on a quantile of the values, interpolated linearly between the two nearest ones. Its comparison with
     * the limit is exact.
     *
     * @param quantile 0 to 1, such as 0.99
     * @return the next step
     * @throws InvalidRuleException if the number is out of range
     */
    public static FunctionStep quantile(double quantile) {
        return new FunctionStep(with(AggregateFunction.QUANTILE).with(AggregateCondition.QUANTILE, quantile));
    }

    private static FunctionStep of(AggregateFunction function) {
        return new FunctionStep(with(function));
    }

    private static CheckedParameters with(AggregateFunction function) {
        return CheckedParameters.noneOf(AggregateCondition.PARAMETERS)
                .with(AggregateCondition.FUNCTION, function.label());
    }

    /** A function of values; a window follows. Immutable. */
    public static final class FunctionStep {
        private final CheckedParameters parameters;

        private FunctionStep(CheckedParameters parameters) {
            this.parameters = parameters;
        }

        /**
         * Sets the window to a time before the newest event, by the times of the events. The parameter {@code within} is its
         * text form, in seconds.
         *
         * @param duration the length: positive, at most 365 days; an event of exactly that age is not in the window
         * @return the next step
         * @throws InvalidRuleException if the duration is out of range
         */
        public ComparisonStep<Aggregate> within(Duration duration) {
            return comparison(parameters.with(AggregateCondition.WITHIN, WindowParameters.seconds(duration)));
        }

        /**
         * Sets the window to a number of last values, in order of arrival. The parameter {@code window} is its text form.
         *
         * @param values 1 to 10,000
         * @return the next step
         * @throws InvalidRuleException if the number is out of range
         */
        public ComparisonStep<Aggregate> overLast(int values) {
            return comparison(parameters.with(AggregateCondition.WINDOW, values));
        }

        private static ComparisonStep<Aggregate> comparison(CheckedParameters parameters) {
            return new ComparisonStep<>(
                    parameters, WindowParameters.OPERATOR, AggregateCondition.VALUE, Aggregate::new);
        }
    }

    /**
     * Returns this condition with another number of values in the window from which on there is a verdict. The parameter {@code
     * min_count} is its text form.
     *
     * @param values 1 to 1,000,000,000, at most the length of a window over values; 1 by default
     * @return the changed copy
     * @throws InvalidRuleException if the number is out of range
     */
    public Aggregate minCount(int values) {
        CheckedParameters changed = parameters.with(WindowParameters.MIN_COUNT, values);
        if (parameters.values().get(AggregateCondition.WINDOW.name()) instanceof Integer window) {
            AggregateCondition.checkMinCount(window, values);
        }
        return new Aggregate(changed);
    }

    @Override
    public String name() {
        return AggregateCondition.KIND;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters.values();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Aggregate that && parameters.equals(that.parameters);
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
