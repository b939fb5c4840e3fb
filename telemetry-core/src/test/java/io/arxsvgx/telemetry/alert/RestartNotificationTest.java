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
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.testing.RestartFixture;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Notifications when a process ends and another one continues its alerts. */
class RestartNotificationTest {
    @AutoClose
    private final RestartFixture process = new RestartFixture();

    private void silence(long from, long to) {
        process.current.silence(new Silence("quiet", Map.of("rule_id", "hot"), at(from), at(to), "ann", ""));
    }

    private static AlertRule repeating(String id) {
        return above(id)
                .actions("send_notification")
                .repeatInterval(Duration.ofSeconds(10))
                .build();
    }

    @Test
    void steps_ofNotifications_countFrom1() {
        process.start(repeating("hot"));
        process.event(HIGH);
        process.clock(10);
        process.event(HIGH);
        process.event(LOW);

        assertThat(process.calls()).containsExactly("step 1 FIRING", "step 2 FIRING", "step 3 RESOLVED");
    }

    @Test
    void steps_afterCrashes_haveNewNumbers() throws IOException {
        AlertRule rule = repeating("hot");
        process.start(rule);
        process.event(HIGH);
        byte[] state = process.saved();
        for (int crash = 1; crash <= 3; crash++) {
            process.clock(10 * crash);
            process.event(HIGH);
            process.restart(state, rule);
        }
        process.event(LOW);

        assertThat(process.calls()).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates();
        assertThat(process.calls().stream().map(call -> call.substring(0, call.lastIndexOf(" "))))
                .doesNotHaveDuplicates();
    }

    /** An alert that fired, repeated and ended after the checkpoint, and is in no store. */
    @Test
    void steps_ofAPendingAlertAfterACrash_haveNewNumbers() throws IOException {
        AlertRule rule = repeating("hot").toBuilder().forDuration(seconds(5)).build();
        process.start(rule);
        process.event(HIGH);
        byte[] state = process.saved();
        process.clock(6);
        process.event(HIGH);
        process.event(LOW);
        process.restart(state, rule);
        process.clock(12);
        process.event(HIGH);
        process.event(LOW);

        assertThat(process.calls()).hasSize(4);
        assertThat(process.calls().stream().map(call -> call.substring(0, call.lastIndexOf(" "))))
                .doesNotHaveDuplicates();
    }

    @Test
    void firedWithinASilence_afterARestart_isNotifiedWhenTheSilenceEnds() throws IOException {
        process.start(above("hot").build());
        silence(0, 60);
        process.event(HIGH);
        process.clock(10);
        process.restart(above("hot").build());
        assertThat(process.calls()).isEmpty();

        process.clock(60);
        process.current.runOnce();
        assertThat(process.calls()).containsExactly("act FIRING");

        process.event(LOW);
        assertThat(process.calls()).containsExactly("act FIRING", "act RESOLVED");
    }

    @Test
    void cameAndWentWithinASilence_overARestart_isNeverNotified() throws IOException {
        process.start(above("hot").build());
        silence(0, 60);
        process.event(HIGH);
        process.restart(above("hot").build());
        process.event(LOW);
        process.clock(100);
        process.current.runOnce();

        assertThat(process.calls()).isEmpty();
    }

    @Test
    void notifiedBeforeTheRestart_isNotNotifiedAgainAndItsEndIs() throws IOException {
        process.start(above("hot").build());
        process.event(HIGH);
        process.restart(above("hot").build());
        process.event(HIGH);
        assertThat(process.calls()).containsExactly("act FIRING");

        process.event(LOW);
        assertThat(process.calls()).containsExactly("act FIRING", "act RESOLVED");
    }

    @Test
    void ruleIsGone_afterARestart_isNotifiedAsResolved() throws IOException {
        process.start(above("hot").build());
        process.event(HIGH);
        process.restart(above("renamed").build());

        assertThat(process.calls()).containsExactly("act FIRING", "act RESOLVED");
        assertThat(process.current.alerts(10).get(0).endReason()).isEqualTo("rule \"hot\" was removed over a restart");
    }

    @Test
    void ruleIsDisabled_afterARestart_isNotifiedAsResolved() throws IOException {
        process.start(above("hot").build());
        process.event(HIGH);
        process.restart(above("hot").enabled(false).build());

        assertThat(process.calls()).containsExactly("act FIRING", "act RESOLVED");
        assertThat(process.current.alerts(10).get(0).endReason()).isEqualTo("rule \"hot\" was disabled over a restart");
    }

    @Test
    void ruleHasAnotherLimit_afterARestart_isResolvedAndOpensAnother() throws IOException {
        process.start(above("hot", 70).build());
        process.event(HIGH);
        process.restart(above("hot", 71).build());
        assertThat(process.calls()).containsExactly("act FIRING", "act RESOLVED");
        assertThat(process.current.alerts(10).get(0).endReason()).isEqualTo("rule \"hot\" was replaced over a restart");

        process.event(HIGH);

        assertThat(process.calls()).containsExactly("act FIRING", "act RESOLVED", "act FIRING");
        assertThat(process.current.alerts(10)).extracting(Alert::occurrences).containsExactly(1L, 1L);
    }

    @Test
    void ruleHasAnotherFor_afterARestart_pendingIsDropped() throws IOException {
        process.start(above("hot").forDuration(seconds(30)).build());
        process.event(HIGH);
        process.clock(20);
        process.restart(above("hot").forDuration(seconds(40)).build());
        assertThat(process.current.ruleStatus("hot").orElseThrow().pending()).isEmpty();
        process.event(HIGH);
        process.clock(50);
        process.current.runOnce();

        assertThat(process.current.alerts(10)).isEmpty();
    }

    @Test
    void ruleHasAnotherActionAndName_afterARestart_thoseAreNotifiedThatWere() throws IOException {
        process.start(above("hot").build());
        process.event(HIGH);
        process.restart(above("hot").name("Hot!").actions("other").build());
        assertThat(process.current.alerts(10).get(0).ruleName()).isEqualTo("Hot!");

        process.event(LOW);

        assertThat(process.calls()).containsExactly("act FIRING", "act RESOLVED");
    }

    @Test
    void ruleHasAHigherSeverity_afterARestart_isNotifiedAgain() throws IOException {
        process.start(above("hot").build());
        process.event(HIGH);
        process.restart(above("hot").severity(Severity.CRITICAL).build());

        assertThat(process.calls()).containsExactly("act FIRING", "act FIRING");
        assertThat(process.current.alerts(10).get(0).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(process.current.metrics().activeAlertsBySeverity()).containsEntry(Severity.CRITICAL, 1L);
        assertThat(process.current.metrics().activeAlertsBySeverity()).containsEntry(Severity.WARNING, 0L);
    }
}
