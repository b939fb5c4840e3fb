// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.rules.internal.threshold.LevelledThresholds;
import io.arxsvgx.telemetry.rules.internal.threshold.LevelledThresholds.Level;
import io.arxsvgx.telemetry.rules.internal.threshold.Operator;
import io.arxsvgx.telemetry.rules.internal.threshold.SortedThresholds.ThresholdLimit;
import io.arxsvgx.telemetry.rules.internal.threshold.ThresholdEvaluator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The condition {@code threshold}: a comparison of a value with a limit. A {@code recovery} value adds hysteresis: after a
 * breach the verdict is holding until a value is equal to the recovery value or on its other side. {@code levels} in place of
 * {@code value} gives one limit for each severity: there is one alert, with the severity of the highest limit that the newest
 * value breaches. Numbers are compared without tolerance. {@code ==} and {@code !=} allow neither a recovery value nor levels.
 * Thread-safe.
 */
public final class ThresholdCondition implements ConditionProvider {
    static final String KIND = "threshold";
    static final Parameter OPERATOR = Parameter.choice(
                    "operator", Operator.symbols(), "Comparison of a value with the limit.")
            .asRequired();
    static final Parameter VALUE =
            Parameter.number("value", "Limit, in the unit of the series; required without levels.");
    static final Parameter RECOVERY =
            Parameter.number("recovery", "Value that a series must return to after a breach; the limit by default.");

    static final Parameter LEVELS = Parameter.of(
            "levels",
            Parameter.Type.LEVELS,
            "Limits by severity, in place of the limit: the alert has the severity of the highest one that is breached.");

    /** Creates the condition, for the service loader. */
    public ThresholdCondition() {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String description() {
        return "A value is above, below, equal or not equal to a limit.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(OPERATOR, VALUE, RECOVERY, LEVELS);
    }

    @Override
    public void check(AlertRule rule) {
        if (VALUE.isGiven(rule) == LEVELS.isGiven(rule)) {
            throw VALUE.refused(
                    VALUE.isGiven(rule)
                            ? "parameter \"value\": not allowed beside \"levels\""
                            : "parameter \"value\" is missing; expected " + VALUE.allowed() + ", or \"levels\"");
        }
        checkLevels(Operator.of(OPERATOR.text(rule)), levels(rule));
        ThresholdLimit threshold = threshold(rule);
        if (threshold.canHold()) {
            checkRecovery(threshold);
        }
    }

    static void checkLevels(Operator operator, List<Level> levels) {
        if (!levels.isEmpty() && !operator.isUpper() && !operator.isLower()) {
            throw LEVELS.refused("parameter \"levels\": not allowed with operator " + operator.symbol);
        }
        for (int i = 1; i < levels.size(); i++) {
            Level lower = levels.get(i - 1);
            Level higher = levels.get(i);
            boolean isOrdered = operator.isUpper() ? higher.limit() > lower.limit() : higher.limit() < lower.limit();
            if (!isOrdered) {
                throw LEVELS.refused("parameter \"levels\": expected a limit of \""
                        + higher.severity().label() + "\" " + (operator.isUpper() ? "above " : "below ")
                        + lower.limit() + ", that of \"" + lower.severity().label() + "\", with operator "
                        + operator.symbol + ", got " + higher.limit());
            }
        }
    }

    /** Returns the levels of a rule by ascending severity; empty if it has none. */
    private static List<Level> levels(AlertRule rule) {
        List<Level> levels = new ArrayList<>();
        for (Object each : LEVELS.list(rule)) {
            Map<?, ?> level = (Map<?, ?>) each;
            double limit = ((Number) requireNonNull(level.get("value"))).doubleValue();
            levels.add(new Level(Severity.of(String.valueOf(level.get("severity"))), limit));
        }
        levels.sort(Comparator.comparing(Level::severity));
        return List.copyOf(levels);
    }

    static void checkRecovery(ThresholdLimit threshold) {
        String symbol = threshold.operator().symbol;
        if (!threshold.operator().isUpper() && !threshold.operator().isLower()) {
            throw RECOVERY.refused("parameter \"" + RECOVERY.name() + "\": not allowed with operator " + symbol);
        }
        boolean isWithin = threshold.operator().isUpper()
                ? threshold.recovery() <= threshold.limit()
                : threshold.recovery() >= threshold.limit();
        if (!isWithin) {
            throw RECOVERY.refused("parameter \"" + RECOVERY.name() + "\": expected a finite number of at "
                    + (threshold.operator().isUpper() ? "most " : "least ") + threshold.limit()
                    + " with operator " + symbol + ", got " + threshold.recovery());
        }
    }

    @Override
    public List<AlertRule.Builder> warmUpRules() {
        return List.of(AlertRule.builder(KIND).when(Threshold.above(100)));
    }

    @Override
    public SeriesEvaluator evaluator(List<AlertRule> rules) {
        List<ThresholdLimit> limits =
                rules.stream().map(ThresholdCondition::threshold).toList();
        return rules.stream().anyMatch(LEVELS::isGiven)
                ? new LevelledThresholds(
                        limits, rules.stream().map(ThresholdCondition::levels).toList())
                : new ThresholdEvaluator(limits);
    }

    private static ThresholdLimit threshold(AlertRule rule) {
        List<Level> levels = levels(rule);
        double limit = levels.isEmpty() ? VALUE.number(rule) : levels.get(0).limit();
        return new ThresholdLimit(Operator.of(OPERATOR.text(rule)), limit, RECOVERY.number(rule));
    }
}
