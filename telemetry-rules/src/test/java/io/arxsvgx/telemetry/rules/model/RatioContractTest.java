// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import static io.arxsvgx.telemetry.rules.model.Scenario.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.rules.AllOf;
import io.arxsvgx.telemetry.rules.Ratio;
import io.arxsvgx.telemetry.rules.Selection;
import io.arxsvgx.telemetry.rules.Threshold;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The condition {@code ratio} over the events of several series of a source. */
class RatioContractTest {
    private static final Ratio ERRORS = Ratio.of(
                    Selection.of("http").match("code", "5*").counted(),
                    Selection.of("http").counted())
            .within(seconds(60))
            .above(0.2);

    private static void request(Scenario scenario, String code, String uri) {
        event(scenario, "http", Map.of("code", code, "uri", uri), 12, "OK");
    }

    private static void event(Scenario scenario, String type, Map<String, String> labels, double value, String status) {
        TelemetryEvent.Builder event =
                TelemetryEvent.builder().source("shop").type(type).value(value).status(status);
        labels.forEach(event::label);
        assertThat(scenario.world.processor.ingest(event.build())).isTrue();
        scenario.tick(0);
    }

    @Test
    void withoutBy_countsAllLabelSetsOfASource() {
        AlertRule rule = AlertRule.builder("r").when(ERRORS).build();
        try (Scenario scenario = new Scenario(rule)) {
            for (int i = 0; i < 8; i++) {
                request(scenario, "200", "/a");
            }
            request(scenario, "500", "/a");
            request(scenario, "503", "/b");
            assertThat(scenario.firing()).isEmpty();

            request(scenario, "500", "/b");
            Alert alert = scenario.alert();
            assertThat(alert.seriesLabels()).isEmpty();
            assertThat(alert.type()).isEqualTo("http");
            assertThat(alert.evidence().computed()).isEqualTo(3 / 11.0);
            assertThat(alert.evidence().text()).contains("(3.0 / 11.0)");

            scenario.tick(60);
            request(scenario, "200", "/a");
            assertThat(scenario.firing()).isEmpty();
        }
    }

    @Test
    void by_countsPerGroup() {
        AlertRule rule = AlertRule.builder("r").when(ERRORS).by("uri").build();
        try (Scenario scenario = new Scenario(rule)) {
            for (int i = 0; i < 9; i++) {
                request(scenario, "200", "/a");
            }
            request(scenario, "500", "/a");
            request(scenario, "200", "/b");
            request(scenario, "500", "/b");

            assertThat(scenario.firing()).extracting(Alert::seriesLabels).containsExactly(Map.of("uri", "/b"));
        }
    }

    @Test
    void ofTwoTypes_sumsValues_andFiltersTheStatus() {
        Ratio ratio = Ratio.of(Selection.of("rejected").status("FAILED"), Selection.of("received"))
                .within(seconds(60))
                .atLeast(0.5);
        AlertRule rule = AlertRule.builder("r").when(ratio).build();
        try (Scenario scenario = new Scenario(rule)) {
            event(scenario, "received", Map.of(), 10, "OK");
            event(scenario, "rejected", Map.of(), 100, "OK");
            event(scenario, "rejected", Map.of(), 4, "FAILED");
            assertThat(scenario.firing()).isEmpty();

            event(scenario, "rejected", Map.of(), 1, "FAILED");
            assertThat(scenario.firing()).hasSize(1);
            event(scenario, "received", Map.of(), 1, "OK");
            assertThat(scenario.firing()).isEmpty();
        }
    }

    @Test
    void restart_keepsTheWindow() {
        AlertRule rule = AlertRule.builder("r").when(ERRORS).build();
        try (Scenario scenario = new Scenario(rule)) {
            request(scenario, "500", "/a");
            assertThat(scenario.firing()).hasSize(1);
            for (int i = 0; i < 3; i++) {
                request(scenario, "200", "/a");
            }
            scenario.restart(rule);
            assertThat(scenario.firing()).hasSize(1);

            request(scenario, "200", "/a");
            assertThat(scenario.firing()).isEmpty();
        }
    }

    @Test
    void ruleMatch_appliesToBothSelections() {
        AlertRule rule = AlertRule.builder("r")
                .when(ERRORS)
                .match("uri", "/api/*")
                .source("sh*")
                .build();
        try (Scenario scenario = new Scenario(rule)) {
            request(scenario, "500", "/page");
            assertThat(scenario.firing()).isEmpty();

            request(scenario, "500", "/api/x");
            assertThat(scenario.firing()).hasSize(1);
        }
    }

    @Test
    void asAPart_isOnTheLabelSetOfTheOtherParts() {
        AlertRule rule = AlertRule.builder("r")
                .when(AllOf.of(ERRORS, Threshold.above(100).on("load")))
                .by("uri")
                .build();
        try (Scenario scenario = new Scenario(rule)) {
            request(scenario, "500", "/a");
            event(scenario, "load", Map.of("uri", "/b"), 101, "OK");
            event(scenario, "load", Map.of("uri", "/a"), 99, "OK");
            assertThat(scenario.firing()).isEmpty();

            event(scenario, "load", Map.of("uri", "/a"), 101, "OK");
            assertThat(scenario.firing()).hasSize(1);
            for (int i = 0; i < 4; i++) {
                request(scenario, "200", "/a");
            }
            assertThat(scenario.firing()).isEmpty();
        }
    }

    @Test
    void selectionWithoutAField_isRejected() {
        AlertRule rule = AlertRule.builder("r")
                .condition("ratio")
                .parameter("numerator", Map.of("count", true))
                .parameter("denominator", Map.of("field", "http", "stats", List.of("OK")))
                .parameter("within", 60)
                .parameter("operator", ">")
                .parameter("value", 1)
                .build();
        assertThatExceptionOfType(InvalidRuleException.class)
                .isThrownBy(() -> new Scenario(rule))
                .satisfies(thrown -> assertThat(thrown.faults())
                        .extracting(InvalidRuleException.Fault::field)
                        .containsExactlyInAnyOrder("parameters.denominator.stats", "parameters.numerator.field"))
                .withMessageContaining("did you mean \"status\"");
    }
}
