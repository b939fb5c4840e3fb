// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.ingest;

import static io.arxsvgx.telemetry.testing.AlertHarness.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import io.arxsvgx.telemetry.testing.AlertHarness;
import io.arxsvgx.telemetry.testing.ScriptedCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The counts include every event and every alert after any sequence of operations. */
class CountProperties {
    private enum What {
        GOOD,
        GOOD_BY_HANDLE,
        GOOD_BY_MAP,
        NOT_FINITE,
        NO_SOURCE,
        NO_TYPE,
        FAR_PAST,
        NULL,
        BAD_MAP,
        AHEAD,
        THROWING,
        TURN,
        TICK,
        LONG_PAUSE,
        STOP,
        START,
        SET_RULE,
        SET_OTHER_RULE,
        REMOVE_RULE
    }

    private record Operation(What what, int number) {}

    @Provide
    Arbitrary<List<Operation>> operations() {
        return Combinators.combine(
                        Arbitraries.of(What.class), Arbitraries.integers().between(0, 5))
                .as(Operation::new)
                .list()
                .ofMaxSize(120);
    }

    @Property(tries = 300)
    void counts_anyOperations_addUp(@ForAll("operations") List<Operation> operations) {
        ScriptedCondition condition = new ScriptedCondition();
        condition.onEvent = (series, value, verdicts) -> {
            if (value < 0) {
                throw new IllegalStateException("negative");
            }
        };
        try (AlertHarness harness = new AlertHarness()
                .config(config -> config.bufferSize(8).maxSeries(4))
                .parts(builder -> builder.condition(condition))
                .start(
                        AlertHarness.above("hot").build(),
                        ScriptedCondition.rule("scripted").build())) {
            TelemetrySeries handle = harness.processor.series("s0", TYPE);
            long offered = 0;
            long taken = 0;
            for (Operation operation : operations) {
                Boolean accepted = apply(operation, harness, handle);
                offered += accepted == null ? 0 : 1;
                taken += Boolean.TRUE.equals(accepted) ? 1 : 0;
                addUp(harness, offered, taken);
            }
            harness.processor.start();
            harness.turn();
            addUp(harness, offered, taken);
            assertThat(harness.processor.metrics().processed()).isEqualTo(taken);
        }
    }

    /** Runs the operation; returns whether an event was accepted, or null if none was recorded. */
    private static Boolean apply(Operation operation, AlertHarness harness, TelemetrySeries handle) {
        TelemetryProcessor processor = harness.processor;
        String source = "s" + operation.number;
        double value = 70 + 5 * operation.number;
        return switch (operation.what) {
            case GOOD -> processor.ingest(TelemetryEvent.of(source, TYPE, value));
            case GOOD_BY_HANDLE -> handle.record(value);
            case GOOD_BY_MAP -> processor.ingest(Map.of("source", source, "type", TYPE, "value", value));
            case NOT_FINITE -> handle.record(operation.number % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY);
            case NO_SOURCE -> processor.ingest(TelemetryEvent.of("", TYPE, value));
            case NO_TYPE -> processor.ingest(TelemetryEvent.of(source, "", value));
            case FAR_PAST -> handle.record(value, Instant.EPOCH.minusSeconds(1));
            case NULL -> processor.ingest((TelemetryEvent) null);
            case BAD_MAP -> processor.ingest(Map.of("source", source, "value", "high"));
            case AHEAD -> handle.record(value, harness.time.now().plusSeconds(30L * operation.number));
            case THROWING -> processor.ingest(TelemetryEvent.of(source, TYPE, -1));
            default -> {
                control(operation, harness);
                yield null;
            }
        };
    }

    private static void control(Operation operation, AlertHarness harness) {
        TelemetryProcessor processor = harness.processor;
        switch (operation.what) {
            case TURN -> harness.turn();
            case TICK -> harness.time.advance(Duration.ofSeconds(operation.number));
            case LONG_PAUSE -> harness.time.advance(Duration.ofMinutes(20L * operation.number));
            case STOP -> assertThat(processor.stop().isComplete()).isTrue();
            case START -> processor.start();
            case SET_RULE ->
                processor.addAlertRule(AlertHarness.above("hot")
                        .forDuration(Duration.ofSeconds(operation.number))
                        .build());
            case SET_OTHER_RULE ->
                processor.addAlertRule(
                        ScriptedCondition.rule("r" + operation.number).build());
            case REMOVE_RULE -> processor.removeAlertRule(operation.number % 2 == 0 ? "hot" : "scripted");
            default -> throw new AssertionError(operation);
        }
    }

    private static void addUp(AlertHarness harness, long offered, long taken) {
        ProcessorMetrics metrics = harness.processor.metrics();
        assertThat(metrics.offered()).isEqualTo(offered).isEqualTo(metrics.accepted() + metrics.dropped());
        assertThat(metrics.accepted()).isEqualTo(taken).isEqualTo(metrics.processed() + metrics.waiting());
        assertThat(metrics.processed()).isEqualTo(metrics.evaluated() + metrics.discarded());
        assertThat(sum(metrics.droppedByReason())).isEqualTo(metrics.dropped());
        assertThat(sum(metrics.discardedByReason())).isEqualTo(metrics.discarded());
        assertThat(metrics.alertsFired()).isEqualTo(metrics.alertsResolved() + metrics.activeAlerts());
        assertThat(metrics.activeAlertsBySeverity()).containsOnlyKeys(Severity.values());
        assertThat(metrics.activeAlertsBySeverity().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(metrics.activeAlerts());
        List<Alert> alerts = harness.alerts();
        assertThat(alerts).hasSize((int) metrics.alertsFired());
        assertThat(alerts.stream().filter(alert -> alert.state() == AlertState.FIRING))
                .hasSize((int) metrics.activeAlerts());
        assertThat(metrics.series()).isLessThanOrEqualTo(4);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
