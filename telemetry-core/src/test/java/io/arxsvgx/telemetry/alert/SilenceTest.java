// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.LOW;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static io.arxsvgx.telemetry.testing.AlertHarness.at;
import static io.arxsvgx.telemetry.testing.AlertHarness.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.testing.AlertHarness;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Silences suppress actions only; acknowledgements are shown. */
class SilenceTest {
    @AutoClose
    private final AlertHarness harness = new AlertHarness().start();

    private static Silence silence(long from, long to) {
        return silence("rule_id", "hot", from, to);
    }

    private static Silence silence(String matcher, String value, long from, long to) {
        return new Silence("quiet", Map.of(matcher, value), at(from), at(to), "ann", "");
    }

    private AlertHarness silenced(long from, long to) {
        harness.start(above("hot").label("team", "blue").build());
        harness.processor.silence(silence(from, to));
        return harness;
    }

    @Test
    void fired_silenced_isListedAndMarked() {
        silenced(0, 60).event(HIGH);

        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
        assertThat(harness.alert().silenced()).isTrue();
        assertThat(harness.processor.metrics().activeAlerts()).isEqualTo(1);
    }

    @Test
    void fired_silenced_tellsSubscribersAndCallsNoAction() {
        silenced(0, 60).event(HIGH);

        assertThat(harness.notified())
                .singleElement()
                .satisfies(alert -> assertThat(alert.silenced()).isTrue());
        assertThat(harness.acted()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rule_id, hot, true",
        "rule_id, h*, true",
        "rule_id, cold, false",
        "rule_name, hot, true",
        "source, s1, true",
        "source, s2, false",
        "type, temp*, true",
        "severity, warning, true",
        "severity, critical, false",
        "label.team, blue, true",
        "label.team, red, false",
        "label.none, red, false"
    })
    void fired_matcher_decides(String matcher, String value, boolean covered) {
        harness.start(above("hot").label("team", "blue").build());
        harness.processor.silence(silence(matcher, value, 0, 60));
        harness.event(HIGH);

        assertThat(harness.alert().silenced()).isEqualTo(covered);
        assertThat(harness.acted()).hasSize(covered ? 0 : 1);
    }

    @Test
    void silence_ends_callsTheActionsOfWhatStillFires() {
        silenced(0, 60).event(HIGH).turnAt(59);
        assertThat(harness.acted()).isEmpty();

        harness.turnAt(60);

        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING);
        assertThat(harness.alert().silenced()).isFalse();
    }

    @Test
    void silence_expiredByHand_callsTheActionsOfWhatStillFires() {
        silenced(0, 60).event(HIGH);
        assertThat(harness.processor.expireSilence("quiet")).isTrue();
        harness.turnAt(1);

        assertThat(harness.acted()).hasSize(1);
        assertThat(harness.processor.silences().list()).isEmpty();
    }

    @Test
    void resolved_heldBack_callsNoAction() {
        silenced(0, 60).event(HIGH).eventAt(10, LOW).turnAt(120);

        assertThat(harness.acted()).isEmpty();
        assertThat(harness.alert().silenced()).isTrue();
        assertThat(harness.notified()).extracting(Alert::state).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void resolved_afterTheActionsWereCalledLate_callsThemAgain() {
        silenced(0, 60).event(HIGH).turnAt(60).eventAt(61, LOW);

        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void resolved_inTheTurnInWhichTheSilenceEnded_tellsThoseWhoKnowThatItFired() {
        harness.start(above("hot").repeatInterval(seconds(5)).build()).event(HIGH);
        harness.processor.silence(silence(1, 8));
        harness.turnAt(5).eventAt(8, LOW);

        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void resolved_withinASilenceThatCameAfterFiring_isCalledOnce() {
        harness.start(above("hot").build()).event(HIGH);
        harness.processor.silence(silence(1, 60));
        harness.eventAt(10, LOW).turnAt(120);

        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void silence_endsOverAnAlertThatWasCalledBefore_callsNothingUnlessARepeatCameDue() {
        harness.start(above("hot").repeatInterval(seconds(100)).build()).event(HIGH);
        harness.processor.silence(silence(1, 60));
        harness.turnAt(60).turnAt(61);
        assertThat(harness.acted()).hasSize(1);

        harness.processor.silence(silence("rule_id", "hot", 90, 130));
        harness.turnAt(100).turnAt(129);
        assertThat(harness.acted()).hasSize(1);
        harness.turnAt(130);
        assertThat(harness.acted()).hasSize(2);
    }

    @Test
    void severityRaised_silenced_isHeldBackUntilTheSilenceEnds() {
        harness.start(above("hot").build()).event(HIGH);
        harness.processor.silence(silence(1, 60));
        harness.clock(2);
        harness.processor.addAlertRule(above("hot")
                .severity(io.arxsvgx.telemetry.rule.Severity.CRITICAL)
                .build());
        harness.turn();
        assertThat(harness.acted()).hasSize(1);

        harness.turnAt(60);

        assertThat(harness.acted()).hasSize(2);
    }

    @Test
    void repeat_silenced_isHeldBack() {
        harness.start(above("hot").repeatInterval(seconds(10)).build()).event(HIGH);
        harness.processor.silence(silence(5, 60));
        harness.turnAt(10).turnAt(20);

        assertThat(harness.acted()).hasSize(1);
    }

    @Test
    void silence_notBegun_holdsNothingBack() {
        silenced(10, 60).event(HIGH);

        assertThat(harness.acted()).hasSize(1);
        assertThat(harness.alert().silenced()).isFalse();
    }

    @Test
    void silence_over_isNotListed() {
        silenced(0, 60);
        assertThat(harness.processor.silences().list()).containsExactly(silence(0, 60));

        harness.clock(60);

        assertThat(harness.processor.silences().list()).isEmpty();
        assertThat(harness.processor.expireSilence("quiet")).isFalse();
    }

    @Test
    void silence_sameId_replaces() {
        silenced(0, 60);
        harness.processor.silence(silence("rule_id", "cold", 0, 60));
        harness.event(HIGH);

        assertThat(harness.processor.silences().list()).hasSize(1);
        assertThat(harness.acted()).hasSize(1);
    }

    @Test
    void silence_unknownMatcher_isRefusedWithTheNearest() {
        assertThatThrownBy(() -> silence("ruleid", "hot", 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("did you mean \"rule_id\"");
    }

    @Test
    void silence_endsBeforeItStarts_isRefused() {
        assertThatThrownBy(() -> silence(5, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void acknowledge_firing_isSeenAndTold() {
        harness.start(above("hot").build()).event(HIGH).clock(7);
        assertThat(harness.processor.acknowledge(harness.alert().id(), "ann", "on it"))
                .isTrue();

        Acknowledgement expected = new Acknowledgement("ann", "on it", at(7));
        assertThat(harness.alert().acknowledgement()).isEqualTo(expected);
        assertThat(harness.notified().get(1).acknowledgement()).isEqualTo(expected);
        assertThat(harness.acted()).hasSize(1);
    }

    @Test
    void acknowledge_thenResolved_staysAcknowledged() {
        harness.start(above("hot").build()).event(HIGH);
        harness.processor.acknowledge(harness.alert().id(), "ann", "");
        harness.event(LOW);

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(harness.alert().acknowledgement()).isNotNull();
    }

    @Test
    void acknowledge_unknownId_isFalse() {
        assertThat(harness.processor.acknowledge("nothing", "ann", "")).isFalse();
    }

    @Test
    void acknowledge_nobody_isRefused() {
        assertThatThrownBy(() -> harness.processor.acknowledge("nothing", " ", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "severity, critcal, critical",
        "severity, CRITICAL, severity",
        "severity, x*, severity",
        "sourc, s1, source",
        "label., x, label.NAME",
        "source, ' ', empty",
    })
    void silence_thatCanMatchNothing_isRefused(String matcher, String value, String named) {
        assertThatThrownBy(() -> silence(matcher, value, 0, 60))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    void silence_severityPattern_isTaken() {
        assertThat(silence("severity", "crit*", 0, 60).matchers()).containsEntry("severity", "crit*");
    }

    @Test
    void silence_idThatNoPathCanCarry_isRefused() {
        assertThatThrownBy(() -> new Silence("a/b", Map.of("source", "s1"), at(0), at(60), "ann", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a/b");
    }

    @Test
    void silence_thatHasEnded_hasNoEffect() {
        harness.start(above("hot").build()).clock(10);
        harness.processor.silence(silence(0, 5));
        harness.event(HIGH);

        assertThat(harness.processor.silences().list()).isEmpty();
        assertThat(harness.acted()).hasSize(1);
    }

    @Test
    void silence_expiredWhileTheClockStands_callsAtTheNextTurn() {
        silenced(0, 60).event(HIGH);
        assertThat(harness.processor.expireSilence("quiet")).isTrue();
        harness.event(LOW);

        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void action_registeredAfterFiring_isNotCalledOnResolving() {
        harness.start(above("hot").actions("later").build()).event(HIGH);
        harness.processor.registerAction("later", alert -> {
            throw new IllegalStateException("called");
        });
        harness.event(LOW).settle();

        assertThat(harness.processor.metrics().actionCalls()).isZero();
    }
}
