// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Alerts, the actions that respond to them, silences, and the stores that record them.
 *
 * <p>An {@link io.arxsvgx.telemetry.alert.Alert} belongs to one rule and one series. It is {@code PENDING} while the
 * condition has held for less than the rule's {@code for}, then {@code FIRING}, and {@code RESOLVED} at the end. Its {@link
 * io.arxsvgx.telemetry.alert.Evidence} has the values, the computed figure and the limit that made it fire. An {@link
 * io.arxsvgx.telemetry.alert.AlertAction} is called when it fires, repeats and resolves; a {@link
 * io.arxsvgx.telemetry.alert.Silence} holds these calls back. An {@link io.arxsvgx.telemetry.alert.AlertStore} keeps
 * alerts after the process has ended.
 *
 * <pre>{@code
 * processor.registerAction("page", alert -> {
 *     if (alert.state() == AlertState.FIRING) {
 *         System.out.println(alert.severity().label() + ": " + alert.evidence().text());
 *     }
 * });
 * Instant now = Instant.now();
 * processor.silence(new Silence(
 *         "maintenance", Map.of("source", "pump_*"), now, now.plus(Duration.ofHours(1)), "alice", "new bearing"));
 * List<Alert> critical = processor.alerts().firing().stream()
 *         .filter(alert -> alert.severity() == Severity.CRITICAL)
 *         .toList();
 * }</pre>
 */
@NullMarked
package io.arxsvgx.telemetry.alert;

import org.jspecify.annotations.NullMarked;
