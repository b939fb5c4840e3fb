// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides what an integration is notified about a group, as Alertmanager does, and records it. Guarded by the engine. */
final class GroupFlush {
    private final AlertGroup group;
    private final Predicate<TrackedAlert> isSuppressed;
    private final MessageBook messages;
    private final Instant now;

    /**
     * Creates a flush of a group.
     *
     * @param isSuppressed whether a silence or another alert keeps an alert from being notified now
     * @param messages the messages that wait: while one does, the group is not repeated
     */
    GroupFlush(AlertGroup group, Predicate<TrackedAlert> isSuppressed, MessageBook messages, Instant now) {
        this.group = group;
        this.isSuppressed = isSuppressed;
        this.messages = messages;
        this.now = now;
    }

    /** Returns the alerts that an integration is notified now, and records that it was; null if it is notified nothing. */
    @Nullable
    List<Alert> next(Integration integration) {
        NotifiedState notified = group.notified(integration.name());
        List<TrackedAlert> firing = new ArrayList<>();
        List<TrackedAlert> resolved = new ArrayList<>();
        for (TrackedAlert alert : group.alerts.values()) {
            if (alert.isResolved()) {
                if (notified.knows(alert) || !isSuppressed.test(alert)) {
                    resolved.add(alert);
                }
            } else if (!isSuppressed.test(alert)) {
                firing.add(alert);
            }
        }
        List<TrackedAlert> ended = integration.sendsResolved() ? withoutThoseAgain(resolved, firing) : List.of();
        boolean isDue = firing.stream().anyMatch(notified::isNews)
                || !ended.isEmpty()
                || isRepeat(integration, notified, firing);
        resolved.forEach(alert -> notified.firing.remove(alert.id()));
        if (!integration.sendsResolved() && !resolved.isEmpty()) {
            messages.withdraw(
                    group, integration, resolved.stream().map(TrackedAlert::id).collect(Collectors.toSet()));
        }
        if (!isDue) {
            return null;
        }
        firing.forEach(alert -> notified.firing.put(alert.id(), alert.severity()));
        notified.at = now;
        List<Alert> alerts = new ArrayList<>();
        firing.forEach(alert -> alerts.add(alert.alert));
        ended.forEach(alert -> alerts.add(alert.alert));
        return AlertMerge.newestOfLabels(alerts);
    }

    /** Returns the resolved alerts without those that fire again under the same labels: receivers take both for one. */
    private static List<TrackedAlert> withoutThoseAgain(List<TrackedAlert> resolved, List<TrackedAlert> firing) {
        Set<Object> again = new HashSet<>();
        firing.forEach(alert -> again.add(alert.labels));
        return resolved.stream().filter(alert -> !again.contains(alert.labels)).toList();
    }

    private boolean isRepeat(Integration integration, NotifiedState notified, List<TrackedAlert> firing) {
        Duration resend = integration.resendInterval();
        if (firing.isEmpty() || notified.at == null || messages.isWaiting(group, integration)) {
            return false;
        }
        if (resend != null && !notified.at.plus(resend).isAfter(now)) {
            return true;
        }
        return firing.stream().anyMatch(alert -> !alert.isAcknowledged())
                && !notified.at.plus(group.target().repeatInterval()).isAfter(now);
    }
}
