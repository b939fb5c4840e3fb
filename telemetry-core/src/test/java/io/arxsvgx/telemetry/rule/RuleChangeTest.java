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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Rules that are added, removed and disabled while alerts are open. */
class RuleChangeTest {
    private static final AlertRule HOT = above("hot").build();

    @AutoClose
    private final AlertHarness harness = new AlertHarness().start();

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
        harness.start(HOT).event(HIGH);
        assertThat(harness.processor.removeAlertRule("hot")).isTrue();
        harness.turn();

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(harness.alert().endReason()).isEqualTo("rule \"hot\" was removed");
        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void remove_longAfterTheLastEvent_endsTheAlertWhenItWasRemoved() {
        harness.start(HOT).event(HIGH).turnAt(100);
        harness.processor.removeAlertRule("hot");
        harness.turnAt(120);

        assertThat(harness.alert().endsAt()).isEqualTo(at(120));
    }

    @Test
    void remove_pendingAlert_isForgotten() {
        harness.start(above("hot").forDuration(seconds(5)).build()).event(HIGH);
        harness.processor.removeAlertRule("hot");
        harness.turnAt(60);

        assertThat(harness.alerts()).isEmpty();
        assertThat(harness.processor.metrics().pendingAlerts()).isZero();
    }

    @Test
    void remove_laterEvents_openNothing() {
        harness.start(HOT);
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
        harness.start(HOT).event(HIGH);
        set(HOT.toBuilder().enabled(false).build()).turn();

        assertThat(harness.alert().endReason()).isEqualTo("rule \"hot\" was disabled");
        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void disabled_events_openNothing() {
        harness.start(HOT.toBuilder().enabled(false).build()).event(HIGH);

        assertThat(harness.alerts()).isEmpty();
    }

    @Test
    void enable_laterEvents_areEvaluated() {
        harness.start(HOT.toBuilder().enabled(false).build()).event(HIGH);
        set(HOT).event(HIGH);

        assertThat(harness.alert().occurrences()).isEqualTo(1);
    }

    @Test
    void removeBeforeStop_callerDriven_isApplied() {
        harness.start(HOT).event(HIGH);
        assertThat(harness.processor.removeAlertRule("hot")).isTrue();

        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void anyRuleChange_manyOpenAlertsOfOneCondition_leavesThemOpen() {
        harness.start(IntStream.range(0, 5)
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
        harness.start(IntStream.range(0, 5)
                        .mapToObj(i -> above("hot" + i, 70 + i)
                                .forDuration(seconds(10))
                                .build())
                        .toArray(AlertRule[]::new))
                .event(HIGH);
        set(above("never", 1_000).build()).eventAt(5, HIGH).eventAt(10, HIGH);

        assertThat(harness.alerts()).hasSize(5).extracting(Alert::occurrences).containsOnly(3L);
    }

    @Test
    void removeAndAdd_betweenTurns_beginsAnew() {
        harness.start(HOT).event(HIGH);
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
        harness.start(HOT).event(HIGH);
        set(HOT.toBuilder().enabled(false).build());
        set(HOT).turn();

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void replaceByAnotherAndBack_betweenTurns_resolves() {
        harness.start(HOT).event(HIGH);
        set(above("hot", 10).build());
        set(HOT).turn();

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void addOther_sameKind_keepsTheWindowsAndAlertsOfTheFirst() {
        harness.start(
                        above("warm", 10).build(),
                        above("slow").parameter("warmup", 3).build())
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
        harness.start(
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
        harness.start(above("pending").forDuration(seconds(10)).build()).event(HIGH);
        set(HOT).eventAt(4, HIGH).turnAt(10);

        assertThat(harness.alerts()).extracting(Alert::firedAt).containsExactly(at(4), at(10));
    }
}
