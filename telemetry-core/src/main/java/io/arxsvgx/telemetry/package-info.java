// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Telemetry with alerting inside a program's own process.
 *
 * <p>{@link io.arxsvgx.telemetry.TelemetryProcessor} is the entry point: it accepts events, evaluates rules on them, and
 * fires and resolves alerts. The host records values through a {@link io.arxsvgx.telemetry.TelemetrySeries}, or ingests
 * whole events by {@link io.arxsvgx.telemetry.TelemetryProcessor#ingest}. Recording never blocks, unless the host
 * chooses so. One thread of the processor evaluates events, and each action has a thread of its own.
 *
 * <pre>{@code
 * TelemetryConfig config = TelemetryConfig.builder().bufferSize(10_000).build();
 * try (TelemetryProcessor processor = TelemetryProcessor.create(config)) {
 *     processor.registerAction("print", alert -> System.out.println(alert.state() + " " + alert.description()));
 *     processor.addAlertRule(AlertRule.builder("hot")
 *             .on("temperature")
 *             .when(Threshold.above(80))
 *             .actions("print")
 *             .build());
 *     processor.start();
 *     TelemetrySeries temperature = processor.series("sensor_001", "temperature");
 *     temperature.record(91.5);
 * }
 * }</pre>
 *
 * <p>An event that cannot be accepted is dropped and counted by its reason; see {@link
 * io.arxsvgx.telemetry.snapshot.EventCounts}.
 */
@NullMarked
package io.arxsvgx.telemetry;

import org.jspecify.annotations.NullMarked;
