// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Alerts, failure patterns and silences in an embedded database, and the windows of series in a file beside it. Both
 * survive a restart.
 *
 * <p>{@link io.arxsvgx.telemetry.store.SqliteAlertStore} commits each alert before an action is called. {@link
 * io.arxsvgx.telemetry.store.StateFile} writes a checkpoint of the windows and restores it at the start.
 *
 * <pre>{@code
 * SqliteAlertStore store = SqliteAlertStore.open(Path.of("alerts.db"));
 * TelemetryProcessor processor =
 *         TelemetryProcessor.builder().alertStore(store).build();
 * StateFile state = StateFile.attach(processor, store, Path.of("state"), Duration.ofSeconds(10));
 * processor.start();
 * // …
 * processor.stop();
 * state.close();
 * processor.close();
 * }</pre>
 */
@NullMarked
package io.arxsvgx.telemetry.store;

import org.jspecify.annotations.NullMarked;
