// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.metrics;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The metrics of failure detection, if it is on the class path: its progress and its delay. */
final class DetectionMetrics {
    /** The name of the detector in the analytics. */
    private static final String NAME = "failure_detection";

    private static final Map<String, String> HELP = help();

    private DetectionMetrics() {}

    private static Map<String, String> help() {
        Map<String, String> help = new LinkedHashMap<>();
        help.put("series", "Series known to failure detection.");
        help.put("full_series", "Series with full state.");
        help.put("missed_values", "Values that were dropped from the history before detection read them.");
        help.put("behind_series", "Series with new values that wait for a full analysis.");
        help.put("behind_seconds", "Longest time that a series has waited for a full analysis.");
        help.put("open_patterns", "Failure patterns that are open.");
        help.put("busy_seconds", "Total time spent in failure detection.");
        return help;
    }

    static void add(Map<String, Object> analytics, Collection<MetricFamily> all) {
        if (analytics.get(NAME) instanceof Map<?, ?> figures) {
            HELP.forEach((name, text) -> {
                if (figures.get(name) instanceof Number value) {
                    all.add(MetricFamily.gauge("telemetry_detection_" + name, text)
                            .add(Map.of(), value.doubleValue()));
                }
            });
        }
    }
}
