// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertKind;
import io.arxsvgx.telemetry.alert.AlertQuery;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Evidence;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.alert.StoreMetrics;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.rule.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAlertStoreTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00.123456789Z");

    @TempDir
    private Path folder;

    private Path file;

    @AutoClose
    private SqliteAlertStore store;

    @BeforeEach
    void open() {
        file = folder.resolve("deep").resolve("alerts.db");
        store = SqliteAlertStore.open(file);
    }

    private void again() {
        store.close();
        store = SqliteAlertStore.open(file);
    }

    static Alert alert(String id, AlertState state, String source, Severity severity, String rule) {
        boolean fired = state != AlertState.PENDING;
        boolean ended = state == AlertState.RESOLVED;
        return Alert.builder()
                .id(id)
                .fingerprint("f")
                .kind(AlertKind.RULE)
                .ruleId(rule)
                .ruleName(rule)
                .severity(severity)
                .state(state)
                .source(source)
                .type("t")
                .value(82)
                .description(rule + " of " + source)
                .startsAt(START)
                .firedAt(fired ? START.plusSeconds(1) : null)
                .endsAt(ended ? START.plusSeconds(2) : null)
                .endReason(ended ? "over" : null)
                .occurrences(3)
                .evidence(
                        new Evidence(List.of(1.5, 82.0), "value", 82, 80, Duration.ofSeconds(5), "82.0 > 80.0 for 5 s"))
                .labels(Map.of("team", "plant"))
                .attributes(Map.of("batch", "b7", "floor", 3L))
                .build();
    }

    private static Alert alert(String id, AlertState state) {
        return alert(id, state, "s", Severity.WARNING, "hot");
    }

    private void append(Alert... alerts) {
        assertThat(store.append(List.of(alerts)).toCompletableFuture()).isCompleted();
    }

    private List<String> ids(AlertQuery query) throws SQLException {
        return store.find(query).stream().map(Alert::id).toList();
    }

    @Test
    void append_answered_isThereAfterReopening() throws SQLException {
        Alert firing = alert("a", AlertState.FIRING);
        append(firing);
        again();
        assertThat(store.find(AlertQuery.newest(10))).containsExactly(firing);
        assertThat(store.open()).containsExactly(firing);
    }

    @Test
    void find_text_isLookedForInAnyCase() throws SQLException {
        append(
                alert("a", AlertState.FIRING, "Pumpe_Süd", Severity.INFO, "hot"),
                alert("b", AlertState.FIRING, "fan", Severity.INFO, "cold"),
                alert("c", AlertState.RESOLVED, "pumpe_süd", Severity.INFO, "cold"));
        assertThat(ids(text("PUMPE_SÜD", null))).containsExactly("a", "c");
        assertThat(ids(text("old of F", null))).containsExactly("b");
        assertThat(ids(text("pumpe", "c"))).containsExactly("a");
        assertThat(ids(text("%", null))).isEmpty();
        assertThat(store.alert("b"))
                .hasValueSatisfying(found -> assertThat(found.source()).isEqualTo("fan"));
        assertThat(store.alert("none")).isEmpty();
    }

    private static AlertQuery text(String text, String before) {
        return new AlertQuery(null, null, null, null, text, before, 9);
    }

    @Test
    void open_fileOfTheFirstVersion_isTakenOver() throws SQLException {
        append(alert("a", AlertState.FIRING, "Pump", Severity.INFO, "hot"));
        store.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("alter table alert drop column words");
            statement.execute("pragma user_version = 1");
        }
        again();
        assertThat(ids(text("pUMP", null))).containsExactly("a");
        append(alert("b", AlertState.FIRING, "Pump", Severity.INFO, "hot"));
        again();
        assertThat(ids(text("hot of pump", null))).containsExactly("a", "b");
    }

    @Test
    void append_laterStep_replacesAndKeepsTheSteps() throws SQLException {
        append(alert("a", AlertState.PENDING));
        append(alert("b", AlertState.FIRING), alert("a", AlertState.FIRING));
        append(alert("a", AlertState.RESOLVED));
        assertThat(ids(AlertQuery.newest(10))).containsExactly("a", "b");
        assertThat(store.open()).extracting(Alert::id).containsExactly("b");
        assertThat(store.steps("a"))
                .extracting(step -> step.state().label())
                .containsExactly("pending", "firing", "resolved");
    }

    @Test
    void find_anyFilter_isThatOfAList() throws SQLException {
        for (int i = 0; i < 20; i++) {
            append(alert(
                    "a" + i,
                    i % 2 == 0 ? AlertState.FIRING : AlertState.RESOLVED,
                    "s" + i % 3,
                    i % 5 == 0 ? Severity.CRITICAL : Severity.INFO,
                    "r" + i % 2));
        }
        append(alert("p", AlertState.PENDING));
        assertThat(ids(AlertQuery.newest(3))).containsExactly("a17", "a18", "a19");
        assertThat(ids(new AlertQuery(null, null, null, null, null, "a17", 2))).containsExactly("a15", "a16");
        assertThat(ids(new AlertQuery(AlertState.FIRING, Severity.CRITICAL, "s1", "r0", null, null, 9)))
                .containsExactly("a10");
        assertThat(ids(new AlertQuery(AlertState.PENDING, null, null, null, null, null, 9)))
                .containsExactly("p");
        assertThat(ids(AlertQuery.newest(0))).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ids(new AlertQuery(null, null, null, null, null, "none", 9)));
    }

    @Test
    void tidy_tooMany_forgetsTheOldestResolvedOnly() throws SQLException {
        store.close();
        store = SqliteAlertStore.open(file, Duration.ofDays(1), 3);
        for (int i = 0; i < 10; i++) {
            append(alert("a" + i, i == 1 ? AlertState.FIRING : AlertState.RESOLVED));
        }
        store.purge();
        assertThat(ids(AlertQuery.newest(100))).containsExactly("a1", "a7", "a8", "a9");
        assertThat(store.steps("a0")).isEmpty();
    }

    @Test
    void folderThatCannotBe_isSaidAndTriedAgain() throws IOException {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file where the folder should be");
        store.close();
        store = SqliteAlertStore.open(blocked.resolve("alerts.db"));
        assertThat(store.trouble()).isNotNull();
        assertThat(store.append(List.of(alert("a", AlertState.FIRING))).toCompletableFuture())
                .isCompletedExceptionally();
        Files.delete(blocked);
        append(alert("a", AlertState.FIRING));
        assertThat(store.trouble()).isNull();
    }

    @Test
    void append_manyBatches_keepTheirOrder() throws SQLException {
        List<String> expected = new ArrayList<>();
        for (int batch = 0; batch < 20; batch++) {
            List<Alert> alerts = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                expected.add(batch + "-" + i);
                alerts.add(alert(batch + "-" + i, AlertState.FIRING));
            }
            append(alerts.toArray(Alert[]::new));
        }
        assertThat(ids(AlertQuery.newest(10_000))).isEqualTo(expected);
    }

    private static FailurePattern pattern(String id, double confidence, Instant end) {
        return FailurePattern.builder()
                .patternId(id)
                .failureType(FailureType.TREND)
                .source("s")
                .type("t")
                .confidence(confidence)
                .severity(0.5)
                .description("it rises")
                .timestamp(START)
                .endsAt(end)
                .dataPoints(List.of(1.0, 2.0))
                .metadata(Map.of("slope", 0.5))
                .build();
    }

    private void appendPatterns(FailurePattern... patterns) {
        assertThat(store.appendPatterns(List.of(patterns)).toCompletableFuture())
                .isCompleted();
    }

    @Test
    void appendPatterns_reportedAgain_replacesWhileItLastsOnly() throws SQLException {
        appendPatterns(pattern("p", 0.5, null));
        appendPatterns(pattern("q", 0.5, null), pattern("p", 0.9, null));
        appendPatterns(pattern("p", 0.9, START.plusSeconds(5)));
        appendPatterns(pattern("p", 0.7, null));
        again();
        assertThat(store.patterns(null, 10))
                .containsExactly(
                        pattern("p", 0.9, START.plusSeconds(5)), pattern("q", 0.5, null), pattern("p", 0.7, null));
        assertThat(store.patterns("q", 10)).containsExactly(pattern("p", 0.9, START.plusSeconds(5)));
        assertThat(store.patterns(null, 1)).containsExactly(pattern("p", 0.7, null));
        assertThatIllegalArgumentException().isThrownBy(() -> store.patterns("none", 10));
    }

    @Test
    void endPatterns_thoseThatLast_end() throws SQLException {
        appendPatterns(pattern("p", 0.5, null), pattern("q", 0.5, START));
        store.endPatterns(START.plusSeconds(9));
        assertThat(store.patterns(null, 10))
                .extracting(FailurePattern::endsAt)
                .containsExactly(START.plusSeconds(9), START);
    }

    @Test
    void keep_silence_isThereAfterReopeningUntilForgotten() throws SQLException {
        Silence silence =
                new Silence("q", Map.of("source", "pump*"), START, Instant.parse("2999-01-01T00:00:00Z"), "ann", "");
        store.saveSilence(silence);
        again();
        store.purge();
        assertThat(store.silences()).containsExactly(silence);
        store.removeSilence("q");
        assertThat(store.silences()).isEmpty();
    }

    @Test
    void tidy_endedSilence_isForgotten() throws SQLException {
        store.saveSilence(new Silence("q", Map.of("source", "a"), START, START.plusSeconds(1), "ann", ""));
        store.purge();
        assertThat(store.silences()).isEmpty();
    }

    @Test
    void metrics_commitsAndFaults_areCounted() {
        append(alert("a", AlertState.FIRING), alert("b", AlertState.FIRING));
        store.close();
        assertThat(store.append(List.of(alert("c", AlertState.FIRING))).toCompletableFuture())
                .isCompletedExceptionally();
        StoreMetrics metrics = store.metrics().orElseThrow();
        assertThat(metrics.commits()).isEqualTo(1);
        assertThat(metrics.rows()).isEqualTo(2);
        assertThat(metrics.faults()).isEqualTo(1);
        assertThat(metrics.commitCounts().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(1);
        assertThat(metrics.commitTime()).isPositive();
    }
}
