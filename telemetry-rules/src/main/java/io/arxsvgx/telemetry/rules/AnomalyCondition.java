// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.ConditionProvider;
import io.arxsvgx.telemetry.rule.Parameter;
import io.arxsvgx.telemetry.rule.SeriesEvaluator;
import java.util.List;
import java.util.Map;

/**
 * The condition {@code anomaly}: a value lies further than {@code 2 / sensitivity} deviations from the last 100 values
 * of its series that came before it. Until there are 10 of them the verdict is unknown. Whether it breaches or not,
 * the value enters the baseline when the next one comes.
 *
 * <p>By {@code zscore}, the distance is that from the mean, in standard deviations that divide by the number of values.
 * By {@code robust}, it is that from the median, in median absolute deviations over 0.6745; where more than half of the
 * baseline is equal, so that this is 0, in mean absolute deviations from the median times 1.2533 (Iglewicz and Hoaglin,
 * How to Detect and Handle Outliers, 1993). Outliers within the baseline move the latter much less.
 *
 * <p>Against a baseline of equal values c, by either method, a value x breaches when |x - c| &gt; 1e-9 |c|; the
 * evaluation's figure is then not {@code z}, which would be infinite, but {@code difference}, x - c, and its limit 1e-9
 * |c|. Thread-safe.
 */
public final class AnomalyCondition implements ConditionProvider {
    private static final String ZSCORE = "zscore";
    private static final String ROBUST = "robust";

    private static final Parameter SENSITIVITY = Parameter.number(
                    "sensitivity",
                    "How small a deviation counts, above 0 and at most 1: the limit is 2 / sensitivity deviations.")
            .within(0, 1)
            .withDefault(0.8);
    private static final Parameter METHOD = Parameter.choice(
                    "method",
                    List.of(ZSCORE, ROBUST),
                    "Whether deviations are measured by mean and standard deviation or by medians.")
            .withDefault(ZSCORE);

    /** Creates the condition, for the service loader. */
    public AnomalyCondition() {}

    @Override
    public String kind() {
        return "anomaly";
    }

    @Override
    public String description() {
        return "A value is far from the last 100 values before it.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(SENSITIVITY, METHOD);
    }

    @Override
    public void check(AlertRule rule) {
        if (SENSITIVITY.number(rule) == 0) {
            throw SENSITIVITY.refused("parameter \"sensitivity\" is 0; it takes a finite number above 0 and at most 1");
        }
    }

    @Override
    public SeriesEvaluator evaluator(List<AlertRule> rules) {
        Map<String, Limits> byMethod =
                Limits.byWindow(rules, METHOD::text, AnomalyCondition::limit, AnomalyCondition::test);
        return GroupedEvaluator.of(byMethod.entrySet().stream()
                .map(shared -> group(shared.getKey(), shared.getValue()))
                .toList());
    }

    private static double limit(AlertRule rule) {
        return Figures.finite(2 / SENSITIVITY.number(rule));
    }

    private static double test(String method, Double limit) {
        return method.equals(ROBUST) ? limit : limit * limit;
    }

    private static RuleGroup group(String method, Limits limits) {
        return method.equals(ROBUST) ? new RobustAnomaly(limits) : new ZScoreAnomaly(limits);
    }
}
