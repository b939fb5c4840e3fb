// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import static io.arxsvgx.telemetry.alert.AlertState.FIRING;
import static io.arxsvgx.telemetry.alert.AlertState.RESOLVED;
import static io.arxsvgx.telemetry.rule.Severity.CRITICAL;
import static io.arxsvgx.telemetry.rule.Severity.INFO;
import static io.arxsvgx.telemetry.rule.Severity.WARNING;
import static io.arxsvgx.telemetry.rules.model.Scenario.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.rules.Threshold;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A threshold with a limit for each severity: one alert that moves between them. */
class LevelsContractTest {
    private static final AlertRule RULE = rule().build();

    private static AlertRule.Builder rule() {
        return AlertRule.builder("r")
                .on(Scenario.TYPE)
                .when(Threshold.above(Map.of(WARNING, 80.0, CRITICAL, 90.0)))
                .actions("a")
                .annotation("summary", "{{value}} over {{limit}}");
    }

    @Test
    void severity_followsTheValue_andOnlyARiseNotifies() {
        try (Scenario scenario = new Scenario(RULE)) {
            scenario.events(85);
            assertSeverities(scenario, WARNING, WARNING);
            assertThat(scenario.calls("a")).containsExactly(FIRING);

            scenario.events(95);
            assertSeverities(scenario, CRITICAL, CRITICAL);
            assertThat(scenario.calls("a")).containsExactly(FIRING, FIRING);
            assertThat(scenario.alert().evidence().text()).isEqualTo("95.0 > 90.0");
            assertThat(scenario.alert().annotations()).containsEntry("summary", "95 over 90");

            scenario.events(84);
            assertSeverities(scenario, WARNING, CRITICAL);
            assertThat(scenario.calls("a")).containsExactly(FIRING, FIRING);
            assertThat(scenario.alert().value()).isEqualTo(84);

            scenario.events(70);
            assertThat(scenario.calls("a")).containsExactly(FIRING, FIRING, RESOLVED);
            assertThat(scenario.alert().maxSeverity()).isEqualTo(CRITICAL);
        }
    }

    @Test
    void firstBreachAtTheHighestLevel_firesWithIt() {
        try (Scenario scenario = new Scenario(RULE)) {
            scenario.events(95);

            assertSeverities(scenario, CRITICAL, CRITICAL);
            assertThat(scenario.calls("a")).containsExactly(FIRING);
        }
    }

    @Test
    void levelWhilePending_isThatOfTheMomentOfFiring() {
        try (Scenario scenario = new Scenario(rule().forDuration(seconds(10)).build())) {
            scenario.events(85).tick(5).events(95).tick(5);

            assertSeverities(scenario, CRITICAL, CRITICAL);
            assertThat(scenario.calls("a")).containsExactly(FIRING);
        }
    }

    @Test
    void restart_keepsTheLevel() {
        try (Scenario scenario = new Scenario(RULE)) {
            scenario.events(85, 95, 85).restart(RULE);
            assertSeverities(scenario, WARNING, CRITICAL);

            scenario.events(85);
            assertSeverities(scenario, WARNING, CRITICAL);
            scenario.events(96);
            assertSeverities(scenario, CRITICAL, CRITICAL);
        }
    }

    @Test
    void rise_endsTheAcknowledgement() {
        try (Scenario scenario = new Scenario(RULE)) {
            scenario.events(85);
            scenario.world.processor.acknowledge(scenario.alert().id(), "ann", "");
            scenario.events(86);
            assertThat(scenario.alert().acknowledgement()).isNotNull();

            scenario.events(91);
            assertThat(scenario.alert().acknowledgement()).isNull();
        }
    }

    @Test
    void recovery_appliesBelowTheLowestLevel() {
        AlertRule rule = rule().parameter("recovery", 75.0).build();
        try (Scenario scenario = new Scenario(rule)) {
            scenario.events(95, 78);
            assertThat(scenario.firing()).hasSize(1);

            scenario.events(75);
            assertThat(scenario.firing()).isEmpty();
        }
    }

    @Test
    void downwards_withThreeLevels() {
        AlertRule rule = AlertRule.builder("r")
                .on(Scenario.TYPE)
                .when(Threshold.below(Map.of(INFO, 30.0, WARNING, 20.0, CRITICAL, 10.0)))
                .build();
        try (Scenario scenario = new Scenario(rule)) {
            scenario.events(25);
            assertSeverities(scenario, INFO, INFO);
            scenario.events(5);
            assertSeverities(scenario, CRITICAL, CRITICAL);
            scenario.events(15);
            assertSeverities(scenario, WARNING, CRITICAL);
        }
    }

    @Test
    void invalidLevels_areRejectedWithTheirPlace() {
        assertThatExceptionOfType(InvalidRuleException.class)
                .isThrownBy(() -> Threshold.above(Map.of(WARNING, 90.0, CRITICAL, 80.0)))
                .withMessageContaining("expected a limit of \"critical\" above 90.0")
                .withMessageContaining("got 80.0");
        assertThatExceptionOfType(InvalidRuleException.class)
                .isThrownBy(() -> new Scenario(AlertRule.builder("r")
                        .on(Scenario.TYPE)
                        .condition("threshold")
                        .parameter("operator", ">")
                        .parameter(
                                "levels",
                                List.of(
                                        Map.of("severity", "warnin", "value", 80),
                                        Map.of("severity", "info", "valu", 3)))
                        .build()))
                .satisfies(thrown -> assertThat(thrown.faults())
                        .extracting(InvalidRuleException.Fault::field)
                        .containsExactlyInAnyOrder(
                                "parameters.levels[0].severity",
                                "parameters.levels[1].valu",
                                "parameters.levels[1].value"));
    }

    private static void assertSeverities(Scenario scenario, Severity severity, Severity max) {
        Alert alert = scenario.alert();
        assertThat(alert.severity()).isEqualTo(severity);
        assertThat(alert.maxSeverity()).isEqualTo(max);
    }
}
