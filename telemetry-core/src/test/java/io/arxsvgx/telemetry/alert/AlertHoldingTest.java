// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.LOW;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static io.arxsvgx.telemetry.testing.AlertHarness.at;
import static io.arxsvgx.telemetry.testing.AlertHarness.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.testing.AboveCondition;
import io.arxsvgx.telemetry.testing.AlertHarness;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** From firing to resolved: {@code keepFiringFor}, {@code repeatInterval}, recovery, and unknown verdicts. */
class AlertHoldingTest {
    @AutoClose
    private final AlertHarness harness = new AlertHarness().start();

    private static AlertRule keeping(long seconds) {
        return above("hot").keepFiringFor(seconds(seconds)).build();
    }

    private static AlertRule repeating(long seconds) {
        return above("hot").repeatInterval(seconds(seconds)).build();
    }

    @Test
    void normal_keepFiringFor_goesOnFiring() {
        harness.start(keeping(10)).event(HIGH).eventAt(2, LOW).turnAt(11);

        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
    }

    @Test
    void normal_keepFiringForOver_resolvesByClock() {
        harness.start(keeping(10)).event(HIGH).eventAt(2, LOW).turnAt(12);

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(harness.alert().endsAt()).isEqualTo(at(12));
        assertThat(harness.alert().endReason()).contains("10 s");
    }

    @Test
    void normal_keepFiringForOver_resolvesByEventAtTheTimeItWasDue() {
        harness.start(keeping(10)).event(HIGH).eventAt(2, LOW).eventAt(30, LOW);

        assertThat(harness.alert().endsAt()).isEqualTo(at(12));
    }

    @Test
    void normal_again_doesNotProlongTheHold() {
        harness.start(keeping(10)).event(HIGH).eventAt(2, LOW).eventAt(8, LOW).turnAt(12);

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void breach_whileHeld_keepsTheAlertAndCounts() {
        harness.start(keeping(10)).event(HIGH).eventAt(2, LOW).eventAt(8, HIGH).turnAt(60);

        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
        assertThat(harness.alert().occurrences()).isEqualTo(2);
    }

    @Test
    void breach_atJustTheEndOfTheHold_keepsTheAlert() {
        harness.start(keeping(10)).event(HIGH).eventAt(2, LOW).eventAt(12, HIGH);

        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
    }

    @Test
    void breach_afterTheHold_opensAnother() {
        harness.start(keeping(10)).event(HIGH).eventAt(2, LOW).eventAt(13, HIGH);

        assertThat(harness.alerts()).extracting(Alert::state).containsExactly(AlertState.RESOLVED, AlertState.FIRING);
    }

    @Test
    void normal_pendingWithKeepFiringFor_isDroppedAtOnce() {
        harness.start(above("hot")
                        .forDuration(seconds(5))
                        .keepFiringFor(seconds(10))
                        .build())
                .event(HIGH)
                .eventAt(2, LOW);

        assertThat(harness.status("hot").pending()).isEmpty();
    }

    @Test
    void noRepeatInterval_firing_callsActionsOnce() {
        harness.start(above("hot").build()).event(HIGH).turnAt(60).turnAt(120);

        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING);
    }

    @Test
    void repeatInterval_firing_callsActionsAgain() {
        harness.start(repeating(10)).event(HIGH).turnAt(9);
        assertThat(harness.acted()).hasSize(1);

        harness.turnAt(10).turnAt(19).turnAt(20);

        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.FIRING, AlertState.FIRING);
        assertThat(harness.acted())
                .extracting(Alert::id)
                .containsOnly(harness.alert().id());
    }

    @Test
    void repeatInterval_clockLeapsOverSeveral_isOneCall() {
        harness.start(repeating(10)).event(HIGH).turnAt(45);
        assertThat(harness.acted()).hasSize(2);

        harness.turnAt(49);
        assertThat(harness.acted()).hasSize(2);
        harness.turnAt(50);
        assertThat(harness.acted()).hasSize(3);
    }

    @Test
    void repeatInterval_eventLeapsOverSeveral_isOneCall() {
        harness.start(repeating(10)).event(HIGH).eventAt(30, HIGH);
        assertThat(harness.acted()).hasSize(2);

        harness.turnAt(39);
        assertThat(harness.acted()).hasSize(2);
        harness.turnAt(40);
        assertThat(harness.acted()).hasSize(3);
    }

    @Test
    void repeatInterval_breachesGoOn_areNotRepeats() {
        harness.start(repeating(10));
        for (int second = 0; second <= 25; second++) {
            harness.eventAt(second, HIGH);
        }

        assertThat(harness.acted()).extracting(Alert::occurrences).containsExactly(1L, 11L, 21L);
    }

    @Test
    void repeatInterval_afterFor_countsFromFiring() {
        harness.start(above("hot")
                        .forDuration(seconds(5))
                        .repeatInterval(seconds(10))
                        .build())
                .event(HIGH)
                .turnAt(5)
                .turnAt(14);
        assertThat(harness.acted()).hasSize(1);

        harness.turnAt(15);

        assertThat(harness.acted()).hasSize(2);
    }

    @Test
    void repeatInterval_resolved_callsNoMore() {
        harness.start(repeating(10)).event(HIGH).eventAt(5, LOW).turnAt(60);

        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void repeatInterval_whileHeldByKeepFiringFor_goesOn() {
        harness.start(above("hot")
                        .keepFiringFor(seconds(15))
                        .repeatInterval(seconds(10))
                        .build())
                .event(HIGH)
                .eventAt(5, LOW)
                .turnAt(10)
                .turnAt(20)
                .turnAt(30);

        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.FIRING, AlertState.RESOLVED);
    }

    private static AlertRule recovering() {
        return above("hot").parameter("recovery", 70).build();
    }

    @Test
    void holding_firing_staysAndIsNotCounted() {
        harness.start(recovering()).event(HIGH).eventAt(1, 75);

        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
        assertThat(harness.alert().occurrences()).isEqualTo(1);
    }

    @Test
    void holding_noAlert_opensNone() {
        harness.start(recovering()).event(75);

        assertThat(harness.alerts()).isEmpty();
    }

    @Test
    void recovery_firing_resolves() {
        harness.start(recovering()).event(HIGH).eventAt(1, 75).eventAt(2, 70);

        assertThat(harness.alert().endsAt()).isEqualTo(at(2));
    }

    @Test
    void holding_pending_staysPending() {
        harness.start(recovering().toBuilder().forDuration(seconds(5)).build())
                .event(HIGH)
                .eventAt(2, 75)
                .turnAt(5);

        assertThat(harness.alert().firedAt()).isEqualTo(at(5));
    }

    @Test
    void holding_whileKeepFiringForRuns_doesNotRestartIt() {
        harness.start(recovering().toBuilder().keepFiringFor(seconds(10)).build())
                .event(HIGH)
                .eventAt(2, LOW)
                .eventAt(6, 75)
                .turnAt(12);

        assertThat(harness.alert().endsAt()).isEqualTo(at(12));
    }

    @Test
    void unknown_firing_keepsTheLastVerdict() {
        harness.start(above("hot").build()).event(HIGH).eventAt(1, AboveCondition.UNKNOWN);

        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
        assertThat(harness.alert().occurrences()).isEqualTo(1);
    }

    @Test
    void unknown_pending_keepsTheLastVerdict() {
        harness.start(above("hot").forDuration(seconds(5)).build())
                .event(HIGH)
                .eventAt(4, AboveCondition.UNKNOWN)
                .turnAt(5);

        assertThat(harness.alert().firedAt()).isEqualTo(at(5));
    }

    @Test
    void unknown_warmingUp_opensNone() {
        harness.start(above("hot").parameter("warmup", 2).build()).event(HIGH).event(HIGH);
        assertThat(harness.alerts()).isEmpty();

        harness.event(HIGH);

        assertThat(harness.alert().occurrences()).isEqualTo(1);
    }
}
