// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import io.arxsvgx.telemetry.notification.NotificationQuery;
import io.arxsvgx.telemetry.notification.ReceiverStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;

/** The states of messages and receivers, for people. Guarded by the engine. */
final class DeliveryReport {
    private DeliveryReport() {}

    /** Returns whether a query asks for a message. */
    static boolean matches(NotificationQuery query, QueuedMessage one) {
        return (query.state() == null || query.state() == one.state)
                && (query.receiver() == null || query.receiver().equals(one.receiver))
                && (query.alert() == null || one.alertIds.contains(query.alert()));
    }

    /** Returns the state of each integration. */
    static List<ReceiverStatus> status(
            Collection<IntegrationQueue> queues, Collection<QueuedMessage> dead, NotifierClock clock) {
        return queues.stream()
                .map(queue -> queue.status(
                        clock,
                        dead.stream()
                                .filter(one -> one.receiver.equals(queue.receiver)
                                        && one.integration.equals(
                                                queue.integration().name()))
                                .count()))
                .toList();
    }

    /** Returns the present problems of all receivers, one line each. */
    static List<String> problems(Collection<IntegrationQueue> queues, NavigableMap<String, QueuedMessage> dead) {
        List<String> problems = new ArrayList<>();
        for (IntegrationQueue queue : queues) {
            String problem = queue.problem();
            if (problem != null) {
                problems.add(problem);
            }
        }
        if (!dead.isEmpty()) {
            QueuedMessage newest = dead.lastEntry().getValue();
            problems.add(dead.size() + " notifications are dead, the newest for receiver \"" + newest.receiver + "\": "
                    + newest.lastError);
        }
        return problems;
    }
}
