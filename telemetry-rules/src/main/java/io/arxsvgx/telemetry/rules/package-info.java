// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The conditions that come with the library, and the three rules of its first version.
 *
 * <p>A rule names a condition in typed form, by {@link io.arxsvgx.telemetry.rules.Threshold}, {@link
 * io.arxsvgx.telemetry.rules.Trend} or {@link io.arxsvgx.telemetry.rules.Anomaly}, or in text form, by the names and
 * parameters of {@link io.arxsvgx.telemetry.rules.ThresholdCondition threshold}, {@link
 * io.arxsvgx.telemetry.rules.TrendCondition trend} and {@link io.arxsvgx.telemetry.rules.AnomalyCondition anomaly}. The
 * processor finds these through the service loader.
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
 * DefaultRules.all().forEach(processor::addAlertRule);
 * }</pre>
 *
 * <p>What a condition knows of a series is kept in a sliding window whose figures are updated with each event in
 * amortised constant time, do not drift, and do not depend on what has left the window. {@link
 * io.arxsvgx.telemetry.rules.AnomalyDetector} is the method {@code adaptive} without a processor.
 */
@NullMarked
package io.arxsvgx.telemetry.rules;

import org.jspecify.annotations.NullMarked;
