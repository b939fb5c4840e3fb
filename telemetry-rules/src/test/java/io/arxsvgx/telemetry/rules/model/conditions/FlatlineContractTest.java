// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import static io.arxsvgx.telemetry.rules.model.conditions.ConditionScenario.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.rule.AlertRule;
import org.junit.jupiter.api.Test;

/** Examples of the condition {@code flatline}. */
class FlatlineContractTest {
    private static AlertRule.Builder flatline(double after) {
        return rule("flatline", "after", after);
    }

    @Test
    void flatline_sameValue_firesAtItsDeadline() {
        try (ConditionScenario scenario = new ConditionScenario(flatline(30).build())) {
            scenario.at(0)
                    .event(7)
                    .at(10)
                    .event(7)
                    .at(20)
                    .event(7)
                    .at(29.999999999)
                    .tick();
            assertThat(scenario.steps()).isEmpty();
            scenario.at(30).tick().at(31).event(7);

            assertThat(scenario.steps()).containsExactly("firing 30");
        }
    }

    @Test
    void flatline_eventOfTheSameValueAtTheDeadline_fires() {
        try (ConditionScenario scenario = new ConditionScenario(flatline(30).build())) {
            scenario.at(0).event(7).at(10).event(7).at(30).event(7);

            assertThat(scenario.steps()).containsExactly("firing 30");
        }
    }

    @Test
    void flatline_otherValueAtTheDeadline_isEvaluatedFirst() {
        try (ConditionScenario scenario = new ConditionScenario(flatline(30).build())) {
            scenario.at(0).event(7).at(10).event(7).at(30).event(8).at(59).event(8);
            assertThat(scenario.steps()).isEmpty();
            scenario.at(60).tick();
            assertThat(scenario.steps()).containsExactly("firing 60");
        }
    }

    @Test
    void flatline_otherValue_resolvesIt() {
        try (ConditionScenario scenario = new ConditionScenario(flatline(30).build())) {
            scenario.at(0).event(7).at(20).event(7).at(40).event(7.000001);

            assertThat(scenario.steps()).containsExactly("firing 30", "resolved 40");
        }
    }

    @Test
    void flatline_changesAndBack_beginsAgain() {
        try (ConditionScenario scenario = new ConditionScenario(flatline(30).build())) {
            scenario.at(0).event(7).at(10).event(8).at(15).event(7).at(40).event(7);
            assertThat(scenario.steps()).isEmpty();
            scenario.at(45).tick();
            assertThat(scenario.steps()).containsExactly("firing 45");
        }
    }

    @Test
    void flatline_noEvents_isNoFlatline() {
        try (ConditionScenario scenario = new ConditionScenario(flatline(30).build())) {
            scenario.at(0).event(7).at(1_000).tick();

            assertThat(scenario.steps()).isEmpty();
        }
    }

    @Test
    void flatline_staleBeforeTheDeadline_waitsForAnEvent() {
        try (ConditionScenario scenario = new ConditionScenario(flatline(100).build())) {
            scenario.at(0).event(7).at(10).event(7).at(200).tick();
            assertThat(scenario.steps()).isEmpty();
            scenario.at(210).event(7);
            assertThat(scenario.steps()).containsExactly("firing 210");
        }
    }

    @Test
    void flatline_overRestarts_firesOnTimeAndOnce() {
        try (ConditionScenario scenario = new ConditionScenario(flatline(30).build())) {
            scenario.at(0)
                    .event(7)
                    .at(10)
                    .restart()
                    .event(7)
                    .restart()
                    .at(30)
                    .tick()
                    .restart()
                    .at(40)
                    .event(7);

            assertThat(scenario.steps()).containsExactly("firing 30");
            assertThat(scenario.calls()).containsExactly("FIRING WARNING");
        }
    }

    @Test
    void flatline_addedToALiveSeries_countsFromItsFirstEvent() {
        try (ConditionScenario scenario = new ConditionScenario()) {
            scenario.at(0)
                    .event(7)
                    .at(20)
                    .add(flatline(30).build())
                    .event(7)
                    .at(49)
                    .event(7);
            assertThat(scenario.steps()).isEmpty();
            scenario.at(50).tick();
            assertThat(scenario.steps()).containsExactly("firing 50");
        }
    }

    @Test
    void flatline_recordedEvents_giveTheSameAlerts() {
        try (ConditionScenario scenario = new ConditionScenario(flatline(30).build())) {
            scenario.at(5_000).timed(0, 7).timed(20, 7).timed(45, 7).timed(50, 8);

            assertThat(scenario.steps()).containsExactly("firing 30", "resolved 50");
        }
    }
}
