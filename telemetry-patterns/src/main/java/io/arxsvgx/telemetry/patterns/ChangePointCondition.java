// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.patterns.internal.change.ChangePointEvaluator;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;

/**
 * The condition {@code change_point}: the level or the spread of a series has changed, and stays so. The first 32 values are
 * the baseline, without a verdict; later ones of up to 128 values replace it. From a change on the rule breaches for 32
 * values, which are the new baseline, then it is normal again.
 *
 * <p>Cumulative sums of normal scores of ranks suspect a change. It counts if the values before and since differ by a number
 * of standard errors, and a step explains them better than a parabola. Both are on deviations from an autoregression of order
 * 1, so that neither heavy tails nor slow noise count as changes. Fewer than four values in a row are never a change, whatever
 * their size. At {@code sensitivity} 0.5 a change of level by 3 deviations is found 6 values later, and noise that is normal,
 * or Student's t, breaches less than once in a million values; at 1 about once in 30,000. Values count in order of arrival;
 * their times do not count.
 *
 * <p>Page, Biometrika 41 (1954); Bakir and Reynolds, Technometrics 21 (1979); Lu and Reynolds, Journal of Quality
 * Technology 33 (2001). Thread-safe.
 */
public final class ChangePointCondition implements ConditionProvider {
    static final String KIND = "change_point";
    static final Parameter SENSITIVITY = Parameter.number(
                    "sensitivity", "Sensitivity to changes, from 0 to 1; a higher value finds smaller changes sooner.")
            .within(0, 1)
            .withDefault(0.5);
    static final List<Parameter> PARAMETERS = List.of(SENSITIVITY);

    /** Creates the condition, for the service loader. */
    public ChangePointCondition() {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String description() {
        return "The level or the spread of the values has changed.";
    }

    @Override
    public List<Parameter> parameters() {
        return PARAMETERS;
    }

    @Override
    public List<AlertRule.Builder> warmUpRules() {
        return List.of(AlertRule.builder(KIND).when(SeriesChange.ofLevelOrSpread()));
    }

    @Override
    public SeriesEvaluator evaluator(List<AlertRule> rules) {
        return new ChangePointEvaluator(
                rules.stream().mapToDouble(SENSITIVITY::number).toArray());
    }
}
