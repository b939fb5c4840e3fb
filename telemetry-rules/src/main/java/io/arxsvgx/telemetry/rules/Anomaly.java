// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The typed form of the condition {@code anomaly}: a value does not fit the earlier values of its series. Each method of
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
     * Returns the condition that a feature of the series is outside the range of all its earlier values: the default
     * method, which needs no tuning.
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
     * Returns the condition that a value is far from the values at the same phase of earlier seasons. A series without a
     * season is evaluated by {@link #robust}.
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
     * Returns this condition with another sensitivity. The parameter {@code sensitivity} is its text form.
     *
     * @param value above 0, at most 1; 0.8 by default; a higher value raises more alarms
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
