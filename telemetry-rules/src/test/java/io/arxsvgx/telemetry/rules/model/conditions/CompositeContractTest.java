// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import static io.arxsvgx.telemetry.rules.model.conditions.ConditionScenario.above;
import static io.arxsvgx.telemetry.rules.model.conditions.ConditionScenario.composite;
import static io.arxsvgx.telemetry.rules.model.conditions.ConditionScenario.map;
import static io.arxsvgx.telemetry.rules.model.conditions.ConditionScenario.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples of the conditions of Kleene's logic: {@code all_of}, {@code any_of}, {@code not}. */
class CompositeContractTest {
    private static final Map<String, String> NORTH = Map.of("site", "north");
    private static final Map<String, String> SOUTH = Map.of("site", "south");
    private static final double BREACH = 9;
    private static final double NORMAL = 1;
    private static final double BEGINNING = 0;
    private static final double STALE = 61;

    // Kleene's logic, with true, false, and unknown as never seen or stale

    @ParameterizedTest
    @CsvSource({
        "true, true, true",
        "true, false, false",
        "true, never, unknown",
        "true, stale, unknown",
        "false, true, false",
        "false, false, false",
        "false, never, false",
        "false, stale, false",
        "never, true, unknown",
        "never, false, false",
        "never, never, unknown",
        "never, stale, unknown",
        "stale, true, unknown",
        "stale, false, false",
        "stale, never, unknown",
        "stale, stale, unknown"
    })
    void allOf_parts_isTheLeast(String first, String second, String expected) {
        assertTruth(part("all_of", "conditions", List.of(above("a"), above("b"))), NORMAL, first, second, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, true",
        "true, false, true",
        "true, never, true",
        "true, stale, true",
        "false, true, true",
        "false, false, false",
        "false, never, unknown",
        "false, stale, unknown",
        "never, true, true",
        "never, false, unknown",
        "never, never, unknown",
        "never, stale, unknown",
        "stale, true, true",
        "stale, false, unknown",
        "stale, never, unknown",
        "stale, stale, unknown"
    })
    void anyOf_parts_isTheGreatest(String first, String second, String expected) {
        assertTruth(part("any_of", "conditions", List.of(above("a"), above("b"))), NORMAL, first, second, expected);
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true", "never, unknown", "stale, unknown"})
    void not_part_isTheOpposite(String value, String expected) {
        assertTruth(part("not", "conditions", List.of(above("a"))), BREACH, value, "never", expected);
    }

    /**
     * Asserts the truth of a condition on the types {@code a} and {@code b}. It is or'ed with one on {@code c}: without an
     * alert, true alone fires; with an open one, false alone resolves. Until they are stale, parts have a value with which
     * the condition is not true.
     */
    private static void assertTruth(
            Map<String, Object> tested, double untilStale, String a, String b, String expected) {
        AlertRule rule = composite("any_of", tested, above("c")).build();
        assertThat(isFiringAfter(rule, NORMAL, untilStale, a, b))
                .as("without an alert")
                .isEqualTo(expected.equals("true"));
        assertThat(isFiringAfter(rule, BREACH, untilStale, a, b))
                .as("with an alert")
                .isEqualTo(!expected.equals("false"));
    }

    private static boolean isFiringAfter(AlertRule rule, double before, double untilStale, String a, String b) {
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(BEGINNING).event("c", before);
            if (a.equals("stale")) {
                scenario.event("a", untilStale);
            }
            if (b.equals("stale")) {
                scenario.event("b", untilStale);
            }
            scenario.event("c", before).at(STALE).event("c", before);
            be(scenario, "a", a);
            be(scenario, "b", b);
            return scenario.event("c", NORMAL).isFiring();
        }
    }

    private static void be(ConditionScenario scenario, String type, String value) {
        if (value.equals("true") || value.equals("false")) {
            scenario.event(type, value.equals("true") ? BREACH : NORMAL);
        }
    }

    @Test
    void part_lastEventExactlyStaleAfterAgo_isNotStale() {
        AlertRule rule = composite("all_of", above("a"), above("b")).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("a", BREACH).at(60).event("b", BREACH);

            assertThat(scenario.steps()).containsExactly("firing 60");
        }
    }

    @Test
    void part_staleBreach_noLongerCounts() {
        AlertRule rule = composite("all_of", above("a"), above("b")).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("a", BREACH).at(60.000000001).event("b", BREACH);
            assertThat(scenario.steps()).isEmpty();
            scenario.at(70).event("a", BREACH);
            assertThat(scenario.steps()).containsExactly("firing 70");
        }
    }

    @Test
    void part_becomesStale_leavesTheAlertOpen() {
        AlertRule rule = composite("all_of", above("a"), above("b")).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0)
                    .event("a", BREACH)
                    .event("b", BREACH)
                    .at(50)
                    .event("b", BREACH)
                    .at(100)
                    .event("b", BREACH);
            assertThat(scenario.steps()).containsExactly("firing 0");
            scenario.at(110).event("b", NORMAL);
            assertThat(scenario.steps()).containsExactly("firing 0", "resolved 110");
        }
    }

    // Events, series, alerts

    @Test
    void composite_eachEventOfAnyPart_isEvaluated() {
        AlertRule rule = composite("all_of", above("a"), above("b")).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("a", BREACH).at(1).event("b", BREACH).at(2).event("a", NORMAL);
            assertThat(scenario.steps()).containsExactly("firing 1", "resolved 2");
            scenario.at(3).event("a", BREACH);
            assertThat(scenario.steps()).containsExactly("firing 1", "resolved 2", "firing 3");
        }
    }

    @Test
    void composite_alert_hasTypeAndValueOfTheDecidingEvent() {
        AlertRule rule = composite("all_of", above("a"), above("b")).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("b", 7).event("a", 8);

            assertThat(scenario.alert().type()).isEqualTo("a");
            assertThat(scenario.alert().value()).isEqualTo(8);
            assertThat(scenario.alert().evidence().text()).contains("8.0");
        }
    }

    @Test
    void composite_otherType_isNoEventOfIt() {
        AlertRule rule = composite("not", above("a")).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("t", NORMAL).event("b", NORMAL);
            assertThat(scenario.steps()).isEmpty();
            scenario.event("a", NORMAL);
            assertThat(scenario.steps()).containsExactly("firing 0");
        }
    }

    @Test
    void composite_partsOfOtherSourceOrLabels_areNotMixed() {
        AlertRule rule = composite("all_of", above("a"), above("b")).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("a", BREACH, NORTH).event("b", BREACH, SOUTH).event("other", "b", NORTH, BREACH, "OK");
            assertThat(scenario.steps()).isEmpty();
            scenario.event("b", BREACH, NORTH);
            assertThat(scenario.steps(NORTH)).containsExactly("firing 0");
        }
    }

    @Test
    void composite_by_hasThePartsOfTheGroup() {
        AlertRule rule = composite("all_of", above("a"), above("b")).by("site").build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0)
                    .event("a", BREACH, Map.of("site", "north", "line", "1"))
                    .event("b", BREACH, Map.of("site", "north", "line", "2"))
                    .event("b", BREACH, SOUTH);

            assertThat(scenario.alert().seriesLabels()).isEqualTo(NORTH);
        }
    }

    @Test
    void composite_match_appliesToAllParts() {
        AlertRule rule = composite("all_of", above("a"), above("b"))
                .by()
                .match("site", "n*")
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("a", BREACH, NORTH).event("b", BREACH, SOUTH);
            assertThat(scenario.steps()).isEmpty();
            scenario.event("b", BREACH, NORTH);
            assertThat(scenario.steps()).containsExactly("firing 0");
        }
    }

    @Test
    void composite_twoPartsOnOneType_areEvaluatedTogether() {
        AlertRule rule = composite(
                        "all_of",
                        part("threshold", "field", "a", "operator", ">", "value", 5),
                        part(
                                "not",
                                "conditions",
                                List.of(part("threshold", "field", "a", "operator", ">", "value", 8))))
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("a", 7).at(1).event("a", 9).at(2).event("a", 6);

            assertThat(scenario.steps()).containsExactly("firing 0", "resolved 1", "firing 2");
        }
    }

    @Test
    void composite_partWithoutField_hasThatOfTheRule() {
        AlertRule rule = composite("any_of", part("threshold", "operator", ">", "value", 5))
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event(BREACH);

            assertThat(scenario.steps()).containsExactly("firing 0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"all_of", "any_of"})
    void composite_withoutField_isAccepted(String name) {
        AlertRule rule = AlertRule.builder("r")
                .condition(name)
                .parameter("conditions", List.of(above("a")))
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("a", BREACH);

            assertThat(scenario.steps()).containsExactly("firing 0");
        }
    }

    @Test
    void composite_partWithAWindow_keepsItsVerdictAtOtherEvents() {
        AlertRule rule = composite(
                        "all_of",
                        part("count", "field", "a", "operator", ">", "value", 5, "times", 2, "within", 10),
                        above("b"))
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("a", BREACH).at(1).event("a", BREACH).at(30).event("b", BREACH);
            assertThat(scenario.steps()).containsExactly("firing 30");
            scenario.at(31).event("a", BREACH);
            assertThat(scenario.steps()).containsExactly("firing 30", "resolved 31");
        }
    }

    @Test
    void composite_partWithRecovery_holdsUntilItRecovers() {
        AlertRule rule = composite(
                        "all_of",
                        part("threshold", "field", "a", "operator", ">", "value", 5, "recovery", 3),
                        above("b"))
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("a", 9).event("a", 4).event("b", BREACH);
            assertThat(scenario.steps()).containsExactly("firing 0");
            scenario.at(1).event("a", 3);
            assertThat(scenario.steps()).containsExactly("firing 0", "resolved 1");
        }
    }

    @Test
    void composite_nested_isEvaluatedToItsLeaves() {
        AlertRule rule = composite(
                        "all_of",
                        part("not", "conditions", List.of(above("maintenance"))),
                        part("any_of", "conditions", List.of(above("a"), above("b"))))
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("a", BREACH);
            assertThat(scenario.steps()).as("maintenance is unknown").isEmpty();
            scenario.event("maintenance", NORMAL)
                    .at(1)
                    .event("maintenance", BREACH)
                    .at(2)
                    .event("b", BREACH);
            assertThat(scenario.steps()).containsExactly("firing 0", "resolved 1");
            scenario.at(3).event("maintenance", NORMAL).at(4).event("a", NORMAL);
            assertThat(scenario.steps()).containsExactly("firing 0", "resolved 1", "firing 3");
        }
    }

    @Test
    void composite_for_firesByTheClock() {
        AlertRule rule = composite("all_of", above("a"), above("b"))
                .forDuration(Duration.ofSeconds(10))
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("a", BREACH).at(1).event("b", BREACH).at(11).tick();

            assertThat(scenario.steps()).containsExactly("firing 11");
        }
    }

    @Test
    void composite_overRestarts_continues() {
        AlertRule rule = composite("all_of", above("a"), above("b")).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("a", BREACH).restart().at(1).event("b", BREACH).restart();
            assertThat(scenario.steps()).containsExactly("firing 1");
            scenario.at(2).event("a", NORMAL);
            assertThat(scenario.steps()).containsExactly("firing 1", "resolved 2");
        }
    }

    @Test
    void composite_addedToLiveSeries_knowsNoPart() {
        AlertRule rule = composite("all_of", above("a"), above("b")).build();
        try (ConditionScenario scenario = new ConditionScenario()) {
            scenario.at(0).event("a", BREACH).event("b", BREACH).add(rule).event("b", BREACH);
            assertThat(scenario.steps()).isEmpty();
            scenario.event("a", BREACH);
            assertThat(scenario.steps()).containsExactly("firing 0");
        }
    }

    @Test
    void composite_absence_breachesAtItsDeadline() {
        AlertRule rule = composite("all_of", part("absence", "field", "a", "after", 30), above("b"))
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("a", NORMAL).at(20).event("b", BREACH).at(29).tick();
            assertThat(scenario.steps()).isEmpty();
            scenario.at(30).tick();
            assertThat(scenario.steps()).containsExactly("firing 30");
            scenario.at(40).event("a", NORMAL);
            assertThat(scenario.steps()).containsExactly("firing 30", "resolved 40");
        }
    }

    @Test
    void composite_wrongParts_areRefused() {
        assertRefused(composite("not", above("a"), above("b")));
        assertRefused(composite("all_of"));
        assertRefused(composite("any_of", part("treshold", "field", "a", "operator", ">", "value", 5)));
        assertRefused(composite("any_of", part("threshold", "field", "a", "operator", ">")));
        assertRefused(composite("any_of", map("condition", "threshold")));
    }

    private static void assertRefused(AlertRule.Builder rule) {
        AlertRule right = composite("any_of", above("a"), above("b")).build();
        try (ConditionScenario scenario = new ConditionScenario(right)) {
            assertThatThrownBy(() -> scenario.add(rule.build()))
                    .isInstanceOf(InvalidRuleException.class)
                    .hasMessageContaining("condition");
        }
    }
}
