// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import static io.arxsvgx.telemetry.rules.model.conditions.ConditionScenario.above;
import static io.arxsvgx.telemetry.rules.model.conditions.ConditionScenario.part;
import static io.arxsvgx.telemetry.rules.model.conditions.ConditionScenario.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Examples of the condition {@code sequence}. */
class SequenceContractTest {
    private static final double BREACH = 9;
    private static final double NORMAL = 1;

    private static AlertRule.Builder sequence(double within, Object... parts) {
        return rule("sequence", "conditions", List.of(parts), "within", within);
    }

    private static AlertRule ofTwo() {
        return sequence(10, above("a"), above("b")).build();
    }

    @Test
    void sequence_inOrderWithinTheTime_breaches() {
        try (ConditionScenario scenario = new ConditionScenario(ofTwo())) {
            scenario.at(0).event("a", BREACH).at(9.999999999).event("b", BREACH);

            assertThat(scenario.steps()).containsExactly("firing 9.999999999");
            assertThat(scenario.alert().type()).isEqualTo("b");
        }
    }

    @Test
    void sequence_exactlyWithinApart_isTooLate() {
        try (ConditionScenario scenario = new ConditionScenario(ofTwo())) {
            scenario.at(0).event("a", BREACH).at(10).event("b", BREACH);

            assertThat(scenario.steps()).isEmpty();
        }
    }

    @Test
    void sequence_otherOrder_isNone() {
        try (ConditionScenario scenario = new ConditionScenario(ofTwo())) {
            scenario.at(0).event("b", BREACH).at(1).event("a", BREACH).at(2).event("b", BREACH);
            assertThat(scenario.steps()).as("b does not start again").isEmpty();
            scenario.at(3).event("b", NORMAL).at(4).event("b", BREACH);
            assertThat(scenario.steps()).containsExactly("firing 4");
        }
    }

    @Test
    void sequence_firstEndsBeforeTheSecondStarts_breaches() {
        try (ConditionScenario scenario = new ConditionScenario(ofTwo())) {
            scenario.at(0).event("a", BREACH).at(1).event("a", NORMAL).at(2).event("b", BREACH);

            assertThat(scenario.steps()).containsExactly("firing 2");
        }
    }

    @Test
    void sequence_firstHasBreachedForLong_isNone() {
        try (ConditionScenario scenario = new ConditionScenario(ofTwo())) {
            scenario.at(0).event("a", BREACH).at(9).event("a", BREACH).at(15).event("b", BREACH);

            assertThat(scenario.steps()).as("a started 15 s ago").isEmpty();
        }
    }

    @Test
    void sequence_newestStart_counts() {
        try (ConditionScenario scenario = new ConditionScenario(ofTwo())) {
            scenario.at(0)
                    .event("a", BREACH)
                    .at(8)
                    .event("a", NORMAL)
                    .at(9)
                    .event("a", BREACH)
                    .at(15)
                    .event("b", BREACH);

            assertThat(scenario.steps()).containsExactly("firing 15");
        }
    }

    @Test
    void sequence_three_needAllInOrder() {
        AlertRule rule = sequence(30, above("a"), above("b"), above("c")).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("a", BREACH).at(1).event("c", BREACH).at(2).event("b", BREACH);
            assertThat(scenario.steps()).isEmpty();
            scenario.at(3).event("c", NORMAL).at(4).event("c", BREACH);
            assertThat(scenario.steps()).containsExactly("firing 4");
        }
    }

    @Test
    void sequence_withinIsFromFirstToLast_notBetweenNeighbours() {
        AlertRule rule = sequence(10, above("a"), above("b"), above("c")).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("a", BREACH).at(6).event("b", BREACH).at(12).event("c", BREACH);

            assertThat(scenario.steps()).isEmpty();
        }
    }

    @Test
    void sequence_startsAtOneTime_countInOrderOfArrival() {
        try (ConditionScenario scenario = new ConditionScenario(ofTwo())) {
            scenario.at(0).event("a", BREACH).event("b", BREACH);

            assertThat(scenario.steps()).containsExactly("firing 0");
        }
    }

    @Test
    void sequence_oneEvent_startsOneConditionOnly() {
        AlertRule rule = sequence(
                        10,
                        part("threshold", "field", "a", "operator", ">", "value", 5),
                        part("threshold", "field", "a", "operator", ">", "value", 8))
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("a", 9);
            assertThat(scenario.steps()).isEmpty();
            scenario.at(1).event("a", 6).at(2).event("a", 9);
            assertThat(scenario.steps())
                    .as("above 5 since 0 s, above 8 since 2 s")
                    .containsExactly("firing 2");
        }
    }

    @Test
    void sequence_breaches_whileTheStartsAreInTheWindow() {
        try (ConditionScenario scenario = new ConditionScenario(ofTwo())) {
            scenario.at(0).event("a", BREACH).at(5).event("b", BREACH).at(9).event("b", NORMAL);
            assertThat(scenario.steps()).containsExactly("firing 5");
            scenario.at(10).event("b", NORMAL);
            assertThat(scenario.steps()).containsExactly("firing 5", "resolved 10");
        }
    }

    @Test
    void sequence_afterAStaleBreach_startsAgain() {
        try (ConditionScenario scenario = new ConditionScenario(ofTwo())) {
            scenario.at(0).event("a", BREACH).at(100).event("a", BREACH).at(101).event("b", BREACH);

            assertThat(scenario.steps()).containsExactly("firing 101");
        }
    }

    @Test
    void sequence_otherLabels_areNotMixed() {
        try (ConditionScenario scenario = new ConditionScenario(ofTwo())) {
            scenario.at(0).event("a", BREACH, Map.of("site", "north")).event("b", BREACH, Map.of("site", "south"));

            assertThat(scenario.steps()).isEmpty();
        }
    }

    @Test
    void sequence_overRestarts_continues() {
        try (ConditionScenario scenario = new ConditionScenario(ofTwo())) {
            scenario.at(0)
                    .event("a", BREACH)
                    .restart()
                    .at(5)
                    .event("b", BREACH)
                    .restart()
                    .at(6)
                    .event("b", BREACH);

            assertThat(scenario.steps()).containsExactly("firing 5");
        }
    }
}
