// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.detector;

import io.arxsvgx.telemetry.patterns.internal.state.SeriesId;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.text.GlobPattern;
import java.util.List;
import java.util.Map;

/** The limit of a rule with the condition {@code threshold}. Immutable. */
public record RuleLimit(
        String ruleId, String field, String source, Map<String, String> match, boolean above, double value) {
    /**
     * Returns the limits of rules for the values of single series. A rule whose operator sets no upper or lower limit is
     * omitted. So is one that combines the values of several series, since its limit is that of a sum, for example, not
     * of a series. A rule that only groups series into streams evaluates the events of each, so its limit is theirs.
     */
    public static List<RuleLimit> among(List<AlertRule> rules) {
        return rules.stream()
                .filter(rule -> rule.enabled()
                        && !isCombined(rule)
                        && rule.condition().equals("threshold")
                        && rule.parameters().get("value") instanceof Number
                        && rule.parameters().get("operator") instanceof String operator
                        && (operator.startsWith(">") || operator.startsWith("<")))
                .map(rule -> new RuleLimit(
                        rule.id(),
                        rule.field(),
                        rule.source(),
                        rule.match(),
                        String.valueOf(rule.parameters().get("operator")).startsWith(">"),
                        ((Number) rule.parameters().getOrDefault("value", 0)).doubleValue()))
                .toList();
    }

    private static boolean isCombined(AlertRule rule) {
        return rule.by() != null && rule.combine() != null;
    }

    boolean isOf(SeriesId series) {
        return field.equals(series.type())
                && GlobPattern.matches(source, series.source())
                && series.labels().matches(match);
    }

    boolean isBreachedBy(double measured) {
        return above ? measured > value : measured < value;
    }
}
