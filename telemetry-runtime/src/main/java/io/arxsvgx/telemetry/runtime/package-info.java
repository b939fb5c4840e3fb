// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * A processor with everything around it, assembled by one builder.
 *
 * <p>{@link io.arxsvgx.telemetry.runtime.TelemetryRuntime} creates a processor, and with a data folder its alert store and its
 * saved state, and a server. It starts them in the order in which each finds what it depends on, and closes them in reverse.
 * What it assembles is what a program could assemble from the other modules.
 *
 * <pre>{@code
 * try (TelemetryRuntime runtime =
 *         TelemetryRuntime.builder().data(Path.of("data")).build()) {
 *     runtime.processor().registerAction("page", alert -> System.out.println(alert.description()));
 *     runtime.processor()
 *             .addAlertRule(AlertRule.builder("hot")
 *                     .on("temperature")
 *                     .when(Threshold.above(80))
 *                     .actions("page")
 *                     .build());
 *     runtime.start();
 *     runtime.processor().series("pump_1", "temperature").record(91.5);
 * }
 * }</pre>
 */
@NullMarked
package io.arxsvgx.telemetry.runtime;

import org.jspecify.annotations.NullMarked;
