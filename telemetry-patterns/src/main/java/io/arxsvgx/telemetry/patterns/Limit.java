// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Wildcard;
import java.util.List;

/** A limit that a rule of kind {@code threshold} sets. Immutable. */
record Limit(String ruleId, String field, String source, boolean above, double value) {
    /** The limits among rules; what is no limit upward or downward is left out. */
    static List<Limit> among(List<AlertRule> rules) {
        return rules.stream()
                .filter(rule -> rule.enabled()
                        && rule.condition().equals("threshold")
                        && rule.parameters().get("value") instanceof Number
                        && rule.parameters().get("operator") instanceof String operator
                        && (operator.startsWith(">") || operator.startsWith("<")))
                .map(rule -> new Limit(
                        rule.id(),
                        rule.field(),
                        rule.source(),
                        String.valueOf(rule.parameters().get("operator")).startsWith(">"),
                        ((Number) rule.parameters().getOrDefault("value", 0)).doubleValue()))
                .toList();
    }

    boolean isOf(String ofSource, String ofType) {
        return field.equals(ofType) && Wildcard.matches(source, ofSource);
    }

    boolean isBreachedBy(double measured) {
        return above ? measured > value : measured < value;
    }
}
