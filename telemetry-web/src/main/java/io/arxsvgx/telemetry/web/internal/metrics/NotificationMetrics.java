// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.metrics;

import io.arxsvgx.telemetry.notification.ReceiverStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The metrics of notifications, by receiver and integration. Thread-safe. */
final class NotificationMetrics {
    private NotificationMetrics() {}

    static void add(List<ReceiverStatus> receivers, Collection<MetricFamily> all) {
        all.add(filled(
                MetricFamily.gauge(
                        "telemetry_notification_receiver_failing", "1 while the last attempt to a receiver failed."),
                receivers,
                status -> status.failing() ? 1 : 0));
        all.add(filled(
                MetricFamily.gauge(
                        "telemetry_notifications_pending", "Notifications that wait for an attempt, by receiver."),
                receivers,
                ReceiverStatus::pending));
        all.add(filled(
                MetricFamily.gauge(
                        "telemetry_notifications_dead",
                        "Kept notifications that are no longer attempted, by receiver."),
                receivers,
                ReceiverStatus::dead));
        all.add(filled(
                MetricFamily.counter(
                        "telemetry_notifications_sent", "Notifications that a receiver accepted, by receiver."),
                receivers,
                ReceiverStatus::sent));
        all.add(filled(
                MetricFamily.counter(
                        "telemetry_notifications_failed_attempts",
                        "Attempts to send a notification that failed, by receiver."),
                receivers,
                ReceiverStatus::failedAttempts));
        all.add(filled(
                MetricFamily.counter(
                        "telemetry_notifications_lost",
                        "Notifications dropped because the queue of a receiver was full, by receiver."),
                receivers,
                ReceiverStatus::lost));
        all.add(latency(receivers));
    }

    private static MetricFamily filled(
            MetricFamily family, List<ReceiverStatus> receivers, ToLongFunction<ReceiverStatus> value) {
        receivers.forEach(status -> family.add(labels(status), (double) value.applyAsLong(status)));
        return family;
    }

    private static MetricFamily latency(List<ReceiverStatus> receivers) {
        MetricFamily latency = MetricFamily.gauge(
                "telemetry_notification_latency_seconds",
                "Time that the last attempt to send a notification took, by receiver.");
        for (ReceiverStatus status : receivers) {
            Duration taken = status.latency();
            if (taken != null) {
                latency.add(labels(status), taken.toNanos() / 1e9);
            }
        }
        return latency;
    }

    private static Map<String, String> labels(ReceiverStatus status) {
        return Map.of("receiver", status.receiver(), "integration", status.integration());
    }
}
