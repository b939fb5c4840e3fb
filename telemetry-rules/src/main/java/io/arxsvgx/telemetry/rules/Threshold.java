// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.rules.internal.threshold.LevelledThresholds.Level;
import io.arxsvgx.telemetry.rules.internal.threshold.Operator;
import io.arxsvgx.telemetry.rules.internal.threshold.SortedThresholds.ThresholdLimit;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The typed form of the condition {@code threshold}: a comparison of a value with a limit, in the unit of the series.
 *
 * <pre>{@code
 * AlertRule rule = AlertRule.builder("hot")
 *         .on("temperature")
 *         .when(Threshold.above(80).recoverAt(75))
 *         .forDuration(Duration.ofSeconds(30))
 *         .build();
 * }</pre>
 *
 * <p>Immutable.
 *
 * @see ThresholdCondition
 */
public final class Threshold implements Condition {
    private final ThresholdLimit limit;
    /** The limits by severity; empty without. */
    private final List<Level> levels;

    private Threshold(ThresholdLimit limit, List<Level> levels) {
        this.limit = limit;
        this.levels = levels;
    }

    /**
     * Returns the condition that a value is above a limit, in text form {@code >}.
     *
     * @param limit a finite number
     * @return the condition
     * @throws InvalidRuleException if the limit is not finite
     */
    public static Threshold above(double limit) {
        return of(Operator.GREATER, limit);
    }

    /**
     * Returns the condition that a value is above a limit, with a limit for each severity. There is one alert, which has
     * the severity of the highest limit that the newest value breaches. The parameter {@code levels} is its text form.
     *
     * @param limits finite numbers by severity, larger for a higher severity; at least one
     * @return the condition
     * @throws InvalidRuleException if there is none, one is not finite, or they are not in this order
     */
    public static Threshold above(Map<Severity, Double> limits) {
        return of(Operator.GREATER, limits);
    }

    /**
     * Returns the condition that a value is above or equal to a limit, in text form {@code >=}.
     *
     * @param limit a finite number
     * @return the condition
     * @throws InvalidRuleException if the limit is not finite
     */
    public static Threshold atLeast(double limit) {
        return of(Operator.GREATER_OR_EQUAL, limit);
    }

    /**
     * Returns the condition that a value is above or equal to a limit, with a limit for each severity. There is one alert, which has
     * the severity of the highest limit that the newest value breaches. The parameter {@code levels} is its text form.
     *
     * @param limits finite numbers by severity, larger for a higher severity; at least one
     * @return the condition
     * @throws InvalidRuleException if there is none, one is not finite, or they are not in this order
     */
    public static Threshold atLeast(Map<Severity, Double> limits) {
        return of(Operator.GREATER_OR_EQUAL, limits);
    }

    /**
     * Returns the condition that a value is below a limit, in text form {@code <}.
     *
     * @param limit a finite number
     * @return the condition
     * @throws InvalidRuleException if the limit is not finite
     */
    public static Threshold below(double limit) {
        return of(Operator.LESS, limit);
    }

    /**
     * Returns the condition that a value is below a limit, with a limit for each severity. There is one alert, which has
     * the severity of the highest limit that the newest value breaches. The parameter {@code levels} is its text form.
     *
     * @param limits finite numbers by severity, smaller for a higher severity; at least one
     * @return the condition
     * @throws InvalidRuleException if there is none, one is not finite, or they are not in this order
     */
    public static Threshold below(Map<Severity, Double> limits) {
        return of(Operator.LESS, limits);
    }

    /**
     * Returns the condition that a value is below or equal to a limit, in text form {@code <=}.
     *
     * @param limit a finite number
     * @return the condition
     * @throws InvalidRuleException if the limit is not finite
     */
    public static Threshold atMost(double limit) {
        return of(Operator.LESS_OR_EQUAL, limit);
    }

    /**
     * Returns the condition that a value is below or equal to a limit, with a limit for each severity. There is one alert, which has
     * the severity of the highest limit that the newest value breaches. The parameter {@code levels} is its text form.
     *
     * @param limits finite numbers by severity, smaller for a higher severity; at least one
     * @return the condition
     * @throws InvalidRuleException if there is none, one is not finite, or they are not in this order
     */
    public static Threshold atMost(Map<Severity, Double> limits) {
        return of(Operator.LESS_OR_EQUAL, limits);
    }

    /**
     * Returns the condition that a value is equal to another, without tolerance; in text form {@code ==}.
     *
     * @param value a finite number
     * @return the condition
     * @throws InvalidRuleException if the value is not finite
     */
    public static Threshold equalTo(double value) {
        return of(Operator.EQUAL, value);
    }

    /**
     * Returns the condition that a value is not equal to another, without tolerance; in text form {@code !=}.
     *
     * @param value a finite number
     * @return the condition
     * @throws InvalidRuleException if the value is not finite
     */
    public static Threshold notEqualTo(double value) {
        return of(Operator.NOT_EQUAL, value);
    }

    private static Threshold of(Operator operator, double limit) {
        ThresholdCondition.VALUE.check(limit);
        return new Threshold(new ThresholdLimit(operator, limit, Double.NaN), List.of());
    }

    private static Threshold of(Operator operator, Map<Severity, Double> limits) {
        List<Level> levels = limits.entrySet().stream()
                .map(one -> new Level(one.getKey(), one.getValue()))
                .sorted(Comparator.comparing(Level::severity))
                .toList();
        ThresholdCondition.LEVELS.check(texts(levels));
        ThresholdCondition.checkLevels(operator, levels);
        return new Threshold(new ThresholdLimit(operator, levels.get(0).limit(), Double.NaN), levels);
    }

    private static List<Map<String, Object>> texts(List<Level> levels) {
        return levels.stream()
                .map(level ->
                        Map.<String, Object>of("severity", level.severity().label(), "value", level.limit()))
                .toList();
    }

    /**
     * Returns this condition with hysteresis: after a breach an alert stays open until a value is equal to the recovery
     * value or on its other side. The parameter {@code recovery} is its text form; there is none by default.
     *
     * @param recovery a finite number: at most the limit of {@link #above} and {@link #atLeast}, at least that of
     *     {@link #below} and {@link #atMost}
     * @return the changed copy
     * @throws InvalidRuleException if the number is not finite, or on the wrong side of the limit, or if this is {@link
     *     #equalTo} or {@link #notEqualTo}
     */
    public Threshold recoverAt(double recovery) {
        ThresholdCondition.RECOVERY.check(recovery);
        ThresholdLimit changed = new ThresholdLimit(limit.operator(), limit.limit(), recovery);
        ThresholdCondition.checkRecovery(changed);
        return new Threshold(changed, levels);
    }

    @Override
    public String name() {
        return ThresholdCondition.KIND;
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put(ThresholdCondition.OPERATOR.name(), limit.operator().symbol);
        if (levels.isEmpty()) {
            parameters.put(ThresholdCondition.VALUE.name(), limit.limit());
        } else {
            parameters.put(ThresholdCondition.LEVELS.name(), texts(levels));
        }
        if (limit.canHold()) {
            parameters.put(ThresholdCondition.RECOVERY.name(), limit.recovery());
        }
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Threshold that && limit.equals(that.limit) && levels.equals(that.levels);
    }

    @Override
    public int hashCode() {
        return 31 * limit.hashCode() + levels.hashCode();
    }

    @Override
    public String toString() {
        return name() + parameters();
    }
}
