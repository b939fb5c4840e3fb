// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertKind;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Evidence;
import io.arxsvgx.telemetry.rule.Severity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertPrinterTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AlertPrinter printer = AlertPrinter.on(
            DemoConsole.on(new PrintStream(written, true, UTF_8), false), DemoClock.start(TimeSource.manual(START)));

    @Test
    void handle_firing_printsRuleSeriesAndEvidence() {
        printer.handle(alert("a1", AlertState.FIRING));

        assertThat(lines())
                .containsExactly(
                        "[  2.0 s] FIRED    critical, slow parse, on svg_parser/parse_millis (a1)",
                        "             why: 82.0 > 80.0",
                        "             window: 1 82");
    }

    @Test
    void handle_resolved_printsDurationOccurrencesAndReason() {
        printer.handle(alert("a1", AlertState.FIRING));
        printer.handle(alert("a1", AlertState.RESOLVED));

        assertThat(lines().subList(3, 5))
                .containsExactly(
                        "[  5.5 s] RESOLVED critical, slow parse, on svg_parser/parse_millis (a1)",
                        "             after 3.5 s, 7 occurrences: condition ended");
    }

    @Test
    void handle_sameStepAgain_printsItOnce() {
        printer.handle(alert("a1", AlertState.FIRING));
        printer.handle(alert("a1", AlertState.FIRING));
        printer.handle(alert("a1", AlertState.RESOLVED));
        printer.handle(alert("a1", AlertState.RESOLVED));

        assertThat(lines()).hasSize(5);
        assertThat(printer.fired()).isOne();
        assertThat(printer.resolved()).isOne();
    }

    @Test
    void handle_resolvedUnseen_printsBothSteps() {
        printer.handle(alert("a2", AlertState.RESOLVED));

        assertThat(lines()).hasSize(5);
        assertThat(printer.fired()).isOne();
        assertThat(printer.resolved()).isOne();
    }

    @Test
    void onAlert_ofAWholeSource_printsTheSourceAlone() {
        printer.onAlert(alert("a1", AlertState.FIRING, ""));

        assertThat(lines().get(0)).endsWith("on svg_parser (a1)");
        assertThat(printer.fired()).isOne();
    }

    @Test
    void handle_pending_printsNothing() {
        printer.handle(alert("a1", AlertState.PENDING));

        assertThat(lines()).isEmpty();
        assertThat(printer.fired()).isZero();
    }

    private List<String> lines() {
        return written.toString(UTF_8).lines().toList();
    }

    private static Alert alert(String id, AlertState state) {
        return alert(id, state, "parse_millis");
    }

    private static Alert alert(String id, AlertState state, String type) {
        boolean resolved = state == AlertState.RESOLVED;
        return Alert.builder()
                .id(id)
                .fingerprint("fingerprint")
                .kind(AlertKind.RULE)
                .ruleId("slow_parse")
                .ruleName("slow parse")
                .severity(Severity.CRITICAL)
                .state(state)
                .source("svg_parser")
                .type(type)
                .value(82)
                .status("completed")
                .description("description")
                .startsAt(START.plusMillis(1_000))
                .firedAt(state == AlertState.PENDING ? null : START.plusMillis(2_000))
                .endsAt(resolved ? START.plusMillis(5_500) : null)
                .endReason(resolved ? "condition ended" : null)
                .occurrences(7)
                .evidence(new Evidence(List.of(1.0, 82.0), "value", 82, 80, Duration.ZERO, "82.0 > 80.0"))
                .build();
    }
}
