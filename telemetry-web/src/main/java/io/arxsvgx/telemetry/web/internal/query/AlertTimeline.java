// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.query;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Acknowledgement;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertHistory;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.AlertStep;
import io.arxsvgx.telemetry.alert.AlertStoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds an alert wherever it is, and its steps from pending to resolved. Thread-safe. */
public final class AlertTimeline {
    private final TelemetryProcessor processor;
    private final AlertHistory history;

    public AlertTimeline(TelemetryProcessor processor) {
        this.processor = processor;
        history = processor.alerts().history();
    }

    /**
     * One step. Immutable.
     *
     * @param at when it was
     * @param state pending, firing, acknowledged or resolved
     * @param text what it was, in words
     */
    public record Step(Instant at, String state, String text) {}

    /** An alert that is listed, pending or kept; null if there is none of that id. */
    @Nullable
    public Alert find(String id) {
        Alert listed = processor.alerts().find(id).orElse(null);
        if (listed != null) {
            return listed;
        }
        return processor.pendingAlerts(Integer.MAX_VALUE).stream()
                .filter(alert -> alert.id().equals(id))
                .findAny()
                .orElseGet(() -> history.alert(id).orElse(null));
    }

    /** The steps of an alert's life, oldest first: as the store has them, or else as the alert itself tells. */
    public List<Step> steps(Alert alert) {
        List<Step> steps = new ArrayList<>();
        Instant fired = alert.firedAt();
        if (fired == null || alert.startsAt().isBefore(fired)) {
            steps.add(new Step(alert.startsAt(), AlertState.PENDING.label(), "the condition began to hold"));
        }
        List<Step> kept = keptSteps(alert);
        steps.addAll(kept);
        // what the store was never given, as while it failed, the alert itself tells
        ownSteps(alert).stream()
                .filter(own -> kept.stream().noneMatch(step -> step.state().equals(own.state())))
                .forEach(steps::add);
        Acknowledgement seen = alert.acknowledgement();
        if (seen != null) {
            steps.add(new Step(
                    seen.at(), "acknowledged", seen.who() + (seen.note().isEmpty() ? "" : ": " + seen.note())));
        }
        steps.sort(Comparator.comparing(Step::at));
        return steps;
    }

    private static List<Step> ownSteps(Alert alert) {
        List<Step> steps = new ArrayList<>();
        if (alert.firedAt() != null) {
            steps.add(new Step(alert.firedAt(), AlertState.FIRING.label(), alert.description()));
        }
        if (alert.endsAt() != null) {
            steps.add(new Step(alert.endsAt(), AlertState.RESOLVED.label(), end(alert)));
        }
        return steps;
    }

    private static String end(Alert alert) {
        return alert.endReason() == null ? alert.description() : alert.endReason();
    }

    /** What the store has, without the steps in which neither state nor words have changed. */
    private List<Step> keptSteps(Alert alert) {
        List<Step> steps = new ArrayList<>();
        try {
            for (AlertStep kept : history.steps(alert.id())) {
                boolean ends = kept.state() == AlertState.RESOLVED;
                Step step = new Step(kept.at(), kept.state().label(), ends ? end(alert) : kept.description());
                Step last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
                if (last == null
                        || !last.state().equals(step.state())
                        || !last.text().equals(step.text())) {
                    steps.add(step);
                }
            }
        } catch (AlertStoreException e) {
            // as long as the store is unavailable, the alert itself tells
            steps.clear();
        }
        return steps;
    }
}
