// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import static io.arxsvgx.telemetry.rules.model.conditions.ConditionScenario.composite;
import static io.arxsvgx.telemetry.rules.model.conditions.ConditionScenario.map;
import static io.arxsvgx.telemetry.rules.model.conditions.ConditionScenario.part;
import static io.arxsvgx.telemetry.rules.model.conditions.ConditionScenario.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Examples of the conditions over a share: {@code ratio}, {@code status_ratio}. */
class RatioContractTest {
    private static final Map<String, String> CART = Map.of("uri", "/cart");
    private static final Map<String, String> HOME = Map.of("uri", "/home");
    private static final Map<String, String> FAILED_CART = Map.of("uri", "/cart", "code", "503");

    private static AlertRule.Builder ratio(Map<String, Object> numerator, Map<String, Object> denominator) {
        return rule(
                "ratio",
                "numerator",
                numerator,
                "denominator",
                denominator,
                "within",
                10,
                "operator",
                ">",
                "value",
                0.5);
    }

    // ratio

    @Test
    void ratio_sums_areDivided() {
        AlertRule rule = ratio(map("field", "errors"), map("field", "requests")).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("requests", 10).event("errors", 5);
            assertThat(scenario.steps()).as("5 of 10").isEmpty();
            scenario.at(1).event("errors", 1);
            assertThat(scenario.steps()).containsExactly("firing 1");
            scenario.at(2).event("requests", 2);
            assertThat(scenario.steps()).as("6 of 12").containsExactly("firing 1", "resolved 2");
        }
    }

    @Test
    void ratio_windowOfBoth_endsAtEachEvent() {
        AlertRule rule = ratio(map("field", "errors"), map("field", "requests")).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("requests", 10).at(5).event("requests", 4).event("errors", 4);
            assertThat(scenario.steps()).as("4 of 14").isEmpty();
            scenario.at(10).event("errors", 0);
            assertThat(scenario.steps()).as("4 of 4").containsExactly("firing 10");
        }
    }

    @Test
    void ratio_count_countsEventsInsteadOfAddingThem() {
        AlertRule rule = ratio(map("field", "errors", "count", true), map("field", "requests", "count", true))
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("requests", 0).event("requests", 500).event("errors", 7);
            assertThat(scenario.steps()).as("1 of 2").isEmpty();
            scenario.event("errors", 0);
            assertThat(scenario.steps()).as("2 of 2").containsExactly("firing 0");
        }
    }

    @Test
    void ratio_countOfOneSelection_leavesTheOtherASum() {
        AlertRule rule = ratio(map("field", "errors", "count", true), map("field", "requests"))
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("requests", 3).event("errors", 100);
            assertThat(scenario.steps()).as("1 of 3").isEmpty();
            scenario.event("errors", 100);
            assertThat(scenario.steps()).as("2 of 3").containsExactly("firing 0");
        }
    }

    @Test
    void ratio_match_selectsByLabel() {
        AlertRule rule = ratio(
                        map("field", "requests", "match", Map.of("code", "5*"), "count", true),
                        map("field", "requests", "count", true))
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0)
                    .event("requests", 1, Map.of("code", "200"))
                    .event("requests", 1, Map.of("code", "503"))
                    .event("requests", 1, Map.of("code", "404"));
            assertThat(scenario.steps()).as("1 of 3").isEmpty();
            scenario.event("requests", 1, Map.of("code", "500")).event("requests", 1, Map.of("code", "502"));

            assertThat(scenario.steps()).as("3 of 5").containsExactly("firing 0");
            assertThat(scenario.alert().seriesLabels()).isEmpty();
        }
    }

    @Test
    void ratio_by_isPerGroup() {
        AlertRule rule = ratio(
                        map("field", "requests", "match", Map.of("code", "5*"), "count", true),
                        map("field", "requests", "count", true))
                .by("uri")
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("requests", 1, HOME).event("requests", 1, CART).event("requests", 1, FAILED_CART);
            assertThat(scenario.steps()).isEmpty();
            scenario.event("requests", 1, FAILED_CART);

            assertThat(scenario.steps(CART)).as("2 of 3").containsExactly("firing 0");
            assertThat(scenario.steps()).hasSize(1);
        }
    }

    @Test
    void ratio_otherSource_isNotCounted() {
        AlertRule rule = ratio(map("field", "errors"), map("field", "requests")).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0)
                    .event("s", "requests", Map.of(), 10, ConditionScenario.OK)
                    .event("other", "errors", Map.of(), 10, ConditionScenario.OK);

            assertThat(scenario.steps()).isEmpty();
        }
    }

    @Test
    void ratio_status_selectsByStatus() {
        AlertRule rule = ratio(
                        map("field", "t", "status", List.of("ERROR", "TIMEOUT"), "count", true),
                        map("field", "t", "count", true))
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).status("OK").status("ERROR");
            assertThat(scenario.steps()).as("1 of 2").isEmpty();
            scenario.status("TIMEOUT");
            assertThat(scenario.steps()).as("2 of 3").containsExactly("firing 0");
        }
    }

    @Test
    void ratio_withoutDenominator_isUnknown() {
        AlertRule rule = ratio(map("field", "errors"), map("field", "requests")).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("errors", 5).event("requests", 0).event("errors", 5);
            assertThat(scenario.steps()).isEmpty();
            scenario.event("requests", 4);
            assertThat(scenario.steps()).containsExactly("firing 0");
            scenario.at(20).event("errors", 0);
            assertThat(scenario.steps()).as("no request in the window").containsExactly("firing 0");
        }
    }

    @Test
    void ratio_belowMinCount_isUnknown() {
        AlertRule rule = ratio(map("field", "errors"), map("field", "requests"))
                .parameter("min_count", 2)
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("errors", 5).event("requests", 1);
            assertThat(scenario.steps()).isEmpty();
            scenario.event("requests", 1);
            assertThat(scenario.steps()).containsExactly("firing 0");
        }
    }

    @Test
    void ratio_asAPart_isEvaluatedTogetherWithOtherPartsOfAnEvent() {
        Map<String, Object> share = part(
                "ratio",
                "numerator",
                map("field", "t"),
                "denominator",
                map("field", "t", "count", true),
                "within",
                60,
                "operator",
                ">=",
                "value",
                5);
        AlertRule rule = composite("all_of", part("threshold", "field", "t", "operator", "<", "value", 5), share)
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event(9).at(1).event(0);
            assertThat(scenario.steps()).isEmpty();
            scenario.at(2).event(9).at(3).event(4);
            assertThat(scenario.steps()).containsExactly("firing 3");
        }
    }

    @Test
    void ratio_selectionWithoutField_hasThatOfTheRule() {
        AlertRule rule = ratio(map("status", List.of("ERROR"), "count", true), map("count", true))
                .build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).event("u", 1).status("ERROR");

            assertThat(scenario.steps()).containsExactly("firing 0");
        }
    }

    // status_ratio

    private static AlertRule.Builder statusRatio() {
        return rule("status_ratio", "status", List.of("ERROR", "TIMEOUT"), "within", 10, "operator", ">", "value", 0.5);
    }

    @Test
    void statusRatio_shareOfEvents_isCompared() {
        try (ConditionScenario scenario = new ConditionScenario(statusRatio().build())) {
            scenario.at(0).status("OK").status("ERROR");
            assertThat(scenario.steps()).as("1 of 2").isEmpty();
            scenario.at(1).status("TIMEOUT");
            assertThat(scenario.steps()).as("2 of 3").containsExactly("firing 1");
            scenario.at(2).status("OK");
            assertThat(scenario.steps()).as("2 of 4").containsExactly("firing 1", "resolved 2");
        }
    }

    @Test
    void statusRatio_window_leavesOldEventsOut() {
        try (ConditionScenario scenario = new ConditionScenario(statusRatio().build())) {
            scenario.at(0).status("OK").at(5).status("ERROR").at(10).status("ERROR");

            assertThat(scenario.steps()).as("2 of 2").containsExactly("firing 10");
        }
    }

    @Test
    void statusRatio_belowMinCount_isUnknown() {
        AlertRule rule = statusRatio().parameter("min_count", 3).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0).status("ERROR").status("ERROR");
            assertThat(scenario.steps()).isEmpty();
            scenario.status("OK");
            assertThat(scenario.steps()).containsExactly("firing 0");
        }
    }

    @Test
    void statusRatio_by_countsTheGroup() {
        AlertRule rule = statusRatio().by().parameter("min_count", 3).build();
        try (ConditionScenario scenario = new ConditionScenario(rule)) {
            scenario.at(0)
                    .event("s", "t", CART, 1, "ERROR")
                    .event("s", "t", HOME, 1, "ERROR")
                    .event("s", "t", Map.of(), 1, ConditionScenario.OK);

            assertThat(scenario.steps()).containsExactly("firing 0");
        }
    }
}
