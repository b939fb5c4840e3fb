// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.metrics;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far failure detection has come and how far behind it is, where it is on the path. */
final class DetectionMetrics {
    /** Where it reports its own figures among the analytics. */
    private static final String NAME = "failure_detection";

    private static final Map<String, String> HELP = help();

    private DetectionMetrics() {}

    private static Map<String, String> help() {
        Map<String, String> help = new LinkedHashMap<>();
        help.put("series", "Series known to failure detection.");
        help.put("full_series", "Series with full state.");
        help.put("missed_values", "Values that had left the history before a round came.");
        help.put("behind_series", "Series with new values that wait to be looked at closely.");
        help.put("behind_seconds", "How long the one waiting longest has waited.");
        help.put("open_patterns", "Failure patterns that last.");
        help.put("busy_seconds", "Time that failure detection has taken.");
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
