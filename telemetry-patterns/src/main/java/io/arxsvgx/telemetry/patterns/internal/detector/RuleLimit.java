// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.detector;

import io.arxsvgx.telemetry.patterns.internal.state.SeriesId;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.text.GlobPattern;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The limit of a rule with the condition {@code threshold}. Immutable.
 *
 * @param first the limit from which on the rule breaches; of a rule with levels that of its lowest severity
 * @param failure the limit of a failure; of a rule with levels that of its highest severity, else the same as {@code first}
 */
public record RuleLimit(
        String ruleId,
        String field,
        String source,
        Map<String, String> match,
        boolean above,
        double first,
        double failure) {
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
                        && values(rule).length > 0
                        && rule.parameters().get("operator") instanceof String operator
                        && (operator.startsWith(">") || operator.startsWith("<")))
                .map(RuleLimit::of)
                .toList();
    }

    private static boolean isCombined(AlertRule rule) {
        return rule.by() != null && rule.combine() != null;
    }

    /** The condition accepts only levels whose limits ascend, or with {@code <} descend, with their severities. */
    private static RuleLimit of(AlertRule rule) {
        boolean above = String.valueOf(rule.parameters().get("operator")).startsWith(">");
        double[] values = values(rule);
        double least = values[0];
        double greatest = values[values.length - 1];
        return new RuleLimit(
                rule.id(),
                rule.field(),
                rule.source(),
                rule.match(),
                above,
                above ? least : greatest,
                above ? greatest : least);
    }

    /** Returns the limits of a rule, one or one for each level, in ascending order; empty if it has none. */
    private static double[] values(AlertRule rule) {
        if (rule.parameters().get("levels") instanceof List<?> levels) {
            return levels.stream()
                    .flatMapToDouble(
                            level -> level instanceof Map<?, ?> map ? number(map.get("value")) : DoubleStream.empty())
                    .sorted()
                    .toArray();
        }
        return number(rule.parameters().get("value")).toArray();
    }

    private static DoubleStream number(@Nullable Object value) {
        return value instanceof Number number ? DoubleStream.of(number.doubleValue()) : DoubleStream.empty();
    }

    boolean isOf(SeriesId series) {
        return field.equals(series.type())
                && GlobPattern.matches(source, series.source())
                && series.labels().matches(match);
    }

    boolean isBreachedBy(double measured) {
        return isBeyond(measured, first);
    }

    boolean isFailure(double measured) {
        return isBeyond(measured, failure);
    }

    private boolean isBeyond(double measured, double value) {
        return above ? measured > value : measured < value;
    }
}
