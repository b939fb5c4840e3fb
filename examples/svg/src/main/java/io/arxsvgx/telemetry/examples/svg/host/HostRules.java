// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.host;

import io.arxsvgx.telemetry.examples.svg.demo.DemoFigures;
import io.arxsvgx.telemetry.examples.svg.parser.TelemetrySvgParser;
import io.arxsvgx.telemetry.examples.svg.viewport.TelemetryViewportManager;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rules of the host. */
final class HostRules {
    /** The action of the demo's rules. */
    static final String ACTION = "print_alert";

    /** The maximum duration: one frame at 60 frames per second; a longer parse is visible as a stutter. */
    private static final double FRAME_MILLIS = 16.7;

    /** The recovery value, so that a duration about one frame is one alert. */
    private static final double SMOOTH_MILLIS = 8;

    /** The threshold of elements per file; two thousand icons and their sheet stay below it in any order. */
    private static final double STEEP = 500;

    /** The sensitivity: 40 standard deviations, above the usual jitter of a running program. */
    private static final double SENSITIVITY = 0.05;

    private HostRules() {}

    /**
     * Returns the rules.
     *
     * @param calm how long an alert keeps firing after its condition has ended, so that related breaches are one alert
     * @param zoomLimit the maximum zoom level of the viewport
     * @param action the action of an alert
     */
    static List<AlertRule> all(Duration calm, double zoomLimit, String action) {
        return List.of(
                slowParse(calm, action),
                growingElementCount(calm, action),
                anomalousDuration(calm, action),
                failures(calm, action),
                zoomAtLimit(calm, action, zoomLimit));
    }

    /** Formats the parameters of a rule. */
    static String describe(Map<String, Object> parameters) {
        return parameters.entrySet().stream()
                .map(e -> e.getKey() + ' ' + (e.getValue() instanceof Double d ? DemoFigures.brief(d) : e.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static AlertRule slowParse(Duration calm, String action) {
        return rule("slow_parse", "slow parse", "threshold", TelemetrySvgParser.MILLIS, calm, action)
                .parameter("operator", ">")
                .parameter("value", FRAME_MILLIS)
                .parameter("recovery", SMOOTH_MILLIS)
                .severity(Severity.CRITICAL)
                .build();
    }

    private static AlertRule growingElementCount(Duration calm, String action) {
        return rule(
                        "growing_element_count",
                        "growing element count",
                        "trend",
                        TelemetrySvgParser.ELEMENTS,
                        calm,
                        action)
                .parameter("window", 10)
                .parameter("threshold", STEEP)
                .build();
    }

    private static AlertRule anomalousDuration(Duration calm, String action) {
        return rule("anomalous_duration", "anomalous duration", "anomaly", TelemetrySvgParser.MILLIS, calm, action)
                .parameter("sensitivity", SENSITIVITY)
                .build();
    }

    private static AlertRule failures(Duration calm, String action) {
        return rule("parse_failures", "broken files", "threshold", TelemetrySvgParser.FAILED, calm, action)
                .parameter("operator", ">=")
                .parameter("value", 1.0)
                .build();
    }

    private static AlertRule zoomAtLimit(Duration calm, String action, double zoomLimit) {
        return rule("zoom_limit", "zoom at its limit", "threshold", TelemetryViewportManager.ZOOM_LEVEL, calm, action)
                .parameter("operator", ">=")
                .parameter("value", zoomLimit)
                .parameter("recovery", zoomLimit / 2)
                .severity(Severity.INFO)
                .build();
    }

    private static AlertRule.Builder rule(
            String id, String name, String condition, String field, Duration calm, String action) {
        return AlertRule.builder(id)
                .name(name)
                .condition(condition)
                .parameter(AlertRule.FIELD, field)
                .keepFiringFor(calm)
                .actions(action);
    }
}
