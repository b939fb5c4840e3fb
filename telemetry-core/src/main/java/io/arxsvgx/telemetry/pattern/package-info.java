// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Failure patterns, which indicate failures that no rule describes, and the interface of detectors.
 *
 * <p>A {@link io.arxsvgx.telemetry.pattern.PatternDetector} analyses all series every processing interval and reports
 * {@link io.arxsvgx.telemetry.pattern.FailurePattern}s and {@link io.arxsvgx.telemetry.pattern.RiskAssessment}s. A pattern
 * raises an alert of the kind {@code PATTERN}. Detectors are found by the service loader, or passed to the builder of a
 * processor; {@code telemetry-patterns} contains one.
 *
 * <pre>{@code
 * class SilentSeries implements PatternDetector {
 *     @Override
 *     public String name() {
 *         return "silent";
 *     }
 *
 *     @Override
 *     public void detect(DetectionContext context) {
 *         for (SeriesHistory series : context.series()) {
 *             if (series.size() == 0) {
 *                 context.report(FailurePattern.builder()
 *                         .patternId("silent-" + series.source() + "-" + series.type())
 *                         .failureType(FailureType.ANOMALY)
 *                         .source(series.source())
 *                         .type(series.type())
 *                         .confidence(0.9)
 *                         .severity(0.3)
 *                         .timestamp(context.now())
 *                         .build());
 *             }
 *         }
 *     }
 * }
 *
 * TelemetryProcessor processor =
 *         TelemetryProcessor.builder().detector(new SilentSeries()).build();
 * processor.onPattern(pattern -> System.out.println(pattern.description()));
 * }</pre>
 */
@NullMarked
package io.arxsvgx.telemetry.pattern;

import org.jspecify.annotations.NullMarked;
