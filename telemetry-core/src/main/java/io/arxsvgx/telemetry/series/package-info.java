// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The recorded values of series: the events of one source and type, as the processor keeps them in memory.
 *
 * <p>A {@link io.arxsvgx.telemetry.series.SeriesHistory} is a copy of the newest values of a series with their times, oldest
 * first. The total over all series is bounded by {@code maxHistorySize}.
 *
 * <pre>{@code
 * processor.series().history("sensor_001", "temperature", 100).ifPresent(history -> {
 *     for (int i = 0; i < history.size(); i++) {
 *         System.out.println(history.time(i) + " " + history.value(i));
 *     }
 * });
 * }</pre>
 */
@NullMarked
package io.arxsvgx.telemetry.series;

import org.jspecify.annotations.NullMarked;
