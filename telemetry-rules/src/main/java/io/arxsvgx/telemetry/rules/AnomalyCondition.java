// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.internal.adaptive.AdaptiveAnomaly;
import io.arxsvgx.telemetry.rules.internal.anomaly.RobustAnomaly;
import io.arxsvgx.telemetry.rules.internal.anomaly.SeasonalAnomaly;
import io.arxsvgx.telemetry.rules.internal.anomaly.ZScoreAnomaly;
import io.arxsvgx.telemetry.rules.internal.group.GroupedEvaluator;
import io.arxsvgx.telemetry.rules.internal.group.NumberFormatting;
import io.arxsvgx.telemetry.rules.internal.group.RuleSet;
import io.arxsvgx.telemetry.rules.internal.group.SharedLimits;
import io.arxsvgx.telemetry.rules.internal.window.RoundingErrorBound;
import java.util.ArrayList;
import java.util.List;

/**
 * The condition {@code anomaly}: a value does not fit the series that came before it.
 *
 * <p>By {@code adaptive}, the default, a value, its recent mean, roughness, stillness or course is beyond all that the
 * series has been, by more than a bar that the series itself sets; one alarm is raised for an event, which is over once 100
 * values in a row have brought nothing new, and until then the condition holds. The influence of a single value on what is
 * usual is bounded. A level that shifts to stay is learned in
 * 100 values. Until there are 10 values the verdict is
 * unknown. {@code sensitivity} sets the bar, and the greatest rate of alarms in the long run: one in 2,500 values at 0.8.
 *
 * <p>The other methods compare a value with what is usual, and breach beyond {@code 2 / sensitivity} deviations. By {@code
 * zscore}, from the mean of the last 100 values before it, in standard deviations that divide by the number of values. By
 * {@code robust}, from their median, in median absolute deviations over 0.6745; where more than half of the baseline is
 * equal, so that this is 0, in mean absolute deviations from the median times 1.2533 (Iglewicz and Hoaglin, How to Detect
 * and Handle Outliers, 1993). Outliers within the baseline move the latter much less. Until there are 10 values the verdict
 * is unknown. The scale of a baseline that varies is its own, whatever its offset. Against a baseline of equal values c, by either method, a value x breaches when |x - c| &gt; 1e-9 |c|; the
 * evaluation's figure is then not {@code z}, which would be infinite, but {@code difference}, x - c, and its limit 1e-9
 * |c|.
 *
 * <p>A z that exceeds the limit by no more than 1e-9 of it, which is the accuracy of z, counts as equal to it and does not
 * breach.
 *
 * <p>By {@code seasonal}, from what the series usually is at this phase of a season, which is found in its values. Until
 * one has been found and three of them learned, and where it is lost, the rule is judged by {@code robust}, and the
 * evaluation's text says so. Thread-safe.
 */
public final class AnomalyCondition implements ConditionProvider {
    static final String KIND = "anomaly";
    static final String ADAPTIVE = "adaptive";
    static final String ZSCORE = "zscore";
    static final String ROBUST = "robust";
    static final String SEASONAL = "seasonal";

    static final Parameter SENSITIVITY = Parameter.number(
                    "sensitivity", "How small a deviation counts, above 0 and at most 1: the more, the more alarms.")
            .within(0, 1)
            .withDefault(0.8);
    static final Parameter METHOD = Parameter.choice(
                    "method",
                    List.of(ADAPTIVE, ZSCORE, ROBUST, SEASONAL),
                    "What a value is compared with: all that the series has been, the mean or the median of the last 100 values, "
                            + "or the same phase of earlier seasons.")
            .withDefault(ADAPTIVE);
    static final List<Parameter> PARAMETERS = List.of(SENSITIVITY, METHOD);

    /** Creates the condition, for the service loader. */
    public AnomalyCondition() {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String description() {
        return "A value does not fit the series that came before it.";
    }

    @Override
    public List<Parameter> parameters() {
        return PARAMETERS;
    }

    @Override
    public void check(AlertRule rule) {
        checkSensitivity(SENSITIVITY.number(rule));
    }

    static void checkSensitivity(double sensitivity) {
        if (sensitivity == 0) {
            throw SENSITIVITY.refused(
                    "parameter \"" + SENSITIVITY.name() + "\" is 0; it takes a finite number above 0 and at most 1");
        }
    }

    @Override
    public List<AlertRule.Builder> warmUpRules() {
        return METHOD.choices().stream()
                .map(method -> AlertRule.builder("anomaly_" + method).parameter(METHOD.name(), method))
                .toList();
    }

    @Override
    public SeriesEvaluator evaluator(List<AlertRule> rules) {
        List<RuleSet> sets = new ArrayList<>();
        SharedLimits.byWindow(rules, METHOD::text, AnomalyCondition::limit, AnomalyCondition::test)
                .forEach((method, limits) -> {
                    switch (method) {
                        case ZSCORE -> sets.add(new ZScoreAnomaly(limits));
                        case ROBUST -> sets.add(new RobustAnomaly(limits));
                        case SEASONAL -> {
                            for (int rule : limits.rules) {
                                sets.add(seasonal(rule, limit(rules.get(rule))));
                            }
                        }
                        default -> {
                            for (int rule : limits.rules) {
                                sets.add(new AdaptiveAnomaly(rule, SENSITIVITY.number(rules.get(rule))));
                            }
                        }
                    }
                });
        return GroupedEvaluator.of(sets);
    }

    private static RuleSet seasonal(int rule, double limit) {
        return new SeasonalAnomaly(rule, limit, new RobustAnomaly(SharedLimits.of(rule, limit, test(ROBUST, limit))));
    }

    private static double limit(AlertRule rule) {
        return NumberFormatting.finite(2 / SENSITIVITY.number(rule));
    }

    /** A z within its accuracy of the limit counts as equal to it. */
    private static double test(String method, Double limit) {
        double most = limit * (1 + RoundingErrorBound.ACCURACY);
        return method.equals(ROBUST) ? most : most * most;
    }
}
