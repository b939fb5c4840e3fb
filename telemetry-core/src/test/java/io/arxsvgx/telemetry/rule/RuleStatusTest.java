// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rule;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.LOW;
import static io.arxsvgx.telemetry.testing.AlertHarness.TYPE;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static io.arxsvgx.telemetry.testing.AlertHarness.at;
import static io.arxsvgx.telemetry.testing.AlertHarness.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.testing.AlertHarness;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The series of a rule, rejected rules, and the status of a rule. */
class RuleStatusTest {
    @AutoClose
    private final AlertHarness harness = new AlertHarness().start();

    @ParameterizedTest
    @CsvSource({
        "*, s1, true", "s1, s1, true", "s1, s11, false", "s1, S1, false", "s*, s1, true", "s*, xs1, false",
        "*1, s1, true", "s?, s1, false", "s[1], s1, false", "s.*, s1, false", "s.*, s.1, true", "s*1*, s212, true",
        "**, s1, true"
    })
    void source_selector_matchesTheWholeSource(String selector, String source, boolean watched) {
        harness.start(above("hot").source(selector).build()).event(source, HIGH);

        assertThat(harness.alerts()).hasSize(watched ? 1 : 0);
        assertThat(harness.status("hot").seriesMatched()).isEqualTo(watched ? 1 : 0);
    }

    @Test
    void field_otherType_isNotWatched() {
        harness.start(above("hot").build())
                .ingest(TelemetryEvent.of("s1", TYPE + "s", HIGH))
                .turn();

        assertThat(harness.alerts()).isEmpty();
    }

    @Test
    void status_newRule_saysItMatchedNothing() {
        harness.start(above("hot").build());

        assertThat(harness.status("hot").seriesMatched()).isZero();
        assertThat(harness.status("hot").lastEvaluated()).isNull();
        assertThat(harness.status("hot").lastError()).isNull();
    }

    @Test
    void status_events_countsSeriesAndTellsTheLastEvaluation() {
        harness.start(above("hot").build()).event("a", LOW).clock(9).event("b", HIGH);

        assertThat(harness.status("hot").seriesMatched()).isEqualTo(2);
        assertThat(harness.status("hot").lastEvaluated()).isEqualTo(at(9));
        assertThat(harness.status("hot").firing()).isEqualTo(1);
    }

    @Test
    void status_ruleAddedAfterEvents_hasMatchedAndNotEvaluated() {
        harness.event(LOW);
        harness.processor.addAlertRule(above("hot").build());
        harness.turn();
        assertThat(harness.status("hot").seriesMatched()).isEqualTo(1);
        assertThat(harness.status("hot").lastEvaluated()).isNull();

        harness.eventAt(3, LOW);

        assertThat(harness.status("hot").lastEvaluated()).isEqualTo(at(3));
    }

    @Test
    void status_pending_listsItsAlerts() {
        harness.start(above("hot").forDuration(seconds(60)).build())
                .event("a", HIGH)
                .event("b", HIGH);

        assertThat(harness.status("hot").pending()).extracting(Alert::source).containsExactlyInAnyOrder("a", "b");
        assertThat(harness.status("hot").firing()).isZero();
    }

    @Test
    void status_actionNotRegistered_isToldUntilItIs() {
        harness.start(above("hot").actions("page", "log_alert").build());
        assertThat(harness.status("hot").unknownActions()).containsExactly("page");

        harness.processor.registerAction("page", alert -> {});

        assertThat(harness.status("hot").unknownActions()).isEmpty();
    }

    @Test
    void status_unknownRule_isEmpty() {
        assertThat(harness.processor.ruleStatus("hot")).isEmpty();
    }

    @Test
    void alertRules_many_keepTheirOrder() {
        harness.start(above("c").build(), above("a").build(), above("b").build());
        harness.processor.addAlertRule(above("c", 1).build());

        assertThat(harness.processor.alertRules()).extracting(AlertRule::id).containsExactly("c", "a", "b");
        assertThat(harness.processor.rules().statuses())
                .extracting(status -> status.rule().id())
                .containsExactly("c", "a", "b");
    }

    @Test
    void add_unknownCondition_isRefusedWithTheNearest() {
        AlertRule rule = AlertRule.builder("hot")
                .condition("abvoe")
                .parameter("field", TYPE)
                .build();

        assertThatThrownBy(() -> harness.processor.addAlertRule(rule))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hot")
                .hasMessageContaining("\"abvoe\"")
                .hasMessageContaining("did you mean \"above\"");
        assertThat(harness.processor.alertRules()).isEmpty();
    }

    @Test
    void add_unknownParameter_isRefusedWithTheNearest() {
        assertThatThrownBy(() -> harness.processor.addAlertRule(
                        above("hot").parameter("recover", 1).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("did you mean \"recovery\"");
    }

    @Test
    void add_parameterOfWrongType_isRefusedNamingWhatItTakes() {
        assertThatThrownBy(() -> harness.processor.addAlertRule(
                        above("hot").parameter("limit", "80").build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"limit\": expected a finite number, got \"80\"");
    }

    @ParameterizedTest
    @CsvSource({"-1", "1001", "1.5"})
    void add_parameterOutOfRange_isRefusedNamingTheRange(double warmup) {
        assertThatThrownBy(() -> harness.processor.addAlertRule(
                        above("hot").parameter("warmup", warmup).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a whole number from 0 to 1000");
    }

    @Test
    void add_numberNotFinite_isRefused() {
        assertThatThrownBy(() ->
                        harness.processor.addAlertRule(above("hot", Double.NaN).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limit");
    }

    @Test
    void add_parameterMissing_isRefused() {
        AlertRule rule = AlertRule.builder("hot")
                .condition("above")
                .parameter("field", TYPE)
                .build();

        assertThatThrownBy(() -> harness.processor.addAlertRule(rule))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"limit\" is missing");
    }

    @Test
    void add_severalParametersWrong_tellsEachByItsField() {
        AlertRule rule = above("hot")
                .parameter("limit", "80")
                .parameter("recover", 1)
                .parameter("warmup", -1)
                .build();

        assertThatThrownBy(() -> harness.processor.addAlertRule(rule))
                .isInstanceOfSatisfying(InvalidRuleException.class, refused -> {
                    assertThat(refused.faults())
                            .extracting(InvalidRuleException.Fault::field)
                            .containsExactlyInAnyOrder("parameters.recover", "parameters.limit", "parameters.warmup");
                    assertThat(refused).hasMessageStartingWith("rule \"hot\": ");
                });
    }

    @Test
    void build_severalPartsWrong_tellsEachByItsField() {
        assertThatThrownBy(() -> AlertRule.builder("hot")
                        .name(" ")
                        .source("")
                        .actions("")
                        .forDuration(seconds(-1))
                        .repeatInterval(Duration.ofNanos(1))
                        .build())
                .isInstanceOfSatisfying(
                        InvalidRuleException.class,
                        refused -> assertThat(refused.faults())
                                .extracting(InvalidRuleException.Fault::field)
                                .containsExactly(
                                        "name",
                                        "condition",
                                        "source",
                                        "actions",
                                        "for",
                                        "repeat_interval",
                                        "parameters.field"));
    }

    @Test
    void add_refusedReplacement_leavesTheRuleAndItsAlertsAsTheyWere() {
        harness.start(above("hot").build()).event(HIGH);

        assertThatThrownBy(() -> harness.processor.addAlertRule(
                        above("hot").parameter("limit", "80").build()))
                .isInstanceOf(IllegalArgumentException.class);

        harness.event(HIGH);
        assertThat(harness.alert().occurrences()).isEqualTo(2);
    }

    @Test
    void build_noField_isRefused() {
        assertThatThrownBy(() -> AlertRule.builder("hot").condition("above").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("field");
    }

    @Test
    void build_negativeFor_isRefused() {
        assertThatThrownBy(() -> above("hot").forDuration(seconds(-1)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("for: expected 0 s to ", "got -1 s");
    }

    @Test
    void build_emptyId_isRefused() {
        assertThatThrownBy(() -> AlertRule.builder(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
