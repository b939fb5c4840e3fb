// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.message;

import io.arxsvgx.telemetry.alert.Alert;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The labels of an alert by which it is routed, grouped, inhibited and silenced: those of its series, those of its rule,
 * and {@code alertname} (the rule's id), {@code severity}, {@code source} and {@code type}, later ones first. A label of
 * the series or the rule with one of these names becomes {@code exported_NAME}.
 */
public final class AlertLabels {
    private static final Set<String> OWN = Set.of("alertname", "severity", "source", "type");

    private AlertLabels() {}

    /** Returns the labels of an alert, sorted by name, without empty ones. */
    public static SortedMap<String, String> of(Alert alert) {
        SortedMap<String, String> labels = new TreeMap<>();
        add(labels, alert.seriesLabels());
        add(labels, alert.labels());
        labels.put("alertname", alert.ruleId());
        labels.put("severity", alert.severity().label());
        labels.put("source", alert.source());
        labels.put("type", alert.type());
        labels.values().removeIf(String::isEmpty);
        return Collections.unmodifiableSortedMap(labels);
    }

    private static void add(SortedMap<String, String> labels, Map<String, String> given) {
        given.forEach((name, value) -> labels.put(OWN.contains(name) ? "exported_" + name : name, value));
    }
}
