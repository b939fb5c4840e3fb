// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Conditions without a processor: in a test of an evaluator, or in a program that has values only.
 *
 * <pre>{@code
 * SeriesEvaluator evaluator = new AnomalyCondition().evaluator(List.of(rule));
 * StandaloneSeries series = StandaloneSeries.of("sensor_001", "temperature", evaluator);
 * for (double value : values) {
 *     series.evaluate(value, 0);
 * }
 * System.out.println(series.explain(0).text());
 * }</pre>
 */
@NullMarked
package io.arxsvgx.telemetry.condition.standalone;

import org.jspecify.annotations.NullMarked;
