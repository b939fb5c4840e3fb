// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import static io.arxsvgx.telemetry.rules.model.conditions.ConditionScenario.map;
import static io.arxsvgx.telemetry.rules.model.conditions.ConditionScenario.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples of the conditions over windows: {@code rate}, {@code aggregate}, {@code count}. */
class ConditionContractTest {
    private static void assertRefused(AlertRule.Builder rule, String parameter) {
        AlertRule right = rule("aggregate", "function", "avg", "window", 5, "operator", ">", "value", 5)
                .build();
        try (ConditionScenario scenario = new ConditionScenario(right)) {
            assertThatThrownBy(() -> scenario.add(rule.build()))
                    .isInstanceOf(InvalidRuleException.class)
                    .hasMessageContaining(parameter);
        }
    }

    // rate

    @Test
    void rate_changePerSecond_isBetweenFirstAndLastSampleOfTheWindow() {
        AlertRule rule =
                rule("rate", "operator", ">", "value", 0.9, "within", 20).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event(100).at(10).event(105).at(15).event(115).at(19).event(116);

            assertThat(scenario.steps())
                    .as("5 in 10 s, 15 in 15 s, 16 in 19 s")
                    .containsExactly("firing 15", "resolved 19");
        }
    }

    @Test
    void rate_belowTwoSamples_isUnknown() {
        AlertRule rule =
                rule("rate", "operator", "<=", "value", 1, "within", 10).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event(1);
            assertThat(scenario.steps()).isEmpty();
            scenario.at(5).event(1).at(30).event(1_000);
            assertThat(scenario.steps())
                    .as("one sample in the window: the open alert stays")
                    .containsExactly("firing 5");
            scenario.at(35).event(2_000);
            assertThat(scenario.steps()).containsExactly("firing 5", "resolved 35");
        }
    }

    @Test
    void rate_sampleExactlyWithinOld_isOutsideTheWindow() {
        AlertRule rule =
                rule("rate", "operator", ">", "value", 0.9, "within", 10).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event(0).at(5).event(10).at(10).event(10);

            assertThat(scenario.steps()).containsExactly("firing 5", "resolved 10");
        }
    }

    @Test
    void rate_sampleANanosecondYounger_isInTheWindow() {
        AlertRule rule =
                rule("rate", "operator", ">", "value", 0.9, "within", 10).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event(0).at(5).event(10).at(9.999999999).event(10);

            assertThat(scenario.steps()).containsExactly("firing 5");
        }
    }

    @Test
    void rate_withoutWithin_hasAWindowOf60Seconds() {
        AlertRule rule = rule("rate", "operator", ">", "value", 0).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event(0).at(1).event(60).at(60).event(60);
            assertThat(scenario.steps()).as("the sample at 0 s has left").containsExactly("firing 1", "resolved 60");
        }
    }

    @Test
    void rate_counter_countsAFallAsAResetToZero() {
        AlertRule counter =
                rule("rate", "operator", ">=", "value", 0.75, "counter", true).build();
        AlertRule gauge = AlertRule.builder("gauge")
                .condition("rate")
                .parameters(counter.parameters())
                .parameter("counter", false)
                .build();
        try (ConditionScenario scenario = new ConditionScenario(counter, gauge)) {
            scenario.at(0).event(100).at(10).event(110).at(20).event(5);

            assertThat(scenario.steps("r")).as("10 and 5 in 20 s").containsExactly("firing 10");
            assertThat(scenario.steps("gauge")).as("-95 in 20 s").containsExactly("firing 10", "resolved 20");
        }
    }

    @Test
    void rate_falling_isNegative() {
        AlertRule rule = rule("rate", "operator", "<", "value", -1).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event(50).at(10).event(40).at(20).event(20);

            assertThat(scenario.steps()).as("-1, then -1.5").containsExactly("firing 20");
        }
    }

    @Test
    void rate_samplesOfOneTime_areUnknown() {
        AlertRule rule = rule("rate", "operator", ">", "value", 0).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).events(1, 2, 3);
            assertThat(scenario.steps()).isEmpty();
            scenario.at(1).event(3);
            assertThat(scenario.steps()).containsExactly("firing 1");
        }
    }

    @Test
    void rate_lateSample_isSkipped() {
        AlertRule rule = rule("rate", "operator", ">", "value", 1).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(20).timed(10, 0).timed(20, 10).timed(15, 500).timed(20, 11);

            assertThat(scenario.steps()).as("11 in 10 s").containsExactly("firing 20");
        }
    }

    // aggregate

    /** Over the values 1, 2, 3 and 6. */
    @ParameterizedTest
    @CsvSource({"avg, 3", "min, 1", "max, 6", "sum, 12", "count, 4", "stddev, 1.8708286933869707"})
    void aggregate_function_givesItsFigure(String function, double figure) {
        for (String length : List.of("window", "within")) {
            AlertRule below = rule(
                            "aggregate", "function", function, length, 10, "operator", ">", "value", figure - 0.001)
                    .build();
            AlertRule above = AlertRule.builder("above")
                    .condition("aggregate")
                    .parameters(below.parameters())
                    .parameter("operator", "<")
                    .parameter("value", figure + 0.001)
                    .build();
            try (ConditionScenario scenario = new ConditionScenario(below, above)) {
                scenario.at(0).event(3).at(1).event(1).at(2).event(6).at(3).event(2);

                assertThat(scenario.world.alerts().stream().filter(alert -> alert.endsAt() == null))
                        .as(length)
                        .hasSize(2);
            }
        }
    }

    @Test
    void aggregate_window_hasTheLastValues() {
        AlertRule rule = rule("aggregate", "function", "sum", "window", 3, "operator", ">", "value", 10)
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0)
                    .event(9)
                    .at(1)
                    .event(1)
                    .at(50)
                    .event(1)
                    .at(51)
                    .event(1)
                    .at(52)
                    .event(9);

            assertThat(scenario.steps())
                    .as("9, 10, 11, 3, 11")
                    .containsExactly("firing 50", "resolved 51", "firing 52");
        }
    }

    @Test
    void aggregate_within_hasTheValuesOfTheTime() {
        AlertRule rule = rule("aggregate", "function", "sum", "within", 10, "operator", ">=", "value", 10)
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event(9).at(9).event(1).at(10).event(1);

            assertThat(scenario.steps()).as("9, 10, 2").containsExactly("firing 9", "resolved 10");
        }
    }

    @Test
    void aggregate_firstEvent_isEvaluated() {
        AlertRule rule = rule("aggregate", "function", "avg", "window", 100, "operator", ">", "value", 5)
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event(9);

            assertThat(scenario.steps()).containsExactly("firing 0");
        }
    }

    @ParameterizedTest
    @CsvSource({"window", "within"})
    void aggregate_belowMinCount_isUnknown(String length) {
        AlertRule rule = rule("aggregate", "function", "avg", length, 10, "operator", ">", "value", 5, "min_count", 3)
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).events(9, 9);
            assertThat(scenario.steps()).isEmpty();
            scenario.at(1).event(9);
            assertThat(scenario.steps()).containsExactly("firing 1");
        }
    }

    @Test
    void aggregate_windowBelowMinCountAgain_leavesTheAlert() {
        AlertRule rule = rule("aggregate", "function", "max", "within", 10, "operator", ">", "value", 5, "min_count", 2)
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).events(9, 9).at(20).event(1);
            assertThat(scenario.steps()).containsExactly("firing 0");
            scenario.at(21).event(1);
            assertThat(scenario.steps()).containsExactly("firing 0", "resolved 21");
        }
    }

    @ParameterizedTest
    @CsvSource({"0.5, 490, 510", "0.9, 890, 910", "0.95, 940, 960", "0.99, 980, 1000"})
    void aggregate_quantile_isWithinOnePercentInRank(double quantile, double least, double greatest) {
        for (String length : List.of("window", "within")) {
            AlertRule low = quantile(length, quantile, ">", least - 1.5).build();
            AlertRule high = AlertRule.builder("high")
                    .condition("aggregate")
                    .parameters(quantile(length, quantile, "<", greatest + 1.5)
                            .build()
                            .parameters())
                    .build();
            try (ConditionScenario scenario = new ConditionScenario(low, high)) {
                int value = 0;
                for (int i = 0; i < 1_000; i++) {
                    value = (value + 617) % 1_000;
                    scenario.world.event("s", "t", Map.of(), value + 1, ConditionScenario.OK, null);
                }
                scenario.tick();

                assertThat(scenario.world.alerts().stream().filter(alert -> alert.endsAt() == null))
                        .as("the values 1 to 1,000 in any order, by " + length)
                        .hasSize(2);
            }
        }
    }

    private static AlertRule.Builder quantile(String length, double quantile, String operator, double value) {
        return rule(
                "aggregate",
                "function",
                "quantile",
                "quantile",
                quantile,
                length,
                1_000,
                "operator",
                operator,
                "value",
                value);
    }

    @Test
    void aggregate_windowAndWithin_areExclusive() {
        Map<String, Object> others = map("function", "avg", "operator", ">", "value", 5);
        assertRefused(rule("aggregate").parameters(others), "with");
        assertRefused(
                rule("aggregate").parameters(others).parameter("window", 5).parameter("within", 5), "with");
    }

    @Test
    void aggregate_unknownFunction_isRefused() {
        assertRefused(rule("aggregate", "function", "median", "window", 5, "operator", ">", "value", 5), "median");
        assertRefused(rule("aggregate", "function", "quantile", "window", 5, "operator", ">", "value", 5), "quantile");
    }

    // count

    @Test
    void count_atLeastTimes_withinTheTime() {
        AlertRule rule = rule("count", "operator", ">", "value", 5, "times", 2, "within", 10)
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event(9).at(5).event(1).at(9.5).event(9);
            assertThat(scenario.steps()).containsExactly("firing 9.5");
            scenario.at(10).event(1);
            assertThat(scenario.steps()).as("the first one has left").containsExactly("firing 9.5", "resolved 10");
            scenario.at(19.4).event(9);
            assertThat(scenario.steps()).containsExactly("firing 9.5", "resolved 10", "firing 19.4");
        }
    }

    @Test
    void count_windowMoves_atEventsOnly() {
        AlertRule rule = rule("count", "operator", ">", "value", 5, "times", 1, "within", 10)
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event(9).at(30).tick();
            assertThat(scenario.steps()).containsExactly("firing 0");
            scenario.event(1);
            assertThat(scenario.steps()).containsExactly("firing 0", "resolved 30");
        }
    }

    @Test
    void count_overARestart_continues() {
        AlertRule rule = rule("count", "operator", ">", "value", 5, "times", 3, "within", 10)
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event(9).restart().at(1).event(9).restart().at(2).event(9);

            assertThat(scenario.steps()).containsExactly("firing 2");
        }
    }

    @Test
    void window_ruleAddedToALiveSeries_beginsWithItsFirstEvent() {
        AlertRule rule = rule("count", "operator", ">", "value", 5, "times", 2, "within", 10)
                .build();
        try (ConditionScenario scenario = new ConditionScenario()) {
            scenario.at(0).events(9, 9).add(rule).at(1).event(9);
            assertThat(scenario.steps()).isEmpty();
            scenario.event(9);
            assertThat(scenario.steps()).containsExactly("firing 1");
        }
    }
}
