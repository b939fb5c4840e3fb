// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.series;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.LOW;
import static io.arxsvgx.telemetry.testing.AlertHarness.START;
import static io.arxsvgx.telemetry.testing.AlertHarness.TYPE;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static io.arxsvgx.telemetry.testing.AlertHarness.at;
import static io.arxsvgx.telemetry.testing.AlertHarness.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.testing.AboveCondition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A processor that continues from the checkpoint of another one, as after the end of a process. */
class CheckpointTest {
    private static final long DAY = 86_400;

    private final ManualTimeSource time = TimeSource.manual(START);

    private TelemetryProcessor processor(AlertRule... rules) {
        TelemetryProcessor made = TelemetryProcessor.builder()
                .config(TelemetryConfig.builder().timeSource(time).build())
                .condition(new AboveCondition())
                .callerDriven()
                .build();
        Arrays.stream(rules).forEach(made::addAlertRule);
        return made;
    }

    private TelemetryProcessor started(AlertRule... rules) {
        TelemetryProcessor made = processor(rules);
        made.start();
        return made;
    }

    private void clock(long second) {
        time.advance(Duration.between(time.now(), at(second)));
    }

    private static void event(TelemetryProcessor to, double value) {
        assertThat(to.ingest(TelemetryEvent.of("s", TYPE, value))).isTrue();
        to.runOnce();
    }

    private static byte[] saved(TelemetryProcessor from) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        from.saveState(bytes);
        return bytes.toByteArray();
    }

    private static List<Alert> firing(TelemetryProcessor from) {
        return from.alerts(100).stream()
                .filter(alert -> alert.state() == AlertState.FIRING)
                .toList();
    }

    /** Starts another process after a time, with the alerts of a store. */
    private TelemetryProcessor after(long second, byte[] state, List<Alert> firing, AlertRule... rules)
            throws IOException {
        clock(second);
        TelemetryProcessor next = processor(rules);
        next.restoreState(new ByteArrayInputStream(state), firing);
        next.start();
        next.runOnce();
        return next;
    }

    private static Alert alert(TelemetryProcessor of) {
        assertThat(of.alerts(100)).hasSize(1);
        return of.alerts(100).get(0);
    }

    @Test
    void firing_afterARestart_goesOnAsTheSameAlert() throws IOException {
        AlertRule rule = above("hot").build();
        TelemetryProcessor first = started(rule);
        event(first, HIGH);
        event(first, HIGH);
        Alert before = alert(first);
        TelemetryProcessor next = after(DAY, saved(first), firing(first), rule);
        assertThat(alert(next).id()).isEqualTo(before.id());
        assertThat(alert(next).state()).isEqualTo(AlertState.FIRING);
        assertThat(next.metrics().activeAlerts()).isEqualTo(1);
        event(next, HIGH);
        assertThat(alert(next).occurrences()).isEqualTo(3);
        event(next, LOW);
        assertThat(alert(next).state()).isEqualTo(AlertState.RESOLVED);
        assertThat(alert(next).startsAt()).isEqualTo(START);
    }

    @Test
    void history_afterARestart_hasAllThatWasKept() throws IOException {
        TelemetryProcessor first = started();
        for (int i = 0; i < 1_000; i++) {
            event(first, i);
        }
        TelemetryProcessor next = after(DAY, saved(first), List.of());
        event(next, 1_000);
        assertThat(next.series().history("s", TYPE, 2_000).orElseThrow().values())
                .hasSize(1_001)
                .startsWith(0, 1)
                .endsWith(999, 1_000);
    }

    @Test
    void pending_afterARestart_countsTheTimeBeforeAndAfter() throws IOException {
        AlertRule rule = above("hot").forDuration(seconds(30)).build();
        TelemetryProcessor first = started(rule);
        event(first, HIGH);
        clock(10);
        TelemetryProcessor next = after(DAY, saved(first), firing(first), rule);
        assertThat(next.ruleStatus("hot").orElseThrow().pending()).hasSize(1);
        clock(DAY + 1);
        event(next, HIGH);
        clock(DAY + 19);
        next.runOnce();
        assertThat(next.alerts(10)).isEmpty();
        clock(DAY + 20);
        next.runOnce();
        assertThat(alert(next).state()).isEqualTo(AlertState.FIRING);
    }

    @Test
    void hold_afterARestart_goesOn() throws IOException {
        AlertRule rule = above("hot").keepFiringFor(seconds(60)).build();
        TelemetryProcessor first = started(rule);
        event(first, HIGH);
        event(first, LOW);
        clock(10);
        TelemetryProcessor next = after(DAY, saved(first), firing(first), rule);
        clock(DAY + 49);
        next.runOnce();
        assertThat(alert(next).state()).isEqualTo(AlertState.FIRING);
        clock(DAY + 50);
        next.runOnce();
        assertThat(alert(next).state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void warmUp_afterARestart_goesOn() throws IOException {
        AlertRule rule = above("hot").parameter("warmup", 3).build();
        TelemetryProcessor first = started(rule);
        event(first, HIGH);
        event(first, HIGH);
        TelemetryProcessor next = after(5, saved(first), firing(first), rule);
        event(next, HIGH);
        assertThat(next.alerts(10)).isEmpty();
        event(next, HIGH);
        assertThat(next.alerts(10)).hasSize(1);
    }

    /** For example a rule in text form with whole numbers, and then in typed form with doubles. */
    @Test
    void ruleWithItsNumbersAsDoubles_afterARestart_keepsItsState() throws IOException {
        TelemetryProcessor first = started(above("hot").parameter("warmup", 3).build());
        event(first, HIGH);
        event(first, HIGH);
        AlertRule typed = above("hot").parameter("warmup", 3.0).build();
        TelemetryProcessor next = after(5, saved(first), firing(first), typed);
        event(next, HIGH);
        assertThat(next.alerts(10)).isEmpty();
        event(next, HIGH);
        assertThat(next.alerts(10)).hasSize(1);
    }

    @Test
    void ruleOfOtherParameters_afterARestart_warmsUpAnew() throws IOException {
        TelemetryProcessor first = started(above("hot").parameter("warmup", 2).build());
        event(first, LOW);
        event(first, LOW);
        TelemetryProcessor next = after(
                5,
                saved(first),
                List.of(),
                above("hot", 70).parameter("warmup", 2).build());
        event(next, HIGH);
        event(next, HIGH);
        assertThat(next.alerts(10)).isEmpty();
        event(next, HIGH);
        assertThat(next.alerts(10)).hasSize(1);
    }

    @Test
    void history_afterARestart_isThere() throws IOException {
        TelemetryProcessor first = started();
        event(first, 1);
        event(first, 2);
        TelemetryProcessor next = after(5, saved(first), List.of());
        event(next, 3);
        assertThat(next.series().history("s", TYPE, 10).orElseThrow().values()).containsExactly(1, 2, 3);
    }

    @Test
    void resolvedSinceItWasSaved_isNotFiringAgain() throws IOException {
        AlertRule rule = above("hot").build();
        TelemetryProcessor first = started(rule);
        event(first, HIGH);
        byte[] state = saved(first);
        event(first, LOW);
        TelemetryProcessor next = after(5, state, firing(first), rule);
        assertThat(next.alerts(10)).isEmpty();
        event(next, HIGH);
        assertThat(alert(next).occurrences()).isEqualTo(1);
    }

    @Test
    void firedSinceItWasSaved_goesOnFiring() throws IOException {
        AlertRule rule = above("hot").build();
        TelemetryProcessor first = started(rule);
        event(first, LOW);
        byte[] state = saved(first);
        event(first, HIGH);
        TelemetryProcessor next = after(5, state, firing(first), rule);
        assertThat(alert(next).state()).isEqualTo(AlertState.FIRING);
        event(next, LOW);
        assertThat(alert(next).state()).isEqualTo(AlertState.RESOLVED);
        assertThat(alert(next).id()).isEqualTo(alert(first).id());
    }

    @Test
    void firing_withoutSavedState_goesOn() throws IOException {
        AlertRule rule = above("hot").build();
        TelemetryProcessor first = started(rule);
        event(first, HIGH);
        TelemetryProcessor next = processor(rule);
        next.restoreState(null, firing(first));
        next.start();
        next.runOnce();
        assertThat(alert(next).state()).isEqualTo(AlertState.FIRING);
        event(next, LOW);
        assertThat(alert(next).state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void firing_ruleIsGone_isResolvedSayingSo() throws IOException {
        TelemetryProcessor first = started(above("hot").build());
        event(first, HIGH);
        TelemetryProcessor next = after(5, saved(first), firing(first));
        assertThat(alert(next).state()).isEqualTo(AlertState.RESOLVED);
        assertThat(alert(next).endReason()).contains("hot", "restart");
    }

    @Test
    void restore_afterStart_isRefused() {
        TelemetryProcessor made = started();
        assertThatIllegalStateException().isThrownBy(() -> made.restoreState(null, List.of()));
    }

    @Test
    void restore_damaged_isRefusedAndHarmsNothing() throws IOException {
        AlertRule rule = above("hot").build();
        TelemetryProcessor first = started(rule);
        for (int i = 0; i < 30; i++) {
            event(first, i % 2 == 0 ? HIGH : LOW);
        }
        byte[] state = saved(first);
        for (int length = 0; length < state.length; length += 3) {
            byte[] cut = Arrays.copyOf(state, length);
            assertThatThrownBy(() -> processor(rule).restoreState(new ByteArrayInputStream(cut), List.of()))
                    .isInstanceOf(IOException.class);
        }
        for (int i = 20; i < state.length; i += 5) {
            byte[] damaged = state.clone();
            damaged[i] ^= 0x41;
            TelemetryProcessor next = processor(rule);
            assertThatThrownBy(() -> next.restoreState(new ByteArrayInputStream(damaged), List.of()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("checkpoint");
            next.start();
            event(next, HIGH);
            assertThat(next.metrics().processed()).isEqualTo(1);
        }
    }

    @Test
    void save_whileTheLoopRuns_isWholeAndDelaysNothing() throws Exception {
        TelemetryProcessor running =
                TelemetryProcessor.builder().condition(new AboveCondition()).build();
        try (running) {
            running.addAlertRule(above("hot").build());
            running.start();
            for (int i = 0; i < 500; i++) {
                assertThat(running.ingest(TelemetryEvent.of("s" + i, TYPE, i))).isTrue();
            }
            assertThat(running.flush(Duration.ofSeconds(20))).isTrue();
            byte[] state = saved(running);
            TelemetryProcessor next = processor(above("hot").build());
            next.restoreState(new ByteArrayInputStream(state), List.of());
            next.start();
            next.runOnce();
            assertThat(next.metrics().series()).isEqualTo(500);
        }
    }
}
