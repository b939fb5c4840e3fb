// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.snapshot.DashboardSnapshot;

/**
 * Receives snapshots, alerts and patterns. A slow subscriber delays nobody else: its queue holds 1,024 messages, further
 * ones are dropped, and {@link #onMissed} reports how many. What a method throws is counted and logged once per distinct
 * fault. A subscriber may unsubscribe itself from within a method.
 *
 * <p>Its methods are called one at a time, by a thread of its own or, if the processor is caller-driven, by the caller's.
 */
public interface TelemetrySubscriber {
    /**
     * A new snapshot, every processing interval. Only the newest one waits for a slow subscriber.
     *
     * @param snapshot the snapshot
     */
    default void onSnapshot(DashboardSnapshot snapshot) {}

    /**
     * An alert has fired, repeats, was acknowledged, went stale, or was resolved.
     *
     * @param alert the alert as it is now
     */
    default void onAlert(Alert alert) {}

    /**
     * A failure pattern was found, changed, or ended.
     *
     * @param pattern the pattern
     */
    default void onPattern(FailurePattern pattern) {}

    /**
     * The subscriber fell behind.
     *
     * @param count how many alerts and patterns were dropped since the last call
     */
    default void onMissed(long count) {}
}
