// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertActivity;
import io.arxsvgx.telemetry.alert.AlertHistory;
import io.arxsvgx.telemetry.alert.AlertQuery;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.AlertStep;
import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that every alert store passes, run through a processor. */
abstract class AlertStoreContract {
    static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    final ManualTimeSource time = TimeSource.manual(NOON);
    private final QueuedDetector detector = new QueuedDetector();

    @AutoClose
    TelemetryProcessor processor;

    /** Opens the store. The second call opens it with its data. */
    abstract AlertStore open();

    /** Returns whether committed data survives closing the store. */
    abstract boolean outlivesTheProcess();

    @BeforeEach
    void start() {
        processor = TelemetryProcessor.builder()
                // the clock jumps while calls are running: none of them must time out
                .config(TelemetryConfig.builder()
                        .timeSource(time)
                        .actionTimeout(Duration.ofDays(1))
                        .build())
                .alertStore(open())
                .detector(detector)
                .callerDriven()
                .build();
        processor.addAlertRule(rule("hot", "temperature", Severity.WARNING));
        processor.addAlertRule(rule("Loud", "noise", Severity.CRITICAL));
        processor.start();
    }

    void restart() {
        processor.stop();
        processor.close();
        start();
    }

    private static final AlertRule LEVELLED = AlertRule.builder("load")
            .condition("threshold")
            .parameter("field", "load")
            .parameter("operator", ">")
            .parameter(
                    "levels",
                    List.of(Map.of("severity", "warning", "value", 80), Map.of("severity", "critical", "value", 90)))
            .build();

    private static AlertRule rule(String id, String field, Severity severity) {
        return AlertRule.builder(id)
                .condition("threshold")
                .parameter("field", field)
                .parameter("operator", ">")
                .parameter("value", 80)
                .severity(severity)
                .build();
    }

    AlertHistory history() {
        return processor.alerts().history();
    }

    void record(String source, String type, double value) {
        time.advance(Duration.ofSeconds(1));
        assertThat(processor.series(source, type).record(value)).isTrue();
        processor.runOnce();
    }

    /** Records a value that fires or resolves, and waits until the history has the change. Returns the alert. */
    Alert step(String source, String type, double value) {
        record(source, type, value);
        Alert listed = newest(source);
        soon(() -> history()
                .alert(listed.id())
                .filter(kept -> kept.state() == listed.state())
                .isPresent());
        soon(() -> newest(source).durable());
        return newest(source);
    }

    Alert newest(String source) {
        return processor.alerts(100).stream()
                .filter(alert -> alert.source().equals(source))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    void soon(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    processor.runOnce();
                    return condition.call();
                });
    }

    static Silence silence(String id, Instant from, Instant to) {
        return new Silence(id, Map.of("source", "pump*"), from, to, "ann", "");
    }

    private List<String> sources(AlertQuery query) {
        return history().find(query).stream().map(Alert::source).toList();
    }

    private static final List<AlertQuery.Series> PUMPS =
            List.of(new AlertQuery.Series("x", "noise"), new AlertQuery.Series("*ump*", "temp*"));

    private static AlertQuery before(String id, int limit) {
        return new AlertQuery(null, null, null, null, null, id, limit);
    }

    @Test
    void fired_onceCommitted_isDurableAndTheSameInTheHistory() {
        Alert alert = step("pump", "temperature", 90);

        assertThat(alert.durable()).isTrue();
        assertThat(history().alert(alert.id())).contains(alert);
        assertThat(history().find(AlertQuery.newest(10))).containsExactly(alert);
        assertThat(history().alert("none")).isEmpty();
    }

    @Test
    void alert_whoseSeverityHasFallen_keepsTheHighest() {
        processor.addAlertRule(LEVELLED);
        processor.runOnce();
        Alert fired = step("pump", "load", 95);
        record("pump", "load", 85);

        soon(() -> history()
                .alert(fired.id())
                .filter(kept -> kept.severity() == Severity.WARNING)
                .isPresent());
        assertThat(history().alert(fired.id()).orElseThrow().maxSeverity()).isEqualTo(Severity.CRITICAL);
        Alert resolved = step("pump", "load", 10);
        assertThat(resolved.maxSeverity()).isEqualTo(Severity.CRITICAL);
        assertThat(history().alert(fired.id())).contains(resolved);
    }

    @Test
    void find_pages_areNewestLastInTheOrderOfFiring() {
        for (int i = 0; i < 5; i++) {
            step("s" + i, "temperature", 90);
        }
        step("s0", "temperature", 10);

        assertThat(sources(AlertQuery.newest(2))).containsExactly("s3", "s4");
        assertThat(sources(before(newest("s3").id(), 2))).containsExactly("s1", "s2");
        assertThat(sources(before(newest("s0").id(), 2))).isEmpty();
        assertThat(sources(AlertQuery.newest(0))).isEmpty();
        assertThat(sources(AlertQuery.newest(-1))).isEmpty();
        assertThat(sources(AlertQuery.newest(Integer.MAX_VALUE))).hasSize(5);
        assertThatIllegalArgumentException().isThrownBy(() -> history().find(before("none", 2)));
    }

    @Test
    void find_filters_apply() {
        step("Pumpe_S\u00fcd", "temperature", 90);
        step("fan", "noise", 90);
        step("fan", "noise", 10);

        assertThat(sources(AlertQuery.newest(AlertState.FIRING, 9))).containsExactly("Pumpe_S\u00fcd");
        assertThat(sources(AlertQuery.newest(AlertState.RESOLVED, 9))).containsExactly("fan");
        assertThat(sources(new AlertQuery(null, Severity.CRITICAL, null, null, null, null, 9)))
                .containsExactly("fan");
        assertThat(sources(new AlertQuery(null, null, "fan", null, null, null, 9)))
                .containsExactly("fan");
        assertThat(sources(new AlertQuery(null, null, null, "hot", null, null, 9)))
                .containsExactly("Pumpe_S\u00fcd");
        assertThat(sources(new AlertQuery(null, null, null, null, "PUMPE_S\u00dc", null, 9)))
                .containsExactly("Pumpe_S\u00fcd");
        assertThat(sources(new AlertQuery(null, null, null, null, "loud", null, 9)))
                .containsExactly("fan");
        assertThat(sources(new AlertQuery(null, null, null, null, "%", null, 9)))
                .isEmpty();
        assertThat(sources(new AlertQuery(null, null, "f*", null, null, null, 9)))
                .containsExactly("fan");
        assertThat(sources(new AlertQuery(null, null, "f?n", null, null, null, 9)))
                .isEmpty();
        assertThat(sources(new AlertQuery(null, null, null, null, null, PUMPS, null, 9)))
                .containsExactly("Pumpe_S\u00fcd");
    }

    @Test
    void find_text_coversNotesOfAcknowledgements() {
        Alert alert = step("fan", "noise", 90);
        assertThat(processor.acknowledge(alert.id(), "Ann", "Belt torn")).isTrue();
        soon(() -> history()
                .alert(alert.id())
                .filter(kept -> kept.acknowledgement() != null)
                .isPresent());

        assertThat(sources(new AlertQuery(null, null, null, null, "belt TORN", null, 9)))
                .containsExactly("fan");
        assertThat(processor.alerts().unacknowledge(alert.id(), "Bob")).isTrue();
        soon(() -> history()
                .alert(alert.id())
                .filter(kept -> kept.acknowledgement() == null)
                .isPresent());
        assertThat(history().alert(alert.id()).orElseThrow().activities())
                .extracting(AlertActivity::who)
                .containsExactly("Ann", "Bob");
        assertThat(sources(new AlertQuery(null, null, null, null, "belt torn", null, 9)))
                .containsExactly("fan");
    }

    @Test
    void count_isByStateAndSeverityWithoutTheExceptions() {
        step("pump", "temperature", 90);
        Alert fan = step("fan", "noise", 90);
        step("fan", "noise", 10);
        step("other", "noise", 90);

        AlertQuery all = AlertQuery.newest(1);
        assertThat(history().count(all, Set.of()))
                .isEqualTo(Map.of(
                        AlertState.FIRING,
                        Map.of(Severity.WARNING, 1L, Severity.CRITICAL, 1L),
                        AlertState.RESOLVED,
                        Map.of(Severity.CRITICAL, 1L)));
        assertThat(history().count(all, Set.of(fan.id())))
                .isEqualTo(Map.of(AlertState.FIRING, Map.of(Severity.WARNING, 1L, Severity.CRITICAL, 1L)));
        assertThat(history()
                        .count(
                                new AlertQuery(AlertState.FIRING, null, "p*", null, null, PUMPS, null, 1),
                                Set.of("none")))
                .isEqualTo(Map.of(AlertState.FIRING, Map.of(Severity.WARNING, 1L)));
    }

    @Test
    void steps_areOldestFirst() {
        step("pump", "temperature", 90);
        Alert alert = step("pump", "temperature", 10);

        List<AlertStep> steps = history().steps(alert.id());
        assertThat(steps).extracting(AlertStep::state).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
        assertThat(steps)
                .extracting(AlertStep::at)
                .isSorted()
                .allMatch(at -> at.isAfter(NOON) && at.isBefore(NOON.plusSeconds(60)));
        assertThat(steps).extracting(AlertStep::description).noneMatch(String::isEmpty);
        assertThat(history().steps("none")).isEmpty();
    }

    @Test
    void patterns_pages_areNewestLast() {
        for (String id : List.of("p1", "p2", "p3")) {
            report(id);
        }

        assertThat(patterns(null, 2)).containsExactly("p2", "p3");
        assertThat(patterns("p3", 1)).containsExactly("p2");
        assertThat(patterns("p1", 9)).isEmpty();
        assertThat(patterns(null, 0)).isEmpty();
        assertThat(patterns("p3", -1)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> patterns("none", 9));
    }

    /** Lets the detector report a pattern in a round, and waits until the history has it. */
    private void report(String id) {
        detector.report(pattern(id));
        soon(() -> {
            time.advance(processor.config().processingInterval());
            return patterns(null, 10).contains(id);
        });
    }

    private List<String> patterns(String before, int limit) {
        return history().patterns(before, limit).stream()
                .map(FailurePattern::patternId)
                .toList();
    }

    private static FailurePattern pattern(String id) {
        return FailurePattern.builder()
                .patternId(id)
                .failureType(FailureType.TREND)
                .source("pump")
                .type("t")
                .confidence(0.5)
                .severity(0.5)
                .description("it rises")
                .timestamp(NOON)
                .dataPoints(List.of(1.0))
                .build();
    }

    @Test
    void restart_patternsThatLasted_haveEnded() {
        report("p");

        restart();

        assertThat(history().patterns(null, 10))
                .hasSize(outlivesTheProcess() ? 1 : 0)
                .allMatch(pattern -> pattern.endsAt() != null);
    }

    @Test
    void silence_restart_isInForceAsLongAsTheStoreKeepsIt() {
        Silence first = silence("q1", NOON, NOON.plusSeconds(3_600));
        Silence replaced = silence("q2", NOON, NOON.plusSeconds(60));
        Silence replacement = silence("q2", NOON, NOON.plusSeconds(7_200));
        processor.silence(first);
        processor.silence(replaced);
        processor.silence(replacement);
        processor.silence(silence("q3", NOON, NOON.plusSeconds(9)));
        processor.silence(silence("q4", NOON, NOON.plusSeconds(3_600)));
        assertThat(processor.expireSilence("q4")).isTrue();
        assertThat(processor.expireSilence("q4")).isFalse();
        time.advance(Duration.ofSeconds(10));

        assertThat(processor.silences().list()).containsExactly(first, replacement);
        restart();

        if (outlivesTheProcess()) {
            assertThat(processor.silences().list()).containsExactlyInAnyOrder(first, replacement);
            record("pump", "temperature", 90);
            assertThat(newest("pump").silenced()).isTrue();
            assertThat(processor.expireSilence("q1")).isTrue();
            restart();
            assertThat(processor.silences().list()).containsExactly(replacement);
        } else {
            assertThat(processor.silences().list()).isEmpty();
        }
    }

    @Test
    void silence_ofAllTimes_isSaved() {
        processor.silence(silence("q", Instant.MIN, Instant.MAX));
        record("pump", "temperature", 90);
        assertThat(newest("pump").silenced()).isTrue();

        restart();

        assertThat(processor.silences().list()).hasSize(outlivesTheProcess() ? 1 : 0);
    }

    @Test
    void acknowledge_listedAlert_isInTheHistory() {
        Alert alert = step("pump", "temperature", 90);

        assertThat(processor.acknowledge(alert.id(), "ann", "seen")).isTrue();

        soon(() -> history().alert(alert.id()).orElseThrow().acknowledgement() != null);
        soon(() -> newest("pump").durable());
        assertThat(history().alert(alert.id()).orElseThrow().acknowledgement())
                .isEqualTo(newest("pump").acknowledgement());
        assertThat(processor.acknowledge("none", "ann", "seen")).isFalse();
    }

    @Test
    void acknowledge_afterRestart_reachesTheAlertThatTheStoreKept() {
        step("pump", "temperature", 90);
        Alert alert = step("pump", "temperature", 10);
        restart();

        assertThat(processor.acknowledge(alert.id(), "ann", "seen")).isEqualTo(outlivesTheProcess());
        restart();

        assertThat(history().alert(alert.id()))
                .map(kept -> kept.acknowledgement().who())
                .isEqualTo(history().alert(alert.id()).map(kept -> "ann"));
    }
}
