// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class DefaultRulesTest {
    @Test
    void all_inOrder_areTheOriginalThree() {
        assertThat(DefaultRules.all())
                .extracting(AlertRule::id)
                .containsExactly("high_temperature", "pressure_spike", "vibration_anomaly");
        assertThat(DefaultRules.highTemperature().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(DefaultRules.vibrationAnomaly().actions()).containsExactly("log_alert", "trigger_inspection");
    }

    @Test
    void all_withTheirConditions_passTheChecks() {
        for (AlertRule rule : DefaultRules.all()) {
            ConditionProvider condition = ServiceLoader.load(ConditionProvider.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(provider -> provider.kind().equals(rule.condition()))
                    .findFirst()
                    .orElseThrow();
            assertThatCode(() -> Parameter.checkAll(condition.parameters(), rule.parameters()))
                    .doesNotThrowAnyException();
            assertThatCode(() -> condition.check(rule)).doesNotThrowAnyException();
        }
    }
}
