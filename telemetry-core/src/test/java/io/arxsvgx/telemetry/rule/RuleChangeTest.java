// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rule;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.LOW;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static io.arxsvgx.telemetry.testing.AlertHarness.at;
import static io.arxsvgx.telemetry.testing.AlertHarness.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.testing.AlertHarness;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that come, change and go while alerts are open. */
class RuleChangeTest {
    private static final AlertRule HOT = above("hot").build();

    private AlertHarness harness = AlertHarness.with();

    @AfterEach
    void close() {
        harness.close();
    }

    private AlertHarness with(AlertRule... rules) {
        harness.close();
        harness = AlertHarness.with(rules);
        return harness;
    }

    private AlertHarness set(AlertRule rule) {
        harness.processor.addAlertRule(rule);
        return harness;
    }

    @Test
    void add_laterEvents_areEvaluated() {
        harness.event(HIGH);
        set(HOT).event(90);

        assertThat(harness.alert().value()).isEqualTo(90);
        assertThat(harness.alert().occurrences()).isEqualTo(1);
    }

    @Test
    void add_eventHandedInAtOnce_isEvaluatedInTheSameTurn() {
        set(HOT).ingest(HIGH, 0).turn();

        assertThat(harness.alerts()).hasSize(1);
    }

    @Test
    void remove_openAlert_isResolvedSayingSo() {
        with(HOT).event(HIGH);
        assertThat(harness.processor.removeAlertRule("hot")).isTrue();
        harness.turn();

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(harness.alert().endReason()).isEqualTo("rule \"hot\" was removed");
        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void remove_longAfterTheLastEvent_endsTheAlertWhenItWasRemoved() {
        with(HOT).event(HIGH).turnAt(100);
        harness.processor.removeAlertRule("hot");
        harness.turnAt(120);

        assertThat(harness.alert().endsAt()).isEqualTo(at(120));
    }

    @Test
    void remove_pendingAlert_isForgotten() {
        with(above("hot").forDuration(seconds(5)).build()).event(HIGH);
        harness.processor.removeAlertRule("hot");
        harness.turnAt(60);

        assertThat(harness.alerts()).isEmpty();
        assertThat(harness.processor.metrics().pendingAlerts()).isZero();
    }

    @Test
    void remove_laterEvents_openNothing() {
        with(HOT);
        harness.processor.removeAlertRule("hot");
        harness.event(HIGH);

        assertThat(harness.alerts()).isEmpty();
        assertThat(harness.processor.alertRules()).isEmpty();
    }

    @Test
    void remove_unknown_isFalse() {
        assertThat(harness.processor.removeAlertRule("hot")).isFalse();
    }

    @Test
    void disable_openAlert_isResolvedSayingSo() {
        with(HOT).event(HIGH);
        set(HOT.toBuilder().enabled(false).build()).turn();

        assertThat(harness.alert().endReason()).isEqualTo("rule \"hot\" was disabled");
        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void disabled_events_openNothing() {
        with(HOT.toBuilder().enabled(false).build()).event(HIGH);

        assertThat(harness.alerts()).isEmpty();
    }

    @Test
    void enable_laterEvents_areEvaluated() {
        with(HOT.toBuilder().enabled(false).build()).event(HIGH);
        set(HOT).event(HIGH);

        assertThat(harness.alert().occurrences()).isEqualTo(1);
    }

    @Test
    void replace_sameCondition_keepsTheAlertAndAppliesTheRest() {
        with(HOT).event(HIGH);
        String id = harness.alert().id();
        set(HOT.toBuilder()
                        .name("Hot!")
                        .severity(Severity.CRITICAL)
                        .label("team", "red")
                        .actions("other")
                        .build())
                .turn();

        Alert alert = harness.alert();
        assertThat(alert.id()).isEqualTo(id);
        assertThat(alert.state()).isEqualTo(AlertState.FIRING);
        assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.ruleName()).isEqualTo("Hot!");
        assertThat(alert.labels()).containsEntry("team", "red");
    }

    @Test
    void replace_sameConditionOtherActions_callsOnResolvingThoseThatWereCalledOnFiring() {
        with(HOT).event(HIGH);
        harness.processor.registerAction("other", alert -> {
            throw new IllegalStateException("called");
        });
        set(HOT.toBuilder().actions("other").build()).event(LOW);

        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
        assertThat(harness.processor.metrics().actionFaults()).isZero();
    }

    @Test
    void replace_otherActions_callsTheNewOnesFromTheNextRepeatOnAndOnResolvingBoth() {
        AlertRule hot = HOT.toBuilder().repeatInterval(seconds(10)).build();
        with(hot).event(HIGH);
        List<AlertState> other = new CopyOnWriteArrayList<>();
        harness.processor.registerAction("other", alert -> other.add(alert.state()));
        set(hot.toBuilder().actions("other").build()).turnAt(10).eventAt(11, LOW);

        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
        assertThat(other).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void replace_higherSeverity_notifiesAgainAndDropsTheAcknowledgement() {
        with(HOT).event(HIGH);
        assertThat(harness.processor.acknowledge(harness.alert().id(), "ann", ""))
                .isTrue();

        set(HOT.toBuilder().severity(Severity.CRITICAL).build()).turn();

        assertThat(harness.acted()).extracting(Alert::severity).containsExactly(Severity.WARNING, Severity.CRITICAL);
        assertThat(harness.alert().acknowledgement()).isNull();

        set(HOT.toBuilder().severity(Severity.INFO).build()).turn();

        assertThat(harness.acted()).hasSize(2);
        assertThat(harness.alert().severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void replace_otherFor_saysWhatChanged() {
        with(HOT).event(HIGH);

        set(HOT.toBuilder().forDuration(seconds(60)).build()).turn();

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(harness.alert().endReason())
                .isEqualTo("rule \"hot\" was replaced: \"for\" changed from 0 ms to 60 s");
    }

    @Test
    void replace_otherLimitAndSource_saysWhatChanged() {
        with(HOT).event(HIGH);

        set(HOT.toBuilder().parameter("limit", 81).source("s*").build()).turn();

        assertThat(harness.alert().endReason())
                .contains("source changed from \"*\" to \"s*\"", "parameter \"limit\" changed from 80.0 to 81");
    }

    @Test
    void removeBeforeStop_callerDriven_isApplied() {
        with(HOT).event(HIGH);
        assertThat(harness.processor.removeAlertRule("hot")).isTrue();

        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void anyRuleChange_manyOpenAlertsOfOneCondition_leavesThemOpen() {
        with(IntStream.range(0, 5)
                        .mapToObj(i -> above("hot" + i, 70 + i).build())
                        .toArray(AlertRule[]::new))
                .event(HIGH);
        set(above("never", 1_000).build());
        for (int i = 0; i < 20; i++) {
            harness.event(HIGH);
        }

        assertThat(harness.alerts()).hasSize(5).allSatisfy(alert -> {
            assertThat(alert.state()).isEqualTo(AlertState.FIRING);
            assertThat(alert.occurrences()).isEqualTo(21);
        });

        assertThat(harness.processor.removeAlertRule("hot1")).isTrue();
        harness.event(LOW);

        assertThat(harness.alerts()).hasSize(5).extracting(Alert::state).containsOnly(AlertState.RESOLVED);
    }

    @Test
    void anyRuleChange_manyPendingAlertsOfOneCondition_letsAllFire() {
        with(IntStream.range(0, 5)
                        .mapToObj(i -> above("hot" + i, 70 + i)
                                .forDuration(seconds(10))
                                .build())
                        .toArray(AlertRule[]::new))
                .event(HIGH);
        set(above("never", 1_000).build()).eventAt(5, HIGH).eventAt(10, HIGH);

        assertThat(harness.alerts()).hasSize(5).extracting(Alert::occurrences).containsOnly(3L);
    }

    @Test
    void replace_sameCondition_keepsThePendingTime() {
        AlertRule pending = above("hot").forDuration(seconds(10)).build();
        with(pending).event(HIGH).turnAt(6);
        set(pending.toBuilder().severity(Severity.INFO).build()).turnAt(10);

        assertThat(harness.alert().firedAt()).isEqualTo(at(10));
        assertThat(harness.alert().severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void replace_sameCondition_keepsTheWindow() {
        AlertRule slow = above("hot").parameter("warmup", 2).build();
        with(slow).event(HIGH).event(HIGH);
        set(slow.toBuilder().severity(Severity.INFO).build()).event(HIGH);

        assertThat(harness.alerts()).hasSize(1);
    }

    @Test
    void replace_sameNumberOfAnotherType_isTheSameCondition() {
        with(above("hot", 80.0).build()).event(HIGH);
        set(HOT.toBuilder().parameter("limit", 80).build()).turn();

        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
    }

    @Test
    void replace_otherRepeatInterval_countsFromNow() {
        with(HOT).event(HIGH).turnAt(100);
        set(HOT.toBuilder().repeatInterval(seconds(10)).build()).turn().turnAt(109);
        assertThat(harness.acted()).hasSize(1);

        harness.turnAt(110);

        assertThat(harness.acted()).hasSize(2);
    }

    @Test
    void replace_severity_movesTheCountOfActiveAlerts() {
        with(HOT).event(HIGH);
        set(HOT.toBuilder().severity(Severity.CRITICAL).build()).turn();
        harness.event(LOW);

        assertThat(harness.processor.metrics().activeAlerts()).isZero();
        assertThat(harness.processor.metrics().systemStatus().name()).isEqualTo("HEALTHY");
    }

    static Stream<Arguments> otherConditions() {
        return Stream.of(
                Arguments.of("limit", HOT.toBuilder().parameter("limit", 70).build()),
                Arguments.of(
                        "recovery", HOT.toBuilder().parameter("recovery", 70).build()),
                Arguments.of("field", HOT.toBuilder().parameter("field", "heat").build()),
                Arguments.of("source", HOT.toBuilder().source("s*").build()),
                Arguments.of("for", HOT.toBuilder().forDuration(seconds(1)).build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherConditions")
    void replace_otherCondition_resolvesSayingSo(String what, AlertRule other) {
        assertThat(what).isNotEmpty();
        with(HOT).event(HIGH);
        set(other).turn();

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(harness.alert().endReason()).contains("replaced");
        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void removeAndAdd_betweenTurns_beginsAnew() {
        with(HOT).event(HIGH);
        harness.processor.removeAlertRule("hot");
        set(HOT).turn();
        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(harness.alert().endReason()).doesNotContain("another condition");

        harness.event(HIGH);

        assertThat(harness.alerts()).extracting(Alert::state).containsExactly(AlertState.RESOLVED, AlertState.FIRING);
    }

    @Test
    void addAndRemove_betweenTurns_leavesNothing() {
        set(HOT);
        harness.processor.removeAlertRule("hot");
        harness.event(HIGH);

        assertThat(harness.alerts()).isEmpty();
    }

    @Test
    void disableAndEnable_betweenTurns_resolves() {
        with(HOT).event(HIGH);
        set(HOT.toBuilder().enabled(false).build());
        set(HOT).turn();

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void replaceByAnotherAndBack_betweenTurns_resolves() {
        with(HOT).event(HIGH);
        set(above("hot", 10).build());
        set(HOT).turn();

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void addOther_sameKind_keepsTheWindowsAndAlertsOfTheFirst() {
        with(above("warm", 10).build(), above("slow").parameter("warmup", 3).build())
                .event(HIGH)
                .event(HIGH);
        set(above("exact").source("s1").build()).event(HIGH);
        assertThat(harness.alerts()).extracting(Alert::ruleId).containsExactly("warm", "exact");

        harness.event(HIGH);

        assertThat(harness.alerts())
                .extracting(Alert::ruleId, Alert::occurrences)
                .containsExactly(tuple("warm", 4L), tuple("exact", 2L), tuple("slow", 1L));
    }

    @Test
    void removeOther_sameKind_keepsTheWindowsAndAlertsOfTheRest() {
        with(
                        HOT,
                        above("warm", 10).build(),
                        above("slow").parameter("warmup", 2).build())
                .event(HIGH);
        harness.processor.removeAlertRule("hot");
        harness.event(HIGH).event(HIGH);

        assertThat(harness.alerts())
                .extracting(Alert::ruleId, Alert::state)
                .containsExactly(
                        tuple("hot", AlertState.RESOLVED),
                        tuple("warm", AlertState.FIRING),
                        tuple("slow", AlertState.FIRING));
    }

    @Test
    void addOther_sameKind_keepsThePendingTime() {
        with(above("pending").forDuration(seconds(10)).build()).event(HIGH);
        set(HOT).eventAt(4, HIGH).turnAt(10);

        assertThat(harness.alerts()).extracting(Alert::firedAt).containsExactly(at(4), at(10));
    }
}
