// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.internal.threshold.Operator;
import io.arxsvgx.telemetry.rules.internal.threshold.SortedThresholds.ThresholdLimit;
import io.arxsvgx.telemetry.rules.internal.threshold.ThresholdEvaluator;
import java.util.List;

/**
 * The condition {@code threshold}: a comparison of a value with a limit. A {@code recovery} value adds hysteresis: after a
 * breach the verdict is holding until a value is equal to the recovery value or on its other side. Numbers are compared
 * without tolerance. {@code ==} and {@code !=} do not allow a recovery value. Thread-safe.
 */
public final class ThresholdCondition implements ConditionProvider {
    static final String KIND = "threshold";
    static final Parameter OPERATOR = Parameter.choice(
                    "operator", Operator.symbols(), "Comparison of a value with the limit.")
            .asRequired();
    static final Parameter VALUE =
            Parameter.number("value", "Limit, in the unit of the series.").asRequired();
    static final Parameter RECOVERY =
            Parameter.number("recovery", "Value that a series must return to after a breach; the limit by default.");

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
        return List.of(OPERATOR, VALUE, RECOVERY);
    }

    @Override
    public void check(AlertRule rule) {
        ThresholdLimit threshold = threshold(rule);
        if (threshold.canHold()) {
            checkRecovery(threshold);
        }
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
        return new ThresholdEvaluator(
                rules.stream().map(ThresholdCondition::threshold).toList());
    }

    private static ThresholdLimit threshold(AlertRule rule) {
        return new ThresholdLimit(Operator.of(OPERATOR.text(rule)), VALUE.number(rule), RECOVERY.number(rule));
    }
}
