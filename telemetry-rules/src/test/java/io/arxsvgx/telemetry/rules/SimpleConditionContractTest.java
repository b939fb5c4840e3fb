// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.internal.window.FakeSeries;
import java.util.List;

/** A {@code SimpleCondition} over the last values obeys the contract of every condition. */
class SimpleConditionContractTest extends ConditionContract {
    private static final ConditionProvider SPREAD = new SpreadFixture();

    @Override
    public ConditionProvider condition() {
        return SPREAD;
    }

    @Override
    public List<AlertRule> rules() {
        return List.of(
                FakeSeries.rule(SPREAD, "limit", 20),
                FakeSeries.rule(SPREAD, "limit", 30, "count", 50),
                FakeSeries.rule(SPREAD, "limit", 5, "count", 2));
    }
}
