// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import static io.arxsvgx.telemetry.rules.model.conditions.ConditionScenario.above;
import static io.arxsvgx.telemetry.rules.model.conditions.ConditionScenario.composite;
import static io.arxsvgx.telemetry.rules.model.conditions.ConditionScenario.part;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Examples of composites whose parts have deadlines: {@code absence} and {@code flatline}. */
class CompositeDeadlineContractTest {
    private static final double BREACH = 9;
    private static final double NORMAL = 1;
    /** A time of the clock long after the events of a batch. */
    private static final double NOW = 5_000;

    private static Map<String, Object> absence(String type, double after) {
        return part("absence", "field", type, "after", after);
    }

    private static Map<String, Object> flatline(String type, double after) {
        return part("flatline", "field", type, "after", after);
    }

    private static Map<String, Object> not(Map<String, Object> part) {
        return part("not", "conditions", List.of(part));
    }

    @Test
    void deadlinesOfTwoParts_clockLeapsOverBoth_areMetInTheirOrder() {
        AlertRule rule = composite("any_of", absence("a", 15), absence("b", 10)).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("a", NORMAL).event("b", NORMAL).at(100).tick();

            assertThat(scenario.steps()).containsExactly("firing 10");
        }
    }

    @Test
    void deadlineOfAPart_eventOfAnotherAfterIt_isMetFirst() {
        AlertRule rule = composite("all_of", not(absence("a", 30)), above("b")).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("a", NORMAL).at(31).event("b", BREACH);

            assertThat(scenario.steps()).isEmpty();
        }
    }

    @Test
    void deadlineOfAPart_eventOfAnotherAtThatTime_comesAfterTheEvent() {
        AlertRule rule = composite("all_of", not(absence("a", 30)), above("b")).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("a", NORMAL).at(30).event("b", BREACH);

            assertThat(scenario.steps()).containsExactly("firing 30", "resolved 30");
        }
    }

    @Test
    void deadlineOfAPart_makesTheWholeFalse_resolves() {
        AlertRule rule = composite("not", absence("a", 30)).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("a", NORMAL).at(30).tick();

            assertThat(scenario.steps()).containsExactly("firing 0", "resolved 30");
        }
    }

    @Test
    void deadlineOfAPart_eventsOfAnotherInABatch_givesTheAlertsOfALiveStream() {
        AlertRule rule = composite("all_of", absence("a", 30), above("b")).build();
        try (ConditionScenario batch = new ConditionScenario(rule);
                ConditionScenario live = new ConditionScenario(rule)) {
            batch.at(NOW).timed(0, "a", NORMAL).timed(20, "b", BREACH).timed(40, "b", BREACH);
            live.at(0)
                    .timed(0, "a", NORMAL)
                    .at(20)
                    .timed(20, "b", BREACH)
                    .at(30)
                    .tick()
                    .at(40)
                    .timed(40, "b", BREACH);

            assertThat(batch.steps()).containsExactly("firing 30");
            assertThat(live.steps()).isEqualTo(batch.steps());
            assertThat(batch.alert().evidence().text()).contains("absence (deadline passed) = true");
        }
    }

    @Test
    void deadlineOfAPart_inABatch_leavesARuleOnThePartAlone() {
        AlertRule whole = composite("all_of", absence("a", 30), above("b")).build();
        AlertRule alone = AlertRule.builder("alone")
                .condition("absence")
                .parameters(Map.of("field", "a", "after", 30))
                .build();
        try (ConditionScenario scenario = new ConditionScenario(whole, alone)) {
            scenario.at(NOW).timed(0, "a", NORMAL).timed(40, "b", BREACH);

            assertThat(scenario.steps("alone")).isEmpty();
            assertThat(scenario.steps("r")).containsExactly("firing 40");
        }
    }

    @Test
    void deadlineOfAPart_decides_hasTypeAndValueOfThePart() {
        AlertRule rule = composite("all_of", absence("a", 30), above("b")).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("a", NORMAL).at(1).event("b", BREACH).at(30).tick();

            assertThat(scenario.alert().type()).isEqualTo("a");
            assertThat(scenario.alert().value()).isEqualTo(NORMAL);
            assertThat(scenario.alert().evidence().text()).contains("decided by a: no event for 30 s");
        }
    }

    @Test
    void absenceAsAPart_addedToALiveSeries_needsAnEvent() {
        AlertRule rule = composite("all_of", absence("a", 30), above("b")).build();
        try (ConditionScenario scenario = new ConditionScenario()) {
            scenario.at(0).event("a", NORMAL).at(10).add(rule).at(20).event("b", BREACH);
            scenario.at(50).tick();
            assertThat(scenario.steps()).isEmpty();
            scenario.event("a", NORMAL).event("b", BREACH).at(80).tick();
            assertThat(scenario.steps()).containsExactly("firing 80");
        }
    }

    @Test
    void absenceAsAPart_lateEvent_countsFromItsArrival() {
        AlertRule rule = composite("any_of", absence("a", 30), above("b")).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).timed(0, "a", NORMAL).timed(20, "b", NORMAL).at(10).timed(5, "a", NORMAL);
            scenario.at(39).tick();
            assertThat(scenario.steps()).isEmpty();
            scenario.at(40).tick();
            assertThat(scenario.steps()).containsExactly("firing 60");
        }
    }

    @Test
    void absenceAsAPart_ofAPattern_keepsFiringWhileOtherPartsHaveEvents() {
        AlertRule rule = composite("all_of", absence("a", 30), above("b")).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("a", NORMAL).event("b", BREACH).at(3_000).event("b", BREACH);
            scenario.at(6_000).event("b", BREACH).at(9_599).tick();
            assertThat(scenario.steps()).containsExactly("firing 30");
            scenario.at(9_600).tick();
            assertThat(scenario.steps()).containsExactly("firing 30", "resolved 9600");
        }
    }

    @Test
    void flatlineAsAPart_sameValueFromBeforeItsDeadline_staysTrue() {
        AlertRule rule = composite("any_of", flatline("a", 10), above("b")).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(NOW).timed(0, "a", 1).timed(5, "a", 1).timed(40, "b", NORMAL);
            assertThat(scenario.steps()).containsExactly("firing 10");
            scenario.timed(8, "a", 1).timed(3, "a", 2);
            assertThat(scenario.steps()).containsExactly("firing 10");
            scenario.timed(50, "a", 2);
            assertThat(scenario.steps()).containsExactly("firing 10", "resolved 50");
        }
    }

    @Test
    void deadlineOfAPart_overARestart_continues() {
        AlertRule rule = composite("all_of", absence("a", 30), above("b")).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0)
                    .event("a", NORMAL)
                    .event("b", BREACH)
                    .at(20)
                    .restart()
                    .at(30)
                    .tick();

            assertThat(scenario.steps()).containsExactly("firing 30");
            assertThat(scenario.alert().type()).isEqualTo("a");
        }
    }
}
