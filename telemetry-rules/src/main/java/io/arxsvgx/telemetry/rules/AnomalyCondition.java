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
 * The condition {@code anomaly}: a value does not fit the earlier values of its series. The parameter {@code method} selects
 * the method.
 *
 * <p>{@code adaptive}, the default, breaches when the value, its recent mean, roughness, stillness or shape is outside the
 * range of all earlier values by more than a threshold that adapts to the series. An event raises one alarm and ends after
 * 100 consecutive values without another unusual figure; until then the verdict is holding. A single value has a bounded
 * influence on the range. A permanent shift of the level is learned within 100 values. The verdict is unknown for the first
 * 10 values. {@code sensitivity} sets the threshold and the maximum long-term rate of alarms: one in 2,500 values at 0.8.
 *
 * <p>The other methods compare a value with a baseline, and breach beyond {@code 2 / sensitivity} deviations. {@code zscore}
 * measures the distance from the mean of the 100 values before it, in standard deviations that divide by the number of
 * values. {@code robust} measures the distance from the median, in median absolute deviations over 0.6745; where more than
 * half of the baseline is equal, so that this is 0, in mean absolute deviations from the median times 1.2533 (Iglewicz and
 * Hoaglin, How to Detect and Handle Outliers, 1993). Outliers within the baseline influence {@code robust} much less. The
 * verdict is unknown until there are 10 values. The offset of a varying baseline does not change its scale. Against a
 * constant baseline of values c, with either method, a value x breaches when |x - c| &gt; 1e-9 |c|. The evaluation's figure
 * is then not {@code z}, which would be infinite, but {@code difference}, x - c, with the limit 1e-9 |c|.
 *
 * <p>The accuracy of z is 1e-9 of the limit: a z that exceeds the limit by no more than that counts as equal to it and does
 * not breach.
 *
 * <p>{@code seasonal} compares a value with the usual value at the same phase of a season, which is detected in the series.
 * Until a season has been detected and three seasons have been learned, and when the season no longer fits, the rule is
 * evaluated by {@code robust}, and the evaluation's text says so. Thread-safe.
 */
public final class AnomalyCondition implements ConditionProvider {
    static final String KIND = "anomaly";
    static final String ADAPTIVE = "adaptive";
    static final String ZSCORE = "zscore";
    static final String ROBUST = "robust";
    static final String SEASONAL = "seasonal";

    static final Parameter SENSITIVITY = Parameter.number(
                    "sensitivity",
                    "Sensitivity to deviations, above 0 and at most 1; a higher value raises more alarms.")
            .within(0, 1)
            .withDefault(0.8);
    static final Parameter METHOD = Parameter.choice(
                    "method",
                    List.of(ADAPTIVE, ZSCORE, ROBUST, SEASONAL),
                    "Baseline of the comparison: all earlier values, the mean or the median of the last 100 values, or the "
                            + "same phase of earlier seasons.")
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
        return "A value does not fit the earlier values of its series.";
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
                    "parameter \"" + SENSITIVITY.name() + "\": expected a finite number above 0 and at most 1, got 0");
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

    /** Adds the accuracy of z to the limit, so that a z within its accuracy of the limit counts as equal to it. */
    private static double test(String method, Double limit) {
        double most = limit * (1 + RoundingErrorBound.ACCURACY);
        return method.equals(ROBUST) ? most : most * most;
    }
}
