// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.notification.Notification;
import io.arxsvgx.telemetry.notification.NotificationState;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.message.MessageAlert;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A message to an integration, and what became of it. Guarded by the engine. */
final class QueuedMessage {
    /** The number by which messages are ordered, with leading zeros. */
    final String id;

    final String receiver;
    final String integration;
    final String group;
    final String groupKey;
    final SortedMap<String, String> groupLabels;
    final Instant createdAt;

    /** The alerts; empty once it was sent. */
    List<Alert> alerts;
    /** The ids of its alerts. */
    List<String> alertIds;

    int truncated;
    /** The length of its document. */
    int size;

    NotificationState state = NotificationState.PENDING;
    /** Whether it was or is being attempted, so that its content stays as it is. */
    boolean isFrozen;

    boolean isInFlight;
    int attempts;

    @Nullable
    Instant firstAttemptAt;

    long nextAttempt;
    /** The time until which the receiver has asked to wait, at the last attempt; null if it has not. */
    @Nullable
    Instant notBefore;

    @Nullable
    String lastError;

    @Nullable
    Instant sentAt;

    @Nullable
    String answer;

    QueuedMessage(
            String id,
            String receiver,
            String integration,
            String group,
            String groupKey,
            SortedMap<String, String> groupLabels,
            Instant createdAt,
            List<Alert> alerts,
            int truncated) {
        this.id = id;
        this.receiver = receiver;
        this.integration = integration;
        this.group = group;
        this.groupKey = groupKey;
        this.groupLabels = groupLabels;
        this.createdAt = createdAt;
        this.alerts = alerts;
        this.truncated = truncated;
        this.alertIds = alerts.stream().map(Alert::id).toList();
    }

    void replace(List<Alert> newer, int leftOut) {
        alerts = newer;
        alertIds = newer.stream().map(Alert::id).toList();
        truncated = leftOut;
    }

    /** Returns the key under which it is sent, the same at every attempt. */
    String idempotencyKey() {
        return group + "-" + id;
    }

    Message message(String externalUrl) {
        return new Message(
                receiver,
                groupKey,
                idempotencyKey(),
                groupLabels,
                alerts.stream().map(MessageAlert::of).toList(),
                truncated,
                externalUrl);
    }

    Notification listed(NotifierClock clock, long nextAttemptOfQueue) {
        boolean waits = state == NotificationState.PENDING && !isInFlight;
        return new Notification(
                id,
                receiver,
                integration,
                groupKey,
                idempotencyKey(),
                alertIds,
                state,
                attempts,
                createdAt,
                waits ? clock.at(Math.max(nextAttempt, nextAttemptOfQueue)) : null,
                lastError,
                sentAt,
                answer);
    }
}
