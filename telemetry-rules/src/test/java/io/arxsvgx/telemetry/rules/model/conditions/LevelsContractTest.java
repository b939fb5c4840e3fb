// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import static io.arxsvgx.telemetry.rules.model.conditions.ConditionScenario.map;
import static io.arxsvgx.telemetry.rules.model.conditions.ConditionScenario.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.rule.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Examples of {@code levels} of the condition {@code threshold}. */
class LevelsContractTest {
    private static final List<Map<String, Object>> LEVELS =
            List.of(map("severity", "warning", "value", 80), map("severity", "critical", "value", 90));

    private static AlertRule.Builder levels() {
        return rule("threshold", "operator", ">", "levels", LEVELS);
    }

    private static void assertSeverity(ConditionScenario scenario, Severity current, Severity greatest) {
        assertThat(scenario.alert().severity()).isEqualTo(current);
        assertThat(ConditionWorld.maxSeverity(scenario.alert())).isEqualTo(greatest);
    }

    @Test
    void levels_oneAlert_hasTheCurrentSeverity() {
        try (ConditionScenario scenario = new ConditionScenario(levels().build())) {
            scenario.at(0).event(80);
            assertThat(scenario.steps()).isEmpty();
            scenario.at(1).event(85);
            assertSeverity(scenario, Severity.WARNING, Severity.WARNING);
            scenario.at(2).event(95);
            assertSeverity(scenario, Severity.CRITICAL, Severity.CRITICAL);
            scenario.at(3).event(85);
            assertSeverity(scenario, Severity.WARNING, Severity.CRITICAL);
            scenario.at(4).event(75);

            assertThat(scenario.steps()).containsExactly("firing 1", "resolved 4");
            assertSeverity(scenario, Severity.WARNING, Severity.CRITICAL);
        }
    }

    @Test
    void levels_rising_notifiesAndFallingDoesNot() {
        try (ConditionScenario scenario = new ConditionScenario(levels().build())) {
            scenario.at(0).event(85).at(1).event(95);
            assertThat(scenario.calls()).containsExactly("FIRING WARNING", "FIRING CRITICAL");
            scenario.at(2).event(85).at(3).event(86);
            assertThat(scenario.calls()).containsExactly("FIRING WARNING", "FIRING CRITICAL");
            scenario.at(4).event(96);
            assertThat(scenario.calls())
                    .as("rising again")
                    .containsExactly("FIRING WARNING", "FIRING CRITICAL", "FIRING CRITICAL");
            scenario.at(5).event(97).at(6).event(50);
            assertThat(scenario.calls())
                    .containsExactly("FIRING WARNING", "FIRING CRITICAL", "FIRING CRITICAL", "RESOLVED CRITICAL");
        }
    }

    @Test
    void levels_firstEventAtTheHighest_firesOnce() {
        try (ConditionScenario scenario = new ConditionScenario(levels().build())) {
            scenario.at(0).event(95);

            assertSeverity(scenario, Severity.CRITICAL, Severity.CRITICAL);
            assertThat(scenario.calls()).containsExactly("FIRING CRITICAL");
        }
    }

    @Test
    void levels_below_haveFallingLimits() {
        List<Map<String, Object>> falling =
                List.of(map("severity", "info", "value", 20), map("severity", "critical", "value", 5));
        try (ConditionScenario scenario = new ConditionScenario(
                rule("threshold", "operator", "<=", "levels", falling).build())) {
            scenario.at(0).event(20);
            assertSeverity(scenario, Severity.INFO, Severity.INFO);
            scenario.at(1).event(5);
            assertSeverity(scenario, Severity.CRITICAL, Severity.CRITICAL);
            scenario.at(2).event(21);
            assertThat(scenario.steps()).containsExactly("firing 0", "resolved 2");
        }
    }

    @Test
    void levels_severityOfTheRule_doesNotCount() {
        AlertRule rule = levels().severity(Severity.INFO).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event(85);

            assertSeverity(scenario, Severity.WARNING, Severity.WARNING);
        }
    }

    @Test
    void levels_recovery_belongsToTheLowest() {
        AlertRule rule = levels().parameter("recovery", 75).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event(95).at(1).event(78);
            assertThat(scenario.steps()).containsExactly("firing 0");
            scenario.at(2).event(75);
            assertThat(scenario.steps()).containsExactly("firing 0", "resolved 2");
        }
    }

    @Test
    void levels_for_countsFromTheLowest() {
        AlertRule rule = levels().forDuration(Duration.ofSeconds(10)).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event(85).at(8).event(95).at(10).tick();

            assertThat(scenario.steps()).containsExactly("firing 10");
            assertSeverity(scenario, Severity.CRITICAL, Severity.CRITICAL);
            assertThat(scenario.calls()).containsExactly("FIRING CRITICAL");
        }
    }

    @Test
    void levels_overARestart_keepSeverityAndItsMaximum() {
        try (ConditionScenario scenario = new ConditionScenario(levels().build())) {
            scenario.at(0).event(95).at(1).event(85).restart();
            assertSeverity(scenario, Severity.WARNING, Severity.CRITICAL);
            scenario.at(2).event(86).restart().at(3).event(96);

            assertThat(scenario.steps()).containsExactly("firing 0");
            assertThat(scenario.calls()).containsExactly("FIRING CRITICAL", "FIRING CRITICAL");
        }
    }

    @Test
    void levels_wrong_areRefused() {
        assertRefused(List.of());
        assertRefused(List.of(map("severity", "fatal", "value", 80)));
        assertRefused(List.of(map("severity", "warning")));
        assertRefused(List.of(map("severity", "warning", "value", 80), map("severity", "warning", "value", 90)));
        assertRefused(List.of(map("severity", "warning", "value", 90), map("severity", "critical", "value", 80)));
    }

    private static void assertRefused(List<Map<String, Object>> levels) {
        try (ConditionScenario scenario = new ConditionScenario(levels().build())) {
            assertThatThrownBy(() -> scenario.add(
                            rule("threshold", "operator", ">", "levels", levels).build()))
                    .isInstanceOf(InvalidRuleException.class)
                    .hasMessageContaining("levels");
        }
    }
}
