// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.detector;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.text.GlobPattern;
import java.util.List;

/** The limit of a rule with the condition {@code threshold}. Immutable. */
public record RuleLimit(String ruleId, String field, String source, boolean above, double value) {
    /** Returns the limits of rules. A rule whose operator sets no upper or lower limit is omitted. */
    public static List<RuleLimit> among(List<AlertRule> rules) {
        return rules.stream()
                .filter(rule -> rule.enabled()
                        && rule.condition().equals("threshold")
                        && rule.parameters().get("value") instanceof Number
                        && rule.parameters().get("operator") instanceof String operator
                        && (operator.startsWith(">") || operator.startsWith("<")))
                .map(rule -> new RuleLimit(
                        rule.id(),
                        rule.field(),
                        rule.source(),
                        String.valueOf(rule.parameters().get("operator")).startsWith(">"),
                        ((Number) rule.parameters().getOrDefault("value", 0)).doubleValue()))
                .toList();
    }

    boolean isOf(String ofSource, String ofType) {
        return field.equals(ofType) && GlobPattern.matches(source, ofSource);
    }

    boolean isBreachedBy(double measured) {
        return above ? measured > value : measured < value;
    }
}
