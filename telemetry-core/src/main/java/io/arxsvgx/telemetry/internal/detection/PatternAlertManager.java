// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.detection;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertKind;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Evidence;
import io.arxsvgx.telemetry.internal.alert.AlertDispatcher;
import io.arxsvgx.telemetry.internal.alert.AlertIds;
import io.arxsvgx.telemetry.internal.alert.AlertRegistry;
import io.arxsvgx.telemetry.internal.alert.AlertTransition;
import io.arxsvgx.telemetry.internal.state.AlertRecord;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.rule.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;

/**
 * The manager of alerts of failure patterns: one for each pattern whose confidence is above the threshold, resolved
 * when the pattern ends. A pattern of severity 0 is information only and raises no alert. Patterns arrive from the
 * detectors' thread; the rest is confined to the loop.
 */
public final class PatternAlertManager {
    private static final int CAPACITY = 1_024;
    private static final double CRITICAL = 0.8;
    private static final double WARNING = 0.4;

    private final MpscVarHandleArrayQueue<Reported> reported = new MpscVarHandleArrayQueue<>(CAPACITY);
    private final Map<String, AlertRecord> open = new HashMap<>();
    private final AlertRegistry registry;
    private final AlertDispatcher dispatcher;
    private final AlertIds ids;
    private final PatternRegistry patterns;
    private final double threshold;
    private final List<String> actions;

    public PatternAlertManager(
            AlertRegistry registry,
            AlertDispatcher dispatcher,
            AlertIds ids,
            PatternRegistry patterns,
            double threshold,
            List<String> actions) {
        this.registry = registry;
        this.dispatcher = dispatcher;
        this.ids = ids;
        this.patterns = patterns;
        this.threshold = threshold;
        this.actions = actions;
    }

    /** Passes a pattern to the loop; returns false if the queue is full. */
    boolean report(String detector, FailurePattern pattern) {
        return reported.offer(new Reported(detector, pattern));
    }

    /** Applies the reported patterns; called by the loop. */
    public void applyChanges() {
        for (Reported one = reported.poll(); one != null; one = reported.poll()) {
            applyChanges(one.detector, one.pattern);
        }
    }

    private void applyChanges(String detector, FailurePattern pattern) {
        AlertRecord entry = open.get(pattern.patternId());
        Instant end = pattern.endsAt();
        if (entry == null) {
            if (end == null && pattern.confidence() > threshold && pattern.severity() > 0) {
                fire(detector, pattern);
            }
        } else {
            if (end == null) {
                entry.breached();
            }
            Alert.Builder draft = entry.atLastStep().toBuilder();
            draft.pattern(pattern);
            if (end != null) {
                draft.state(AlertState.RESOLVED)
                        .endsAt(end)
                        .endReason("the pattern ended")
                        .silenced(dispatcher.isSilenced(entry));
            }
            entry.step(draft);
            if (end != null) {
                open.remove(pattern.patternId());
                registry.resolved(entry);
            }
            dispatcher.step(entry, end == null ? AlertTransition.UPDATED : AlertTransition.RESOLVED, List.of());
        }
    }

    private void fire(String detector, FailurePattern pattern) {
        AlertRecord entry = new AlertRecord(Alert.builder()
                .id(ids.next())
                .fingerprint(ids.fingerprint(
                        detector,
                        pattern.source(),
                        pattern.type() + "/" + pattern.failureType(),
                        pattern.seriesLabels()))
                .kind(AlertKind.PATTERN)
                .ruleId(detector)
                .ruleName(detector)
                .severity(severity(pattern.severity()))
                .state(AlertState.FIRING)
                .source(pattern.source())
                .type(pattern.type())
                .seriesLabels(pattern.seriesLabels())
                .value(
                        pattern.dataPoints().isEmpty()
                                ? pattern.confidence()
                                : pattern.dataPoints().get(pattern.dataPoints().size() - 1))
                .description(pattern.description())
                .startsAt(pattern.timestamp())
                .firedAt(pattern.timestamp())
                .evidence(new Evidence(
                        pattern.dataPoints(),
                        "confidence",
                        pattern.confidence(),
                        threshold,
                        Duration.ZERO,
                        pattern.description() + " (confidence "
                                + ConfidenceFormat.above(pattern.confidence(), threshold) + ")"))
                .annotations(patterns.annotate(pattern.source(), pattern.type(), pattern.seriesLabels(), Map.of()))
                .pattern(pattern)
                .build());
        open.put(pattern.patternId(), entry);
        registry.fired(entry);
        dispatcher.step(entry, AlertTransition.FIRED, actions);
    }

    private static Severity severity(double severity) {
        return severity >= CRITICAL ? Severity.CRITICAL : severity >= WARNING ? Severity.WARNING : Severity.INFO;
    }

    private record Reported(String detector, FailurePattern pattern) {}
}
