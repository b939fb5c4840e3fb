// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rule;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.testing.AboveCondition;
import org.junit.jupiter.api.Test;

class UnknownConditionTest {
    private static final AlertRule HOT = AlertRule.builder("hot")
            .condition("threshold")
            .parameter("field", "t")
            .build();

    @Test
    void addAlertRule_onlyOwnConditionsFound_saysThatTheBuiltInOnesAreMissingAndHowAShadedJarKeepsThem() {
        try (TelemetryProcessor processor =
                TelemetryProcessor.builder().condition(new AboveCondition()).build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> processor.addAlertRule(HOT))
                    .withMessageContainingAll("\"threshold\"", "telemetry-rules", "ServicesResourceTransformer");
        }
    }
}
