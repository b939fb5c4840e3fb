// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The built-in conditions, and the three default rules of the first version.
 *
 * <p>A rule names a condition in typed form, by {@link io.arxsvgx.telemetry.rules.Threshold}, {@link
 * io.arxsvgx.telemetry.rules.Trend} or {@link io.arxsvgx.telemetry.rules.Anomaly}, or in text form, by the names and
 * parameters of {@link io.arxsvgx.telemetry.rules.ThresholdCondition threshold}, {@link
 * io.arxsvgx.telemetry.rules.TrendCondition trend} and {@link io.arxsvgx.telemetry.rules.AnomalyCondition anomaly}. The
 * processor finds these conditions through the service loader.
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
 * <p>A condition keeps the statistics of a sliding window over each series. It updates them in amortised constant time per
 * event. They do not drift, and they do not depend on values that have left the window. {@link
 * io.arxsvgx.telemetry.rules.AnomalyDetector} is the method {@code adaptive} without a processor.
 */
@NullMarked
package io.arxsvgx.telemetry.rules;

import org.jspecify.annotations.NullMarked;
