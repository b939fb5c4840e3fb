// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Rules over recorded events: which alerts would have fired.
 *
 * <p>{@link io.arxsvgx.telemetry.replay.Replay} evaluates rules under the events' own time, as a live processor would have,
 * and calls no action. Use it to try a rule on recorded data, or to test rules as code.
 *
 * <pre>{@code
 * List<TelemetryEvent> history = new ArrayList<>();
 * for (int second = 0; second < 60; second++) {
 *     history.add(TelemetryEvent.builder()
 *             .timestamp(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second))
 *             .source("sensor_001")
 *             .type("temperature")
 *             .value(60 + second)
 *             .build());
 * }
 * ReplayReport report = Replay.run(List.of(rule), history);
 * System.out.println(report.alertsFired() + " alerts");
 * }</pre>
 */
@NullMarked
package io.arxsvgx.telemetry.replay;

import org.jspecify.annotations.NullMarked;
