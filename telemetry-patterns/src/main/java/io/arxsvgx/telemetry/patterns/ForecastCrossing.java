// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.patterns.internal.crossing.CrossingOperator;
import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The typed form of the condition {@code forecast}: the forecast of a series crosses a limit, in the unit of the series, within
 * a horizon.
 *
 * <pre>{@code
 * AlertRule rule = AlertRule.builder("disk_fills")
 *         .on("disk_used")
 *         .when(ForecastCrossing.above(90, Duration.ofHours(4)).over(200))
 *         .build();
 * }</pre>
 *
 * <p>Immutable.
 *
 * @see ForecastCondition
 */
public final class ForecastCrossing implements Condition {
    private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final Map<String, Object> parameters;

    private ForecastCrossing(Map<String, Object> parameters) {
        this.parameters = parameters;
    }

    /**
     * Returns the condition that the forecast rises above a limit, in text form {@code >}.
     *
     * @param limit a finite number
     * @param horizon how far ahead, above 0 and at most 365 days
     * @return the condition, on the last 100 values
     * @throws InvalidRuleException if a parameter is out of range
     */
    public static ForecastCrossing above(double limit, Duration horizon) {
        return of(CrossingOperator.ABOVE, limit, horizon);
    }

    /**
     * Returns the condition that the forecast reaches a limit from below, in text form {@code >=}.
     *
     * @param limit a finite number
     * @param horizon how far ahead, above 0 and at most 365 days
     * @return the condition, on the last 100 values
     * @throws InvalidRuleException if a parameter is out of range
     */
    public static ForecastCrossing atLeast(double limit, Duration horizon) {
        return of(CrossingOperator.AT_LEAST, limit, horizon);
    }

    /**
     * Returns the condition that the forecast falls below a limit, in text form {@code <}.
     *
     * @param limit a finite number
     * @param horizon how far ahead, above 0 and at most 365 days
     * @return the condition, on the last 100 values
     * @throws InvalidRuleException if a parameter is out of range
     */
    public static ForecastCrossing below(double limit, Duration horizon) {
        return of(CrossingOperator.BELOW, limit, horizon);
    }

    /**
     * Returns the condition that the forecast reaches a limit from above, in text form {@code <=}.
     *
     * @param limit a finite number
     * @param horizon how far ahead, above 0 and at most 365 days
     * @return the condition, on the last 100 values
     * @throws InvalidRuleException if a parameter is out of range
     */
    public static ForecastCrossing atMost(double limit, Duration horizon) {
        return of(CrossingOperator.AT_MOST, limit, horizon);
    }

    private static ForecastCrossing of(CrossingOperator operator, double limit, Duration horizon) {
        double seconds = horizon.getSeconds() + horizon.getNano() / NANOS_PER_SECOND;
        ForecastCondition.VALUE.check(limit);
        ForecastCondition.HORIZON.check(seconds);
        ForecastCondition.checkHorizon(seconds);
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put(ForecastCondition.OPERATOR.name(), operator.symbol());
        parameters.put(ForecastCondition.VALUE.name(), limit);
        parameters.put(ForecastCondition.HORIZON.name(), seconds);
        return new ForecastCrossing(Collections.unmodifiableMap(parameters));
    }

    /**
     * Returns this condition on another number of values. The parameter {@code window} is its text form.
     *
     * @param values 10 to 10,000; 100 by default
     * @return the changed copy
     * @throws InvalidRuleException if the number is out of range
     */
    public ForecastCrossing over(int values) {
        Parameter window = ForecastCondition.WINDOW;
        window.check(values);
        Map<String, Object> changed = new LinkedHashMap<>(parameters);
        changed.put(window.name(), values);
        return new ForecastCrossing(Collections.unmodifiableMap(changed));
    }

    @Override
    public String name() {
        return ForecastCondition.KIND;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ForecastCrossing that && parameters.equals(that.parameters);
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
