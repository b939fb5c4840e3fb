// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The built-in conditions, and the three default rules of the first version.
 *
 * <p>A rule names a condition in typed form, or in text form by its name and parameters. The processor finds the conditions
 * through the service loader.
 *
 * <ul>
 *   <li>{@link io.arxsvgx.telemetry.rules.Threshold threshold}, also with a limit for each severity, and {@link
 *       io.arxsvgx.telemetry.rules.Count count}: values beyond a limit
 *   <li>{@link io.arxsvgx.telemetry.rules.Absence absence} and {@link io.arxsvgx.telemetry.rules.Flatline flatline}: no event,
 *       no change
 *   <li>{@link io.arxsvgx.telemetry.rules.Rate rate}, {@link io.arxsvgx.telemetry.rules.Aggregate aggregate}, {@link
 *       io.arxsvgx.telemetry.rules.Ratio ratio} and {@link io.arxsvgx.telemetry.rules.StatusRatio status_ratio}: figures of a
 *       window
 *   <li>{@link io.arxsvgx.telemetry.rules.Trend trend} and {@link io.arxsvgx.telemetry.rules.Anomaly anomaly}: the course of a
 *       series
 *   <li>{@link io.arxsvgx.telemetry.rules.AllOf all_of}, {@link io.arxsvgx.telemetry.rules.AnyOf any_of}, {@link
 *       io.arxsvgx.telemetry.rules.Not not} and {@link io.arxsvgx.telemetry.rules.Sequence sequence}: several conditions
 * </ul>
 *
 * <pre>{@code
 * processor.addAlertRule(AlertRule.builder("hot")
 *         .on("temperature")
 *         .when(Threshold.above(80).recoverAt(75))
 *         .build());
 * processor.addAlertRule(AlertRule.builder("pressure_rises")
 *         .on("pressure")
 *         .when(Trend.slope().over(60).per(Trend.SlopeUnit.SECOND).steeperThan(0.2))
 *         .build());
 * processor.addAlertRule(AlertRule.builder("odd_vibration")
 *         .on("vibration")
 *         .when(Anomaly.adaptive().sensitivity(0.8))
 *         .build());
 * processor.addAlertRule(AlertRule.builder("overloaded")
 *         .when(AllOf.of(
 *                 Threshold.above(90).on("cpu"),
 *                 Aggregate.quantile(0.99).within(Duration.ofMinutes(5)).above(500).on("latency")))
 *         .build());
 * DefaultRules.all().forEach(processor::addAlertRule);
 * }</pre>
 *
 * <p>A condition keeps the statistics of a sliding window over each series. It updates them in amortised constant time per
 * event. They do not drift, and they do not depend on values that have left the window. {@link
 * io.arxsvgx.telemetry.rules.AnomalyDetector} is the method {@code adaptive} without a processor.
 */
@NullMarked
package io.arxsvgx.telemetry.rules;

import org.jspecify.annotations.NullMarked;
