// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The typed form of the condition {@code trend}: a slope is steeper than a limit, upwards or downwards. Parameters that are
 * not set have the defaults of the condition.
 *
 * <pre>{@code
 * AlertRule rule = AlertRule.builder("pressure_rises")
 *         .on("pressure")
 *         .when(Trend.slope().over(60).per(Trend.SlopeUnit.SECOND).steeperThan(0.2))
 *         .build();
 * }</pre>
 *
 * <p>Immutable.
 *
 * @see TrendCondition
 */
public final class Trend implements Condition {
    private static final Trend SLOPE = new Trend(CheckedParameters.noneOf(TrendCondition.PARAMETERS));

    /** The unit that a slope is measured per. Immutable. */
    public enum SlopeUnit {
        /** Value units per record, in order of arrival. */
        RECORD,
        /** Value units per second of event time. */
        SECOND;

        /**
         * Returns the name of the unit in rules and JSON.
         *
         * @return the lower-case name, such as {@code second}
         */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static List<String> labels() {
            return Arrays.stream(values()).map(SlopeUnit::label).toList();
        }
    }

    private final CheckedParameters parameters;

    private Trend(CheckedParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Returns the condition on the least-squares slope with all defaults: steeper than 0.5 per record, over the last 10
     * values.
     *
     * @return the condition
     */
    public static Trend slope() {
        return SLOPE;
    }

    /**
     * Returns this condition over another number of values. The parameter {@code window} is its text form.
     *
     * @param values 2 to 100,000; 10 by default
     * @return the changed copy
     * @throws InvalidRuleException if the number is out of range
     */
    public Trend over(int values) {
        return new Trend(parameters.with(TrendCondition.WINDOW, values));
    }

    /**
     * Returns this condition with the slope in another unit. The parameter {@code per} is its text form.
     *
     * @param unit {@link SlopeUnit#RECORD} by default
     * @return the changed copy
     */
    public Trend per(SlopeUnit unit) {
        return new Trend(parameters.with(TrendCondition.PER, unit.label()));
    }

    /**
     * Returns this condition with another limit. The parameter {@code threshold} is its text form.
     *
     * @param slope the absolute slope above which the condition holds, in value units per {@link #per} unit; finite, at
     *     least 0; 0.5 by default
     * @return the changed copy
     * @throws InvalidRuleException if the slope is negative or not finite
     */
    public Trend steeperThan(double slope) {
        return new Trend(parameters.with(TrendCondition.THRESHOLD, slope));
    }

    @Override
    public String name() {
        return TrendCondition.KIND;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters.values();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Trend that && parameters.equals(that.parameters);
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
