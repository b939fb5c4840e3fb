// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the receivers must have been notified at the end of a sequence, by the model. */
final class EngineObligations {
    private final EngineModel model;

    EngineObligations(EngineModel model) {
        this.model = model;
    }

    /** What firing alerts must have been notified, when there was enough time. */
    void checkFiringIsTold(List<ModelRoute> routes) {
        for (ModelAlert alert : model.alerts.values()) {
            for (ModelRoute route : ModelRoute.matching(routes, alert)) {
                if (alert.isFiring() && !model.hidden.containsKey(alert.source)) {
                    checkFiringIsTold(alert, route);
                }
            }
        }
    }

    private void checkFiringIsTold(ModelAlert alert, ModelRoute route) {
        for (String integration : ModelRoute.RECEIVERS.get(route.target().receiver())) {
            String name = route.target().receiver() + "/" + integration;
            boolean isNotified = model.queues.values().stream()
                    .filter(queue -> queue.route.equals(route) && !queue.isEscalation && queue.name.startsWith(name))
                    .anyMatch(queue -> queue.dead.contains(alert.id)
                            || queue.notified.values().stream().anyMatch(notified -> isNotified(notified, alert)));
            if (!isNotified) {
                model.faults.add(alert + " fires, " + name + " of route "
                        + route.target().id() + " does not know");
            }
        }
        if (route.target().escalateTo() != null) {
            checkIsEscalated(alert, route);
        }
    }

    private static boolean isNotified(ModelQueue.Notified notified, ModelAlert alert) {
        return notified.id().equals(alert.id)
                && !notified.resolved()
                && (alert.hasFallen || notified.severity() >= ModelQueue.severity(alert.severity.label()));
    }

    private void checkIsEscalated(ModelAlert alert, ModelRoute route) {
        Instant due = alert.firedAt.plus(route.target().escalateAfter());
        boolean isDue =
                alert.acknowledgedAt == null && due.plus(Duration.ofMinutes(30)).isBefore(model.now());
        boolean isNotified = model.queues.values().stream()
                .filter(queue -> queue.isEscalation)
                .anyMatch(queue -> queue.dead.contains(alert.id)
                        || queue.notified.values().stream()
                                .anyMatch(notified -> notified.id().equals(alert.id) && !notified.resolved()));
        if (isDue && !isNotified) {
            model.faults.add(alert + " is not escalated");
        }
    }

    /** What must have been notified when everything is resolved and there was enough time. */
    void checkResolvedIsTold() {
        for (ModelQueue queue : model.queues.values()) {
            for (ModelQueue.Notified notified : queue.notified.values()) {
                boolean isOpen =
                        !notified.resolved() && !queue.dead.contains(notified.id()) && model.world.sendsResolved;
                model.check(!isOpen, queue, "never notified that it is resolved: " + notified);
            }
            model.check(queue.open == null, queue, "a message without an answer");
        }
    }

    /** Alerts that began and ended under the present configuration are notified at least as resolved. */
    void checkShortAlertsAreTold(List<ModelRoute> routes) {
        for (ModelAlert alert : model.alerts.values()) {
            for (ModelRoute route : ModelRoute.matching(routes, alert)) {
                boolean isOwed = !alert.wasHidden
                        && model.world.sendsResolved
                        && alert.firedAt.isAfter(model.configuredAt)
                        && !route.dependsOnSeverity();
                if (isOwed) {
                    checkIsTold(alert, route);
                }
            }
        }
    }

    private void checkIsTold(ModelAlert alert, ModelRoute route) {
        for (String integration : ModelRoute.RECEIVERS.get(route.target().receiver())) {
            String name = route.target().receiver() + "/" + integration;
            boolean isNotified = model.queues.values().stream()
                    .filter(queue -> queue.route.equals(route) && !queue.isEscalation && queue.name.startsWith(name))
                    .anyMatch(queue -> queue.dead.contains(alert.id)
                            || queue.toldResolved.contains(alert.id)
                            || queue.toldFiring.contains(alert.id)
                            || isToldAsALaterOne(queue, alert));
            if (!isNotified) {
                model.faults.add(alert + " was never notified to " + name + " of route "
                        + route.target().id());
            }
        }
    }

    /** An alert of the same labels replaces the one before it. */
    private boolean isToldAsALaterOne(ModelQueue queue, ModelAlert alert) {
        return model.alerts.values().stream()
                .anyMatch(other -> other.source.equals(alert.source)
                        && other.firedAt.compareTo(alert.resolvedAt) >= 0
                        && (queue.toldFiring.contains(other.id)
                                || queue.toldResolved.contains(other.id)
                                || queue.dead.contains(other.id)));
    }
}
