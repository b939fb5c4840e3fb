// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rule;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The types of events that parameters name, also in nested parts. */
final class RuleFields {
    /** Patterns by label, whose names are no parameters. */
    private static final String MATCH = "match";

    private RuleFields() {}

    static void addTo(Collection<String> found, Map<?, ?> parameters) {
        if (parameters.get(AlertRule.FIELD) instanceof String field && !field.isEmpty()) {
            found.add(field);
        }
        parameters.forEach((name, value) -> {
            if (!MATCH.equals(name)) {
                addIn(found, value);
            }
        });
    }

    private static void addIn(Collection<String> found, Object value) {
        if (value instanceof Map<?, ?> map) {
            addTo(found, map);
        } else if (value instanceof List<?> list) {
            list.forEach(part -> addIn(found, part));
        }
    }
}
