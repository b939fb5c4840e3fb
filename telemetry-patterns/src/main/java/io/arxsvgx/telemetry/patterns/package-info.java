// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Failure detection: trends, change points, drift, degradation, bursts and other patterns, forecasts, and the risk of each source.
 *
 * <p>{@link io.arxsvgx.telemetry.patterns.FailureDetection} is found by the service loader and needs no settings. A host
 * that needs other settings, forecasts or maintenance alerts passes an instance of its own to the builder of the processor.
 *
 * <pre>{@code
 * FailureDetection detection = FailureDetection.builder().forecastSteps(24).build();
 * TelemetryProcessor processor =
 *         TelemetryProcessor.builder().detector(detection).build();
 * processor.onPattern(pattern -> System.out.println(pattern.failureType() + " " + pattern.description()));
 * processor.start();
 * detection.maintenance().forEach(alert -> System.out.println(alert.recommendedActions()));
 * }</pre>
 *
 * <p>It also has two conditions of rules, which the service loader finds: {@code forecast}, in Java {@link
 * io.arxsvgx.telemetry.patterns.ForecastCrossing}, and {@code change_point}, {@link
 * io.arxsvgx.telemetry.patterns.SeriesChange}.
 */
@NullMarked
package io.arxsvgx.telemetry.patterns;

import org.jspecify.annotations.NullMarked;
