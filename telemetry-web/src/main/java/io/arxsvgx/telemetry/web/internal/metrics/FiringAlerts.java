// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.metrics;

import io.arxsvgx.telemetry.alert.Alert;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The metric with one sample for each firing alert, which has the labels of the alert's series. Stateless. */
final class FiringAlerts {
    /** The maximum number of samples, so that a flood of alerts does not become a flood of Prometheus series. */
    private static final int MAX_ALERTS = 1_000;

    private FiringAlerts() {}

    static MetricFamily of(List<Alert> firing) {
        MetricFamily family = MetricFamily.gauge(
                "telemetry_alert_firing",
                "1 for each firing alert, by rule and series; at most " + MAX_ALERTS
                        + ". A label NAME of the series is label_NAME.");
        Set<Map<String, String>> seen = new HashSet<>();
        for (Alert alert : firing) {
            if (seen.size() == MAX_ALERTS) {
                break;
            }
            Map<String, String> labels = labels(alert);
            if (seen.add(labels)) {
                family.add(labels, 1);
            }
        }
        return family;
    }

    private static Map<String, String> labels(Alert alert) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("rule_id", alert.ruleId());
        labels.put("severity", alert.severity().label());
        labels.put("source", alert.source());
        labels.put("type", alert.type());
        alert.seriesLabels()
                .forEach((name, value) -> labels.put("label_" + name.replaceAll("[^a-zA-Z0-9_]", "_"), value));
        return labels;
    }
}
