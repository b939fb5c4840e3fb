// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.internal.state.AlertRecord;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import java.util.List;
import java.util.function.Consumer;

/** The alerts of one call to the store, and the steps to deliver afterwards. Guarded by the {@link AlertStoreWriter}. */
final class StoreBatch {
    final boolean isAttempt;
    final List<AlertStoreBacklog.Write> alerts;
    final List<FailurePattern> patterns;
    final List<Delivery> deliveries;
    final List<Runnable> patternDeliveries;
    long since;
    /** The number of committed alerts. */
    int committed;

    StoreBatch(
            boolean isAttempt,
            List<AlertStoreBacklog.Write> alerts,
            List<FailurePattern> patterns,
            List<Delivery> deliveries,
            List<Runnable> patternDeliveries,
            long since) {
        this.isAttempt = isAttempt;
        this.alerts = alerts;
        this.patterns = patterns;
        this.deliveries = deliveries;
        this.patternDeliveries = patternDeliveries;
        this.since = since;
    }

    /** A step that waits for the store. */
    record Delivery(AlertRecord entry, Alert alert, Consumer<Alert> next) {}
}
