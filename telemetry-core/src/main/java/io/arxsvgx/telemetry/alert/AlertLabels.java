// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The labels of an alert by which it is routed, grouped, inhibited and silenced: those of its series; those of its rule,
 * which come before those of the series; and {@code alertname} (the rule's id), {@code severity}, {@code source} and {@code
 * type}. A label of the series or the rule with one of these four names becomes {@code exported_NAME}. Thread-safe.
 */
public final class AlertLabels {
    private static final Set<String> OWN = Set.of("alertname", "severity", "source", "type");
    private static final String EXPORTED = "exported_";

    private AlertLabels() {}

    /**
     * Returns the labels of an alert.
     *
     * @param alert the alert
     * @return values by name, sorted by name, without empty ones; unmodifiable
     */
    public static SortedMap<String, String> of(Alert alert) {
        SortedMap<String, String> labels = new TreeMap<>();
        add(labels, alert.seriesLabels());
        add(labels, alert.labels());
        OWN.forEach(name -> labels.put(name, own(alert, name)));
        labels.values().removeIf(String::isEmpty);
        return Collections.unmodifiableSortedMap(labels);
    }

    private static void add(SortedMap<String, String> labels, Map<String, String> given) {
        given.forEach((name, value) -> labels.put(OWN.contains(name) ? EXPORTED + name : name, value));
    }

    /**
     * Returns one label of an alert.
     *
     * @param alert the alert
     * @param name the label's name
     * @return its value; the empty text if the alert has no such label
     */
    public static String value(Alert alert, String name) {
        if (OWN.contains(name)) {
            return own(alert, name);
        }
        String given = given(alert, name);
        boolean isExported = name.startsWith(EXPORTED) && OWN.contains(name.substring(EXPORTED.length()));
        return given.isEmpty() && isExported ? given(alert, name.substring(EXPORTED.length())) : given;
    }

    private static String given(Alert alert, String name) {
        return alert.labels().getOrDefault(name, alert.seriesLabels().getOrDefault(name, ""));
    }

    private static String own(Alert alert, String name) {
        return switch (name) {
            case "alertname" -> alert.ruleId();
            case "severity" -> alert.severity().label();
            case "source" -> alert.source();
            default -> alert.type();
        };
    }
}
