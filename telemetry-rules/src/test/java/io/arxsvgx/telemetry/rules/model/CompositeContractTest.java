// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import static io.arxsvgx.telemetry.alert.AlertState.FIRING;
import static io.arxsvgx.telemetry.alert.AlertState.RESOLVED;
import static io.arxsvgx.telemetry.rules.model.Scenario.at;
import static io.arxsvgx.telemetry.rules.model.Scenario.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.rules.Absence;
import io.arxsvgx.telemetry.rules.AllOf;
import io.arxsvgx.telemetry.rules.AnyOf;
import io.arxsvgx.telemetry.rules.Not;
import io.arxsvgx.telemetry.rules.Sequence;
import io.arxsvgx.telemetry.rules.Threshold;
import io.arxsvgx.telemetry.rules.Trend;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The conditions {@code all_of}, {@code any_of}, {@code not} and {@code sequence}. */
class CompositeContractTest {
    private static final Condition HOT = Threshold.above(80).on("heat");
    private static final Condition FULL = Threshold.above(90).on("fill");

    private static AlertRule rule(Condition condition) {
        return AlertRule.builder("r").when(condition).actions("a").build();
    }

    private static void event(Scenario scenario, String type, double value) {
        event(scenario, type, Map.of(), value);
    }

    private static void event(Scenario scenario, String type, Map<String, String> labels, double value) {
        scenario.world.processor.series("s", type, labels).record(value);
        scenario.tick(0);
    }

    private static void eventAt(Scenario scenario, String type, double value, long second) {
        scenario.world.processor.ingest(TelemetryEvent.builder()
                .source("s")
                .type(type)
                .value(value)
                .timestamp(at(second))
                .build());
        scenario.tick(0);
    }

    @Test
    void allOf_firesWhenTheLastPartBreaches_withItsTypeValueAndEvidence() {
        try (Scenario scenario = new Scenario(rule(AllOf.of(HOT, FULL)))) {
            event(scenario, "heat", 85);
            assertThat(scenario.firing()).isEmpty();

            event(scenario, "fill", 95);
            Alert alert = scenario.alert();
            assertThat(alert.state()).isEqualTo(FIRING);
            assertThat(alert.type()).isEqualTo("fill");
            assertThat(alert.value()).isEqualTo(95);
            assertThat(alert.evidence().limit()).isEqualTo(90);
            assertThat(alert.evidence().text())
                    .isEqualTo("all of (heat: 85.0 > 80.0 = true, fill: 95.0 > 90.0 = true);"
                            + " decided by fill: 95.0 > 90.0");

            event(scenario, "heat", 70);
            assertThat(scenario.alert().state()).isEqualTo(RESOLVED);
            assertThat(scenario.alert().endReason()).contains("heat: 70.0 <= 80.0 = false");
            assertThat(scenario.calls("a")).containsExactly(FIRING, RESOLVED);
        }
    }

    @Test
    void allOf_otherSourceOrLabels_isNotJoined() {
        try (Scenario scenario = new Scenario(rule(AllOf.of(HOT, FULL)))) {
            event(scenario, "heat", Map.of("site", "a"), 85);
            event(scenario, "fill", Map.of("site", "b"), 95);
            scenario.world
                    .processor
                    .series("other", "fill", Map.of("site", "a"))
                    .record(95);
            scenario.tick(0);
            assertThat(scenario.firing()).isEmpty();

            event(scenario, "fill", Map.of("site", "a"), 95);
            assertThat(scenario.firing()).extracting(Alert::seriesLabels).containsExactly(Map.of("site", "a"));
        }
    }

    @Test
    void allOf_byALabel_joinsTheStreamsOfItsParts() {
        AlertRule rule =
                AlertRule.builder("r").when(AllOf.of(HOT, FULL)).by("site").build();
        try (Scenario scenario = new Scenario(rule)) {
            event(scenario, "heat", Map.of("site", "a", "pod", "1"), 85);
            event(scenario, "fill", Map.of("site", "a", "pod", "2"), 95);

            assertThat(scenario.firing()).extracting(Alert::seriesLabels).containsExactly(Map.of("site", "a"));
        }
    }

    @Test
    void anyOf_firesOnce_andResolvesWhenNoPartBreaches() {
        try (Scenario scenario = new Scenario(rule(AnyOf.of(HOT, FULL)))) {
            event(scenario, "fill", 10);
            event(scenario, "heat", 85);
            assertThat(scenario.alert().type()).isEqualTo("heat");

            event(scenario, "fill", 95);
            event(scenario, "heat", 70);
            assertThat(scenario.firing()).hasSize(1);

            event(scenario, "fill", 10);
            assertThat(scenario.firing()).isEmpty();
            assertThat(scenario.calls("a")).containsExactly(FIRING, RESOLVED);
        }
    }

    @Test
    void partNeverSeen_isUnknown() {
        try (Scenario scenario = new Scenario(rule(AllOf.of(HOT, Not.of(FULL))))) {
            event(scenario, "heat", 85);
            assertThat(scenario.firing()).isEmpty();

            event(scenario, "fill", 95);
            assertThat(scenario.firing()).isEmpty();
            event(scenario, "fill", 10);
            assertThat(scenario.firing()).hasSize(1);
        }
    }

    @Test
    void partGoesStale_isUnknown_andTheAlertStays() {
        try (Scenario scenario = new Scenario(rule(AllOf.of(HOT, FULL)))) {
            event(scenario, "heat", 85);
            event(scenario, "fill", 95);
            for (int i = 0; i < 8; i++) {
                scenario.tick(60);
                event(scenario, "heat", 86);
            }
            assertThat(scenario.firing()).hasSize(1);

            event(scenario, "heat", 70);
            assertThat(scenario.firing()).isEmpty();
            event(scenario, "heat", 86);
            assertThat(scenario.firing()).isEmpty();
            event(scenario, "fill", 95);
            assertThat(scenario.firing()).hasSize(1);
        }
    }

    @Test
    void partsKeepTheirOwnWindowsAndHysteresis() {
        Condition rising = Trend.slope().over(3).steeperThan(1).on("fill");
        Condition hot = Threshold.above(80).recoverAt(75).on("heat");
        try (Scenario scenario = new Scenario(rule(AllOf.of(hot, rising)))) {
            event(scenario, "heat", 85);
            event(scenario, "fill", 0);
            event(scenario, "fill", 10);
            assertThat(scenario.firing()).isEmpty();
            event(scenario, "fill", 20);
            assertThat(scenario.firing()).hasSize(1);

            event(scenario, "heat", 78);
            assertThat(scenario.firing()).hasSize(1);
            event(scenario, "heat", 75);
            assertThat(scenario.firing()).isEmpty();
        }
    }

    @Test
    void nested_partsOfOneType() {
        Condition warm = Threshold.above(50).on("heat");
        Condition rule = AnyOf.of(AllOf.of(warm, Not.of(HOT)), FULL);
        try (Scenario scenario = new Scenario(rule(rule))) {
            event(scenario, "fill", 10);
            event(scenario, "heat", 60);
            assertThat(scenario.firing()).hasSize(1);

            event(scenario, "heat", 85);
            assertThat(scenario.firing()).isEmpty();
            event(scenario, "fill", 91);
            assertThat(scenario.firing()).hasSize(1);
        }
    }

    @Test
    void restart_atAnyMoment_continues() {
        AlertRule rule = rule(AllOf.of(HOT, FULL));
        try (Scenario scenario = new Scenario(rule)) {
            event(scenario, "heat", 85);
            scenario.restart(rule);
            event(scenario, "fill", 95);
            String id = scenario.alert().id();
            assertThat(scenario.firing()).hasSize(1);

            scenario.restart(rule);
            assertThat(scenario.firing()).extracting(Alert::id).containsExactly(id);
            event(scenario, "heat", 60);
            assertThat(scenario.firing()).isEmpty();
            assertThat(scenario.calls("a")).containsExactly(FIRING, RESOLVED);
        }
    }

    @Test
    void forDuration_keepsTheTypeOfTheDecidingEvent() {
        AlertRule rule = AlertRule.builder("r")
                .when(AllOf.of(HOT, FULL))
                .forDuration(seconds(10))
                .build();
        try (Scenario scenario = new Scenario(rule)) {
            event(scenario, "heat", 85);
            event(scenario, "fill", 95);
            scenario.tick(5);
            event(scenario, "heat", 88);
            scenario.tick(5);

            assertThat(scenario.alert().type()).isEqualTo("fill");
            assertThat(scenario.alert().value()).isEqualTo(95);
            assertThat(scenario.alert().firedAt()).isEqualTo(at(10));
        }
    }

    @Test
    void absence_asAPart_firesByTheClock() {
        Condition silent = Absence.after(seconds(10)).on("beat");
        try (Scenario scenario = new Scenario(rule(AllOf.of(HOT, silent)))) {
            event(scenario, "beat", 1);
            event(scenario, "heat", 85);
            scenario.tick(9);
            assertThat(scenario.firing()).isEmpty();

            scenario.tick(6);
            assertThat(scenario.alert().firedAt()).isEqualTo(at(10));
            assertThat(scenario.alert().type()).isEqualTo("beat");

            event(scenario, "beat", 1);
            assertThat(scenario.firing()).isEmpty();
        }
    }

    @Test
    void sequence_inOrderWithinTheTime_fires() {
        try (Scenario scenario = new Scenario(rule(Sequence.within(seconds(10), HOT, FULL)))) {
            event(scenario, "heat", 85);
            event(scenario, "heat", 70);
            scenario.tick(9);
            event(scenario, "fill", 95);
            assertThat(scenario.firing()).hasSize(1);

            event(scenario, "fill", 50);
            assertThat(scenario.firing()).hasSize(1);
            scenario.tick(1);
            event(scenario, "fill", 50);
            assertThat(scenario.firing()).isEmpty();
        }
    }

    @Test
    void sequence_tooLateOrInTheOtherOrder_doesNotFire() {
        try (Scenario scenario = new Scenario(rule(Sequence.within(seconds(10), HOT, FULL)))) {
            event(scenario, "heat", 85);
            scenario.tick(10);
            event(scenario, "fill", 95);
            assertThat(scenario.world.alerts()).isEmpty();

            event(scenario, "fill", 10);
            event(scenario, "heat", 10);
            event(scenario, "fill", 95);
            event(scenario, "heat", 85);
            assertThat(scenario.world.alerts()).isEmpty();
        }
    }

    @Test
    void eventsWithTimes_fireAtThem() {
        try (Scenario scenario = new Scenario(rule(AllOf.of(HOT, FULL)))) {
            eventAt(scenario, "heat", 85, 1);
            eventAt(scenario, "fill", 95, 3);

            assertThat(scenario.alert().firedAt()).isEqualTo(at(3));
        }
    }

    @Test
    void ruleReplacedAndRemoved_endsItsAlert() {
        try (Scenario scenario = new Scenario(rule(AllOf.of(HOT, FULL)))) {
            event(scenario, "heat", 85);
            event(scenario, "fill", 95);
            scenario.add(AlertRule.builder("r").when(AllOf.of(HOT)));
            assertThat(scenario.firing()).isEmpty();

            event(scenario, "heat", 86);
            assertThat(scenario.firing()).hasSize(1);
            scenario.world.processor.removeAlertRule("r");
            scenario.tick(0);
            assertThat(scenario.firing()).isEmpty();
            event(scenario, "heat", 86);
            assertThat(scenario.firing()).isEmpty();
        }
    }

    @Test
    void faultsOfParts_areReportedAllAtOnce_withTheirPlaces() {
        AlertRule rule = AlertRule.builder("r")
                .condition("all_of")
                .parameter(
                        "conditions",
                        List.of(
                                Map.of("condition", "thresold", "parameters", Map.of("field", "x")),
                                Map.of(
                                        "condition",
                                        "not",
                                        "parameters",
                                        Map.of(
                                                "conditions",
                                                List.of(Map.of(
                                                        "condition",
                                                        "threshold",
                                                        "parameters",
                                                        Map.of("field", "x", "operator", "=>", "valu", 3)))))))
                .build();
        assertThatExceptionOfType(InvalidRuleException.class)
                .isThrownBy(() -> new Scenario(rule))
                .satisfies(thrown -> assertThat(thrown.faults())
                        .extracting(InvalidRuleException.Fault::field)
                        .containsExactlyInAnyOrder(
                                "parameters.conditions[0].condition",
                                "parameters.conditions[1].parameters.conditions[0].parameters.valu",
                                "parameters.conditions[1].parameters.conditions[0].parameters.operator",
                                "parameters.conditions[1].parameters.conditions[0].parameters.value"))
                .withMessageContaining("did you mean \"threshold\"");
    }

    @Test
    void faultsOfAPartWithoutAField_areReportedBesideThatOfTheField() {
        AlertRule rule = AlertRule.builder("r")
                .condition("all_of")
                .parameter(
                        "conditions",
                        List.of(
                                Map.of(
                                        "condition",
                                        "threshold",
                                        "parameters",
                                        Map.of("field", "x", "operator", ">", "value", 1)),
                                Map.of("condition", "threshold", "parameters", Map.of("operator", "=>")),
                                Map.of("condition", "absence")))
                .build();
        assertThatExceptionOfType(InvalidRuleException.class)
                .isThrownBy(() -> new Scenario(rule))
                .satisfies(thrown -> assertThat(thrown.faults())
                        .extracting(InvalidRuleException.Fault::field)
                        .containsExactlyInAnyOrder(
                                "parameters.conditions[1].parameters.field",
                                "parameters.conditions[1].parameters.operator",
                                "parameters.conditions[1].parameters.value",
                                "parameters.conditions[2].parameters.field",
                                "parameters.conditions[2].parameters.after"));
    }

    @Test
    void partWithoutAField_hasThatOfTheRule_orIsRejected() {
        AlertRule inherited = AlertRule.builder("r")
                .on("heat")
                .when(AllOf.of(Threshold.above(80), FULL))
                .build();
        try (Scenario scenario = new Scenario(inherited)) {
            event(scenario, "fill", 95);
            event(scenario, "heat", 85);
            assertThat(scenario.firing()).hasSize(1);
        }
        assertThatExceptionOfType(InvalidRuleException.class)
                .isThrownBy(() -> new Scenario(rule(AllOf.of(Threshold.above(80), FULL))))
                .withMessageContaining("parameter \"field\" is missing");
    }
}
