// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.rules.model.SteppedClock;
import io.arxsvgx.telemetry.snapshot.RuleStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A processor with a clock that the test moves, beside {@link NaiveConditions}; each step is applied to both. */
final class ConditionWorld implements AutoCloseable {
    private static final int ALL = 10_000;
    private static final int BUFFER_SIZE = 1_024;
    private static final long MONOTONIC_STEP = 10_000_000_000_000L;

    /** One call of the action {@code a}. */
    record Call(AlertState state, Severity severity) {}

    final SteppedClock clock = new SteppedClock();
    final NaiveConditions model;
    final List<Call> calls = new ArrayList<>();
    TelemetryProcessor processor;
    private final Duration staleAfter;
    private final Duration expiry;
    private final List<AlertRule> rules = new ArrayList<>();
    /** Every alert of any process, as it was last. */
    private final Map<String, Alert> alerts = new LinkedHashMap<>();

    private boolean hasQueued;
    private int restarts;

    ConditionWorld(Duration staleAfter, Duration expiry) {
        this.staleAfter = staleAfter;
        this.expiry = expiry;
        model = new NaiveConditions(clock.epochNanos(), staleAfter, expiry);
        processor = newProcessor();
        processor.start();
    }

    private TelemetryProcessor newProcessor() {
        TelemetryConfig config = TelemetryConfig.builder()
                .timeSource(clock)
                .staleAfter(staleAfter)
                .seriesExpiry(expiry)
                .actionTimeout(Duration.ofDays(1))
                .bufferSize(BUFFER_SIZE)
                .build();
        TelemetryProcessor created =
                TelemetryProcessor.builder().config(config).callerDriven().build();
        created.registerAction("a", alert -> calls.add(new Call(alert.state(), alert.severity())));
        return created;
    }

    // Steps

    void add(AlertRule rule) {
        rules.add(rule);
        processor.addAlertRule(rule);
        processor.runOnce();
        model.add(rule);
    }

    void advance(Duration time) {
        clock.advance(time);
        model.advance(time);
    }

    /** Ingests an event, without a time of its own for a null time. The next drain processes it. */
    void event(String source, String type, Map<String, String> labels, double value, String status, Long ownTime) {
        boolean isByHandle = ownTime == null && value % 2 == 0;
        boolean isAccepted = isByHandle
                ? processor.series(source, type, labels).record(value, status)
                : processor.ingest(TelemetryEvent.builder()
                        .source(source)
                        .type(type)
                        .labels(labels)
                        .value(value)
                        .status(status)
                        .timestamp(ownTime == null ? null : SteppedClock.instant(ownTime))
                        .build());
        assertThat(isAccepted).isTrue();
        hasQueued = true;
        model.event(source, type, labels, value, status, ownTime);
    }

    /** Returns whether an event waits for the next drain. */
    boolean hasQueued() {
        return hasQueued;
    }

    void drain() {
        hasQueued = false;
        processor.runOnce();
        model.drained();
        collect();
    }

    /** Replaces the processor by one in another process with the same rules, which continues from a checkpoint. */
    void restart() {
        assertThat(processor.stop().isComplete()).isTrue();
        collect();
        byte[] state = savedState();
        List<Alert> firing = processor.alerts().firing();
        processor.close();
        clock.changeMonotonicOrigin(MONOTONIC_STEP * restarts++ - MONOTONIC_STEP / 2);
        processor = newProcessor();
        rules.forEach(processor::addAlertRule);
        try {
            processor.restoreState(new ByteArrayInputStream(state), firing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        processor.start();
        drain();
    }

    private byte[] savedState() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            processor.saveState(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void collect() {
        processor.alerts(ALL).forEach(alert -> alerts.put(alert.id(), alert));
    }

    // Comparison

    /** Every alert that the processors have fired, in order, as it was last. */
    List<Alert> alerts() {
        return List.copyOf(alerts.values());
    }

    /** Every change of an alert by the processors, in order of time. */
    List<Transition> transitions() {
        List<Transition> all = new ArrayList<>();
        for (Alert alert : alerts.values()) {
            all.add(transition(alert, AlertState.FIRING, alert.firedAt()));
            if (alert.endsAt() != null) {
                all.add(transition(alert, AlertState.RESOLVED, alert.endsAt()));
            }
        }
        return all.stream().sorted(Transition.ORDER).toList();
    }

    private static Transition transition(Alert alert, AlertState state, Instant time) {
        return new Transition(
                alert.ruleId(), alert.source(), Map.copyOf(alert.seriesLabels()), state, SteppedClock.nanos(time));
    }

    /** Asserts that the processor and the model have the same alerts, pending ones included. */
    void agree(String description) {
        Set<List<Object>> unspecified = new HashSet<>();
        model.streams().stream()
                .filter(stream -> stream.unspecified() != null)
                .forEach(stream -> unspecified.add(List.of(stream.rule.id(), stream.source, stream.labels)));
        assertThat(compared(transitions(), unspecified))
                .as("alerts %s", description)
                .isEqualTo(compared(
                        model.transitions().stream()
                                .filter(one -> one.state() != AlertState.PENDING)
                                .toList(),
                        unspecified));
        assertThat(compared(pending(), unspecified))
                .as("pending alerts %s", description)
                .isEqualTo(compared(model.pending(), unspecified));
        model.streams().stream()
                .filter(stream -> stream.unspecified() == null && stream.alert() != null && stream.alert().isFiring)
                .forEach(stream -> agree(stream, description));
        assertThat(processor.metrics().conditionFaults()).as(description).isZero();
    }

    /** Asserts that no condition has failed. */
    void assertNoErrors() {
        for (RuleStatus status : processor.rules().statuses()) {
            assertThat(status.lastError()).as(status.rule().id()).isNull();
        }
    }

    private static List<Transition> compared(List<Transition> all, Set<List<Object>> unspecified) {
        return all.stream()
                .filter(one -> !unspecified.contains(List.of(one.rule(), one.source(), one.labels())))
                .sorted(Transition.ORDER)
                .toList();
    }

    private List<Transition> pending() {
        return processor.pendingAlerts(ALL).stream()
                .map(alert -> transition(alert, AlertState.PENDING, alert.startsAt()))
                .toList();
    }

    private void agree(NaiveStream stream, String description) {
        Alert alert = processor.alerts().firing().stream()
                .filter(one -> one.ruleId().equals(stream.rule.id())
                        && one.source().equals(stream.source)
                        && one.seriesLabels().equals(stream.labels))
                .findFirst()
                .orElseThrow();
        assertThat(alert.severity()).as(description).isEqualTo(stream.alert().severity);
        if (stream.rule.parameters().containsKey("levels")) {
            assertThat(maxSeverity(alert)).as(description).isEqualTo(stream.alert().maxSeverity);
        }
        if (stream.alert().type != null && stream.rule.forDuration().isZero()) {
            assertThat(alert.type()).as(description).isEqualTo(stream.alert().type);
        }
    }

    /** Returns the highest severity that an alert has had, by its accessor {@code maxSeverity}. */
    static Severity maxSeverity(Alert alert) {
        try {
            return (Severity) Alert.class.getMethod("maxSeverity").invoke(alert);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Alert.maxSeverity() is missing", e);
        }
    }

    @Override
    public void close() {
        processor.close();
    }
}
