// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.condition.SimpleCondition;
import io.arxsvgx.telemetry.rule.AlertRule;
import org.junit.jupiter.api.Test;

/** The conditions of this module are first in the event loop, where a fast path costs least. */
class ConditionOrderTest {
    private static AlertRule.Builder rule(String condition) {
        return AlertRule.builder(condition).condition(condition).parameter("field", "t");
    }

    @Test
    void evaluation_conditionsOfTheHost_comeAfterThoseOfThisModule() {
        SimpleCondition first = SimpleCondition.builder("any")
                .overLast(1)
                .breachesIf(window -> true)
                .build();
        try (TelemetryProcessor processor =
                TelemetryProcessor.builder().condition(first).callerDriven().build()) {
            processor.addAlertRule(rule("any").build());
            processor.addAlertRule(
                    rule("spread").parameter("count", 1).parameter("limit", -1).build());
            processor.addAlertRule(rule("threshold")
                    .parameter("operator", ">")
                    .parameter("value", 0)
                    .build());
            processor.start();

            processor.series("s", "t").record(1);
            processor.runOnce();

            assertThat(processor.alerts(10)).extracting(Alert::ruleId).containsExactly("threshold", "any", "spread");
            assertThat(processor.rules().conditions().get(0).kind()).isEqualTo("any");
        }
    }
}
