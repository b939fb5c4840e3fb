// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.LOW;
import static io.arxsvgx.telemetry.testing.AlertHarness.START;
import static io.arxsvgx.telemetry.testing.AlertHarness.TYPE;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static io.arxsvgx.telemetry.testing.AlertHarness.at;
import static io.arxsvgx.telemetry.testing.AlertHarness.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.testing.AboveCondition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is notified of what when a process ends and another one continues its alerts. */
class RestartNotificationTest {
    private final ManualTimeSource time = TimeSource.manual(START);
    /** Calls of actions, as {@code action STATE}. */
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    private TelemetryProcessor current = processor();

    private TelemetryProcessor processor(AlertRule... rules) {
        TelemetryProcessor made = TelemetryProcessor.builder()
                .config(TelemetryConfig.builder()
                        .timeSource(time)
                        .actionTimeout(Duration.ofDays(1))
                        .build())
                .condition(new AboveCondition())
                .notificationSender(new NotificationSender() {
                    @Override
                    public void send(Alert alert) {
                        throw new AssertionError("called without a step");
                    }

                    @Override
                    public void send(Alert alert, long step) {
                        calls.add("step " + step + " " + alert.state());
                    }
                })
                .callerDriven()
                .build();
        Arrays.stream(rules).forEach(made::addAlertRule);
        for (String action : List.of("act", "other")) {
            made.registerAction(action, alert -> calls.add(action + " " + alert.state()));
        }
        return made;
    }

    private void start(AlertRule... rules) {
        current = processor(rules);
        current.start();
    }

    private void clock(long second) {
        time.advance(Duration.between(time.now(), at(second)));
    }

    private void event(double value) {
        assertThat(current.ingest(TelemetryEvent.of("s", TYPE, value))).isTrue();
        current.runOnce();
    }

    private void silence(long from, long to) {
        current.silence(new Silence("quiet", Map.of("rule_id", "hot"), at(from), at(to), "ann", ""));
    }

    /** Ends the process cleanly, and begins another one with other rules. */
    private void restart(AlertRule... rules) throws IOException {
        settle();
        current.stop();
        restart(saved(), rules);
    }

    /** Begins another process with a state that may be older than the firing alerts, as after a crash. */
    private void restart(byte[] state, AlertRule... rules) throws IOException {
        List<Silence> silences = current.silences().list();
        List<Alert> firing = current.alerts(100).stream()
                .filter(alert -> alert.state() == AlertState.FIRING)
                .toList();
        current.close();
        current = processor(rules);
        silences.forEach(current::silence);
        current.restoreState(new ByteArrayInputStream(state), firing);
        current.start();
        current.runOnce();
    }

    private byte[] saved() throws IOException {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        current.saveState(state);
        return state.toByteArray();
    }

    private void settle() {
        assertThat(current.stop().isComplete()).isTrue();
        current.start();
    }

    private List<String> calls() {
        settle();
        return List.copyOf(calls);
    }

    private static AlertRule repeating(String id) {
        return above(id)
                .actions("send_notification")
                .repeatInterval(Duration.ofSeconds(10))
                .build();
    }

    @Test
    void steps_ofNotifications_countFrom1() {
        start(repeating("hot"));
        event(HIGH);
        clock(10);
        event(HIGH);
        event(LOW);

        assertThat(calls()).containsExactly("step 1 FIRING", "step 2 FIRING", "step 3 RESOLVED");
    }

    @Test
    void steps_afterCrashes_haveNewNumbers() throws IOException {
        AlertRule rule = repeating("hot");
        start(rule);
        event(HIGH);
        byte[] state = saved();
        for (int crash = 1; crash <= 3; crash++) {
            clock(10 * crash);
            event(HIGH);
            restart(state, rule);
        }
        event(LOW);

        assertThat(calls()).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates();
        assertThat(calls.stream().map(call -> call.substring(0, call.lastIndexOf(" "))))
                .doesNotHaveDuplicates();
    }

    /** It fired, repeated and ended after the state was saved, and no store knows of it. */
    @Test
    void steps_ofAPendingAlertAfterACrash_haveNewNumbers() throws IOException {
        AlertRule rule = repeating("hot").toBuilder().forDuration(seconds(5)).build();
        start(rule);
        event(HIGH);
        byte[] state = saved();
        clock(6);
        event(HIGH);
        event(LOW);
        restart(state, rule);
        clock(12);
        event(HIGH);
        event(LOW);

        assertThat(calls()).hasSize(4);
        assertThat(calls.stream().map(call -> call.substring(0, call.lastIndexOf(" "))))
                .doesNotHaveDuplicates();
    }

    @Test
    void pending_afterARestart_keepsTheAttributesOfItsEvents() throws IOException {
        Map<String, Object> first = Map.of("batch", "a", "floor", 3L);
        Map<String, Object> last = new LinkedHashMap<>();
        last.put("batch", "b");
        last.put("ok", true);
        last.put("bad", false);
        last.put("load", 0.5);
        last.put("count", 7L);
        last.put("big", new BigInteger("123456789012345678901234567890"));
        last.put("tags", Arrays.asList("x", 1L, null, List.of()));
        last.put("at", Map.of("x", 1.5, "deep", Map.of("\u00fc", "\ud83d\ude00")));
        AlertRule rule = above("hot").forDuration(seconds(30)).build();
        start(rule);
        event(first);
        restart(rule);
        assertThat(current.pendingAlerts(1).get(0).attributes()).isEqualTo(first);
        clock(5);
        event(last);
        restart(rule);
        restart(rule);
        clock(30);
        current.runOnce();

        assertThat(current.alerts(1).get(0).state()).isEqualTo(AlertState.FIRING);
        assertThat(current.alerts(1).get(0).attributes()).isEqualTo(last).isUnmodifiable();
    }

    private void event(Map<String, ?> attributes) {
        TelemetryEvent.Builder event =
                TelemetryEvent.builder().source("s").type(TYPE).value(HIGH);
        attributes.forEach(event::attribute);
        assertThat(current.ingest(event.build())).isTrue();
        current.runOnce();
    }

    @Test
    void firedWithinASilence_afterARestart_isNotifiedWhenTheSilenceEnds() throws IOException {
        start(above("hot").build());
        silence(0, 60);
        event(HIGH);
        clock(10);
        restart(above("hot").build());
        assertThat(calls()).isEmpty();

        clock(60);
        current.runOnce();
        assertThat(calls()).containsExactly("act FIRING");

        event(LOW);
        assertThat(calls()).containsExactly("act FIRING", "act RESOLVED");
    }

    @Test
    void cameAndWentWithinASilence_overARestart_isNeverNotified() throws IOException {
        start(above("hot").build());
        silence(0, 60);
        event(HIGH);
        restart(above("hot").build());
        event(LOW);
        clock(100);
        current.runOnce();

        assertThat(calls()).isEmpty();
    }

    @Test
    void notifiedBeforeTheRestart_isNotNotifiedAgainAndItsEndIs() throws IOException {
        start(above("hot").build());
        event(HIGH);
        restart(above("hot").build());
        event(HIGH);
        assertThat(calls()).containsExactly("act FIRING");

        event(LOW);
        assertThat(calls()).containsExactly("act FIRING", "act RESOLVED");
    }

    @Test
    void ruleIsGone_afterARestart_isNotifiedAsResolved() throws IOException {
        start(above("hot").build());
        event(HIGH);
        restart(above("renamed").build());

        assertThat(calls()).containsExactly("act FIRING", "act RESOLVED");
        assertThat(current.alerts(10).get(0).endReason()).isEqualTo("rule \"hot\" was removed over a restart");
    }

    @Test
    void ruleIsDisabled_afterARestart_isNotifiedAsResolved() throws IOException {
        start(above("hot").build());
        event(HIGH);
        restart(above("hot").enabled(false).build());

        assertThat(calls()).containsExactly("act FIRING", "act RESOLVED");
        assertThat(current.alerts(10).get(0).endReason()).isEqualTo("rule \"hot\" was disabled over a restart");
    }

    @Test
    void ruleHasAnotherLimit_afterARestart_isResolvedAndOpensAnother() throws IOException {
        start(above("hot", 70).build());
        event(HIGH);
        restart(above("hot", 71).build());
        assertThat(calls()).containsExactly("act FIRING", "act RESOLVED");
        assertThat(current.alerts(10).get(0).endReason()).isEqualTo("rule \"hot\" was replaced over a restart");

        event(HIGH);

        assertThat(calls()).containsExactly("act FIRING", "act RESOLVED", "act FIRING");
        assertThat(current.alerts(10)).extracting(Alert::occurrences).containsExactly(1L, 1L);
    }

    @Test
    void ruleHasAnotherFor_afterARestart_pendingIsDropped() throws IOException {
        start(above("hot").forDuration(seconds(30)).build());
        event(HIGH);
        clock(20);
        restart(above("hot").forDuration(seconds(40)).build());
        assertThat(current.ruleStatus("hot").orElseThrow().pending()).isEmpty();
        event(HIGH);
        clock(50);
        current.runOnce();

        assertThat(current.alerts(10)).isEmpty();
    }

    @Test
    void ruleHasAnotherActionAndName_afterARestart_thoseAreNotifiedThatWere() throws IOException {
        start(above("hot").build());
        event(HIGH);
        restart(above("hot").name("Hot!").actions("other").build());
        assertThat(current.alerts(10).get(0).ruleName()).isEqualTo("Hot!");

        event(LOW);

        assertThat(calls()).containsExactly("act FIRING", "act RESOLVED");
    }

    @Test
    void ruleHasAHigherSeverity_afterARestart_isNotifiedAgain() throws IOException {
        start(above("hot").build());
        event(HIGH);
        restart(above("hot").severity(Severity.CRITICAL).build());

        assertThat(calls()).containsExactly("act FIRING", "act FIRING");
        assertThat(current.alerts(10).get(0).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(current.metrics().activeAlertsBySeverity()).containsEntry(Severity.CRITICAL, 1L);
        assertThat(current.metrics().activeAlertsBySeverity()).containsEntry(Severity.WARNING, 0L);
    }

    @Test
    void pending_afterARestart_keepsItsOccurrencesAndEvidence() throws IOException {
        AlertRule rule = above("hot").forDuration(seconds(30)).build();
        start(rule);
        event(85);
        clock(1);
        event(90);
        Alert before = current.ruleStatus("hot").orElseThrow().pending().get(0);
        restart(rule);

        assertThat(current.ruleStatus("hot").orElseThrow().pending()).containsExactly(before);
        clock(30);
        current.runOnce();
        Alert fired = current.alerts(1).get(0);
        assertThat(fired.id()).isEqualTo(before.id());
        assertThat(fired.occurrences()).isEqualTo(2);
        assertThat(fired.startsAt()).isEqualTo(START);
    }

    @Test
    void lateEvents_afterARestart_stillKeepTheSeriesFromGoingStale() throws IOException {
        AlertRule rule = above("hot").build();
        start(rule);
        event(HIGH);
        clock(299);
        assertThat(current.ingest(TelemetryEvent.builder()
                        .timestamp(at(-5))
                        .source("s")
                        .type(TYPE)
                        .value(HIGH)
                        .build()))
                .isTrue();
        current.runOnce();
        restart(rule);
        clock(400);
        current.runOnce();

        assertThat(current.alerts(1).get(0).stale()).isFalse();
    }

    @Test
    void restoredAlerts_areListedInTheOrderOfFiring() throws IOException {
        AlertRule rule = above("hot").build();
        start(rule);
        List<Instant> fired = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clock(i);
            assertThat(current.ingest(TelemetryEvent.of("s" + (i * 7) % 20, TYPE, HIGH)))
                    .isTrue();
            current.runOnce();
            fired.add(at(i));
        }
        restart(rule);

        assertThat(current.alerts(100)).extracting(Alert::firedAt).containsExactlyElementsOf(fired);
    }

    @Test
    void restart_history_keepsItsTimes() throws IOException {
        start(above("hot").build());
        event(1);
        clock(5);
        event(2);
        current.stop();
        clock(1_000);
        restart(above("hot").build());
        assertThat(current.series().history("s", TYPE, 10).orElseThrow().time(1))
                .isEqualTo(at(5));
        clock(1_001);
        event(3);

        assertThat(current.series().history("s", TYPE, 10).orElseThrow().time(0))
                .isEqualTo(at(0));
        assertThat(current.series().history("s", TYPE, 10).orElseThrow().time(2))
                .isEqualTo(at(1_001));
    }
}
