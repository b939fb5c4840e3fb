// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.snapshot.DashboardSnapshot;

/**
 * A receiver of snapshots, alerts and patterns. A slow subscriber does not delay others: its queue holds 1,024
 * messages, further ones are dropped, and {@link #onMissed} reports their number. Exceptions are counted and logged
 * once per distinct fault. A subscriber may unsubscribe itself from within a method.
 *
 * <p>Its methods are called one at a time, by a thread of its own or, if the processor is caller-driven, by the caller's.
 */
public interface TelemetrySubscriber {
    /**
     * Receives a new snapshot, every processing interval. Only the newest one waits for a slow subscriber.
     *
     * @param snapshot the snapshot
     */
    default void onSnapshot(DashboardSnapshot snapshot) {}

    /**
     * Receives an alert that has fired, repeats, was acknowledged, went stale, or was resolved.
     *
     * @param alert the alert as it is now
     */
    default void onAlert(Alert alert) {}

    /**
     * Receives a failure pattern that was found, has changed, or has ended.
     *
     * @param pattern the pattern
     */
    default void onPattern(FailurePattern pattern) {}

    /**
     * Receives the number of messages that were dropped because the subscriber was too slow.
     *
     * @param count the number of alerts and patterns dropped since the last call
     */
    default void onMissed(long count) {}
}
