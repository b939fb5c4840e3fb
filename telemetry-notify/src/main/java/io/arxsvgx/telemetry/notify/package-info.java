// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Notifications about alerts, configured by a file in the format of Alertmanager.
 *
 * <pre>{@code
 * TelemetryProcessor processor = TelemetryProcessor.builder()
 *         .alertStore(SqliteAlertStore.open(Path.of("alerts.db")))
 *         .notifier(Notifications.fromFile(Path.of("notifications.yml")))
 *         .build();
 * }</pre>
 */
@NullMarked
package io.arxsvgx.telemetry.notify;

import org.jspecify.annotations.NullMarked;
