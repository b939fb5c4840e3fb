// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import static io.arxsvgx.telemetry.rules.model.conditions.ConditionScenario.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples of the condition {@code absence}. */
class AbsenceContractTest {
    private static final Map<String, String> NORTH = Map.of("site", "north");
    private static final Map<String, String> SOUTH = Map.of("site", "south");

    private static AlertRule.Builder absence(double after) {
        return rule("absence", "after", after);
    }

    @Test
    void absence_noEvent_firesOnTimeByTheClock() {
        try (ConditionScenario scenario = new ConditionScenario(absence(30).build())) {
            scenario.at(0).event(1).at(29.999999999).tick();
            assertThat(scenario.steps()).isEmpty();
            scenario.at(30).tick();
            assertThat(scenario.steps()).containsExactly("firing 30");
            assertThat(scenario.alert().type()).isEqualTo("t");
        }
    }

    @Test
    void absence_clockLeapsOverTheDeadline_isDatedByIt() {
        try (ConditionScenario scenario = new ConditionScenario(absence(30).build())) {
            scenario.at(0).event(1).at(300).tick();

            assertThat(scenario.steps()).containsExactly("firing 30");
        }
    }

    @Test
    void absence_lasting_firesOnce() {
        try (ConditionScenario scenario = new ConditionScenario(absence(30).build())) {
            scenario.at(0)
                    .event(1)
                    .at(30)
                    .tick()
                    .at(60)
                    .tick()
                    .at(90)
                    .tick()
                    .at(1_000)
                    .tick();

            assertThat(scenario.steps()).containsExactly("firing 30");
            assertThat(scenario.calls()).containsExactly("FIRING WARNING");
        }
    }

    @Test
    void absence_nextEvent_resolvesIt() {
        try (ConditionScenario scenario = new ConditionScenario(absence(30).build())) {
            scenario.at(0).event(1).at(50).tick().event(1).at(79).tick();
            assertThat(scenario.steps()).containsExactly("firing 30", "resolved 50");
            scenario.at(80).tick();
            assertThat(scenario.steps()).containsExactly("firing 30", "resolved 50", "firing 80");
        }
    }

    @Test
    void absence_eventExactlyAtTheDeadline_isEvaluatedFirst() {
        try (ConditionScenario scenario = new ConditionScenario(absence(30).build())) {
            scenario.at(0).event(1).at(30).event(1).at(60).event(1);

            assertThat(scenario.steps()).isEmpty();
        }
    }

    @Test
    void absence_eventAfterTheDeadline_firesAndResolves() {
        try (ConditionScenario scenario = new ConditionScenario(absence(30).build())) {
            scenario.at(0).event(1).at(40).event(1);

            assertThat(scenario.steps()).containsExactly("firing 30", "resolved 40");
        }
    }

    @Test
    void absence_recordedEvents_giveTheSameAlerts() {
        try (ConditionScenario scenario = new ConditionScenario(absence(30).build())) {
            scenario.at(5_000).timed(0, 1).timed(30, 1).timed(70, 1);

            assertThat(scenario.steps()).containsExactly("firing 60", "resolved 70");
        }
    }

    @Test
    void absence_overRestarts_firesOnTimeAndOnce() {
        try (ConditionScenario scenario = new ConditionScenario(absence(30).build())) {
            scenario.at(0).event(1).at(20).restart().at(29).restart().at(30).tick();
            assertThat(scenario.steps()).containsExactly("firing 30");
            scenario.at(40).restart().at(50).restart();
            assertThat(scenario.steps()).containsExactly("firing 30");
            scenario.at(60).event(1);
            assertThat(scenario.steps()).containsExactly("firing 30", "resolved 60");
            assertThat(scenario.calls()).containsExactly("FIRING WARNING", "RESOLVED WARNING");
        }
    }

    @Test
    void absence_exactSource_firesWhenNoneEverCame() {
        try (ConditionScenario scenario = new ConditionScenario()) {
            scenario.at(100).add(absence(30).source("s").build()).at(129).tick();
            assertThat(scenario.steps()).isEmpty();
            scenario.at(130).tick().at(1_000).tick();

            assertThat(scenario.steps()).containsExactly("firing 130");
            assertThat(scenario.alert().source()).isEqualTo("s");
            assertThat(scenario.alert().type()).isEqualTo("t");
            assertThat(scenario.alert().seriesLabels()).isEmpty();
        }
    }

    @Test
    void absence_exactSource_noneEverCameOverARestart_firesOnTimeAndOnce() {
        try (ConditionScenario scenario =
                new ConditionScenario(absence(30).source("s").build())) {
            scenario.at(20).restart().at(30).tick().at(40).restart().at(100).tick();

            assertThat(scenario.steps()).containsExactly("firing 30");
            assertThat(scenario.calls()).containsExactly("FIRING WARNING");
        }
    }

    @Test
    void absence_exactSource_firstEvent_resolvesIt() {
        try (ConditionScenario scenario =
                new ConditionScenario(absence(30).source("s").build())) {
            scenario.at(40).tick().at(50).event(1);
            assertThat(scenario.steps()).containsExactly("firing 30", "resolved 50");
            scenario.at(80).tick();
            assertThat(scenario.steps()).containsExactly("firing 30", "resolved 50", "firing 80");
        }
    }

    @Test
    void absence_exactSource_firstEventWithLabels_resolvesIt() {
        try (ConditionScenario scenario =
                new ConditionScenario(absence(30).source("s").build())) {
            scenario.at(40).tick().at(50).event("t", 1, NORTH).at(200).tick();

            assertThat(scenario.steps(Map.of())).containsExactly("firing 30", "resolved 50");
            assertThat(scenario.steps(NORTH)).containsExactly("firing 80");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "s*"})
    void absence_patternOfSources_neverFiresWithoutAnEvent(String source) {
        try (ConditionScenario scenario =
                new ConditionScenario(absence(30).source(source).build())) {
            scenario.at(1_000).tick();

            assertThat(scenario.steps()).isEmpty();
        }
    }

    @Test
    void absence_otherType_isNoEvent() {
        try (ConditionScenario scenario =
                new ConditionScenario(absence(30).source("s").build())) {
            scenario.at(20)
                    .event("u", 1)
                    .at(29)
                    .event("other", "t", Map.of(), 1, "OK")
                    .at(30)
                    .tick();

            assertThat(scenario.steps()).containsExactly("firing 30");
        }
    }

    @Test
    void absence_addedToALiveSeries_countsFromTheAddition() {
        AlertRule exact = absence(30).source("s").build();
        AlertRule pattern = AlertRule.builder("pattern")
                .condition("absence")
                .parameters(exact.parameters())
                .build();
        try (ConditionScenario scenario = new ConditionScenario()) {
            scenario.at(0).event(1).at(20).add(exact).add(pattern).at(200).tick();

            assertThat(scenario.steps("r")).containsExactly("firing 50");
            assertThat(scenario.steps("pattern")).containsExactly("firing 50");
        }
    }

    @Test
    void absence_labelSets_areSeriesOfTheirOwn() {
        try (ConditionScenario scenario = new ConditionScenario(absence(30).build())) {
            scenario.at(0)
                    .event("t", 1, NORTH)
                    .event("t", 1, SOUTH)
                    .at(20)
                    .event("t", 1, NORTH)
                    .at(45)
                    .tick();

            assertThat(scenario.steps(SOUTH)).containsExactly("firing 30");
            assertThat(scenario.steps(NORTH)).isEmpty();
        }
    }

    @Test
    void absence_by_isOfTheWholeGroup() {
        try (ConditionScenario scenario = new ConditionScenario(absence(30).by().build())) {
            scenario.at(0)
                    .event("t", 1, NORTH)
                    .at(20)
                    .event("t", 1, SOUTH)
                    .at(49)
                    .tick();
            assertThat(scenario.steps()).isEmpty();
            scenario.at(50).tick();
            assertThat(scenario.steps()).containsExactly("firing 50");
        }
    }

    @Test
    void absence_for_firesThatMuchLater() {
        AlertRule rule = absence(30).forDuration(Duration.ofSeconds(10)).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event(1).at(39).tick();
            assertThat(scenario.steps()).isEmpty();
            assertThat(scenario.world.processor.pendingAlerts(10)).hasSize(1);
            scenario.at(40).tick();
            assertThat(scenario.steps()).containsExactly("firing 40");
        }
    }

    @Test
    void absence_longerThanStaleAfter_fires() {
        AlertRule rule = absence(100).forDuration(Duration.ofSeconds(10)).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event(1).at(70).tick().at(110).tick();

            assertThat(scenario.steps()).containsExactly("firing 110");
        }
    }

    @Test
    void absence_lateEvent_isAnEvent() {
        try (ConditionScenario scenario = new ConditionScenario(absence(30).build())) {
            scenario.at(0).timed(0, 1).at(20).tick().timed(-5, 1).at(49).tick();
            assertThat(scenario.steps()).isEmpty();
            scenario.at(50).tick();
            assertThat(scenario.steps()).containsExactly("firing 50");
        }
    }

    @Test
    void absence_ofAnExactSource_beyondTheExpiry_isResolvedAtTheNextEvent() {
        try (ConditionScenario scenario =
                new ConditionScenario(absence(30).source("s").build())) {
            scenario.at(0).event(1).at(10_000).tick();
            assertThat(scenario.steps()).containsExactly("firing 30");
            scenario.event(1);
            assertThat(scenario.steps()).containsExactly("firing 30", "resolved 10000");
        }
    }

    @Test
    void absence_ofAnExactSource_firstEventInABatchBeyondTheExpiry_isResolvedAtItsTime() {
        try (ConditionScenario scenario =
                new ConditionScenario(absence(30).source("s").build())) {
            scenario.at(0).timed(0, 1).at(10_000).timed(5_000, 1);

            assertThat(scenario.steps()).containsExactly("firing 30", "resolved 5000");
        }
    }

    @Test
    void absence_ofAPattern_isResolvedOnceTheSeriesWouldHaveExpiredAgain() {
        try (ConditionScenario scenario = new ConditionScenario(absence(30).build())) {
            scenario.at(0).event(1).at(3_599).tick();
            assertThat(scenario.steps()).containsExactly("firing 30");
            scenario.at(3_600).tick().at(10_000).tick();

            assertThat(scenario.steps()).containsExactly("firing 30", "resolved 3630");
            assertThat(scenario.alert().state()).isEqualTo(AlertState.RESOLVED);
        }
    }
}
