// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value that does not fit the series before it: the typed form of the condition {@code anomaly}. Each method of
 * {@link AnomalyCondition} has a factory, which sets the parameter {@code method}.
 *
 * <pre>{@code
 * AlertRule rule = AlertRule.builder("odd_vibration")
 *         .on("vibration")
 *         .when(Anomaly.adaptive().sensitivity(0.8))
 *         .build();
 * }</pre>
 *
 * <p>Immutable.
 *
 * @see AnomalyCondition
 */
public final class Anomaly implements Condition {
    private final CheckedParameters parameters;

    private Anomaly(CheckedParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Returns the condition that a series has never been like this: the default method, which needs no tuning.
     *
     * @return the condition, of sensitivity 0.8
     */
    public static Anomaly adaptive() {
        return by(AnomalyCondition.ADAPTIVE);
    }

    /**
     * Returns the condition that a value is far from the mean of the last 100 values, in standard deviations.
     *
     * @return the condition, of sensitivity 0.8
     */
    public static Anomaly zScore() {
        return by(AnomalyCondition.ZSCORE);
    }

    /**
     * Returns the condition that a value is far from the median of the last 100 values, in median absolute deviations.
     *
     * @return the condition, of sensitivity 0.8
     */
    public static Anomaly robust() {
        return by(AnomalyCondition.ROBUST);
    }

    /**
     * Returns the condition that a value is far from those at the same phase of earlier seasons, where the series has a
     * season.
     *
     * @return the condition, of sensitivity 0.8
     */
    public static Anomaly seasonal() {
        return by(AnomalyCondition.SEASONAL);
    }

    private static Anomaly by(String method) {
        return new Anomaly(CheckedParameters.noneOf(AnomalyCondition.PARAMETERS).with(AnomalyCondition.METHOD, method));
    }

    /**
     * Returns this condition with another sensitivity. In text form the parameter {@code sensitivity}.
     *
     * @param value above 0, at most 1: the higher, the more alarms; 0.8 by default
     * @return the changed copy
     * @throws InvalidRuleException if the value is out of range
     */
    public Anomaly sensitivity(double value) {
        CheckedParameters changed = parameters.with(AnomalyCondition.SENSITIVITY, value);
        AnomalyCondition.checkSensitivity(value);
        return new Anomaly(changed);
    }

    @Override
    public String name() {
        return AnomalyCondition.KIND;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters.values();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Anomaly that && parameters.equals(that.parameters);
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
