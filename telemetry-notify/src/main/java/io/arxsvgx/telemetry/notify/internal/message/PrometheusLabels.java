// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.message;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Labels and annotations with names that Alertmanager accepts. */
public final class PrometheusLabels {
    private static final Pattern VALID = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private PrometheusLabels() {}

    /**
     * Returns labels with valid names, without empty values. A valid name stays; in another one each character that is not
     * allowed becomes {@code _}, and another {@code _} is added while the name is taken.
     */
    public static SortedMap<String, String> of(Map<String, String> labels) {
        SortedMap<String, String> valid = new TreeMap<>();
        SortedMap<String, String> others = new TreeMap<>();
        labels.forEach((name, value) -> {
            if (!value.isEmpty()) {
                (VALID.matcher(name).matches() ? valid : others).put(name, value);
            }
        });
        others.forEach((name, value) -> valid.put(freeName(name, valid), value));
        return valid;
    }

    private static String freeName(String name, SortedMap<String, String> taken) {
        String free = validName(name);
        while (taken.containsKey(free)) {
            free = free + "_";
        }
        return free;
    }

    private static String validName(String name) {
        String replaced = name.replaceAll("[^a-zA-Z0-9_]", "_");
        if (replaced.isEmpty()) {
            return "_";
        }
        return Character.isDigit(replaced.charAt(0)) ? "_" + replaced.substring(1) : replaced;
    }
}
