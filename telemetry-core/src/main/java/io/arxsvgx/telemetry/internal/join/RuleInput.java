// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.join;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.text.LabelSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An input of a condition over several series: events that it selects, or another condition. Immutable.
 *
 * @param field the type of the events
 * @param match the patterns by label that the events match, beside those of the rule
 * @param part the rule of the other condition, with the sources and labels of the whole rule; null for selected events
 */
public record RuleInput(
        String field, Map<String, String> match, @Nullable AlertRule part) {
    /** Returns whether events of a series are selected. */
    public boolean selects(String type, LabelSet labels) {
        return part == null && field.equals(type) && labels.matches(match);
    }
}
