// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.query;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Acknowledgement;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertActivity;
import io.arxsvgx.telemetry.alert.AlertHistory;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.AlertStep;
import io.arxsvgx.telemetry.alert.AlertStoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finder of alerts by id, in the processor and in the store, and of their steps from pending to resolved.
 * Thread-safe.
 */
public final class AlertTimeline {
    private final TelemetryProcessor processor;
    private final AlertHistory history;

    public AlertTimeline(TelemetryProcessor processor) {
        this.processor = processor;
        history = processor.alerts().history();
    }

    /**
     * A step of an alert. Immutable.
     *
     * @param at the time of the step
     * @param state pending, firing, resolved, or a kind of {@link AlertActivity}
     * @param text a description
     */
    public record Step(Instant at, String state, String text) {}

    /** Returns a listed, pending or kept alert; null if there is none of that id. */
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

    /** Returns the steps of an alert, oldest first: from the store if it has them, otherwise from the alert. */
    public List<Step> steps(Alert alert) {
        List<Step> steps = new ArrayList<>();
        Instant fired = alert.firedAt();
        if (fired == null || alert.startsAt().isBefore(fired)) {
            steps.add(new Step(alert.startsAt(), AlertState.PENDING.label(), "the condition became true"));
        }
        List<Step> kept = keptSteps(alert);
        steps.addAll(kept);
        // add the steps that are missing in the store, for example because it failed
        ownSteps(alert).stream()
                .filter(own -> kept.stream().noneMatch(step -> step.state().equals(own.state())))
                .forEach(steps::add);
        alert.activities().forEach(one -> steps.add(step(one)));
        Acknowledgement seen = alert.acknowledgement();
        if (seen != null
                && alert.activities().stream().noneMatch(one -> one.at().equals(seen.at()))) {
            // acknowledged by an earlier version, which had no log
            steps.add(step(new AlertActivity(AlertActivity.Kind.ACKNOWLEDGED, seen.who(), seen.note(), seen.at())));
        }
        steps.sort(Comparator.comparing(Step::at));
        return steps;
    }

    private static Step step(AlertActivity activity) {
        String separator = activity.who().isEmpty() || activity.note().isEmpty() ? "" : ": ";
        return new Step(activity.at(), activity.kind().label(), activity.who() + separator + activity.note());
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

    /** Returns the steps in the store, without those that change neither state nor description. */
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
            // while the store is unavailable, use the steps of the alert itself
            steps.clear();
        }
        return steps;
    }
}
