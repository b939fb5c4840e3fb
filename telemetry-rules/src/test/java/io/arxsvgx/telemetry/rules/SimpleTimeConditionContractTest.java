// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.internal.window.FakeSeries;
import java.util.List;

/** A {@code SimpleCondition} over a duration obeys the contract of every condition. */
class SimpleTimeConditionContractTest extends ConditionContract {
    private static final ConditionProvider MEAN = new MeanFixture();

    @Override
    public ConditionProvider condition() {
        return MEAN;
    }

    @Override
    public List<AlertRule> rules() {
        return List.of(
                FakeSeries.rule(MEAN, "limit", 70),
                FakeSeries.rule(MEAN, "limit", 72, "seconds", 45),
                FakeSeries.rule(MEAN, "limit", 75, "seconds", 1.5));
    }
}
