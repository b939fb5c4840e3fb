// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.GlobPattern;
import io.arxsvgx.telemetry.text.Identifiers;
import io.arxsvgx.telemetry.text.Suggestions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A time span in which the actions of matching alerts are not called; the alerts are still recorded and shown, marked
 * as silenced. Immutable.
 *
 * @param id unique among a processor's silences
 * @param matchers the conditions that an alert must match, all of them: {@code rule_id}, {@code rule_name}, {@code
 *     source}, {@code type}, {@code severity}, {@code labels.NAME} for a label as {@link AlertLabels} gives it, or {@code
 *     label.NAME} for one of the rule; a value is exact or a pattern with {@code *}. {@code labels.NAME!=} is the
 *     opposite, {@code labels.NAME=~} compares with a regular expression, {@code labels.NAME!~} is the opposite of that
 * @param startsAt the start, inclusive
 * @param endsAt the end, exclusive
 * @param who the person who set it
 * @param note the reason; may be empty
 */
public record Silence(
        String id, Map<String, String> matchers, Instant startsAt, Instant endsAt, String who, String note) {

    private static final List<String> KEYS = List.of("rule_id", "rule_name", "source", "type", "severity");
    private static final String LABEL = "label.";
    private static final String LABELS = "labels.";
    private static final int MAX_YEARS = 10;
    private static final List<String> KNOWN =
            List.of("rule_id", "rule_name", "source", "type", "severity", "labels.NAME", "label.NAME");
    private static final List<String> SEVERITIES =
            Arrays.stream(Severity.values()).map(Severity::label).toList();

    /**
     * Checks the parts.
     *
     * @param id as {@link #id()}
     * @param matchers as {@link #matchers()}
     * @param startsAt as {@link #startsAt()}
     * @param endsAt as {@link #endsAt()}
     * @param who as {@link #who()}
     * @param note as {@link #note()}
     * @throws IllegalArgumentException if a URL path segment cannot carry the id, there is no matcher, a matcher is unknown
     *     or can match no alert, the end does not come after the start, or {@code who} is empty
     */
    public Silence {
        requireNonNull(note, "note");
        String problem = Identifiers.problem("id", requireNonNull(id, "id"));
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        matchers = Collections.unmodifiableMap(new LinkedHashMap<>(matchers));
        Map<String, String> problems = problems(matchers);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems.values()));
        }
        if (!endsAt.isAfter(startsAt)) {
            throw new IllegalArgumentException(
                    "endsAt: expected a time after startsAt, " + startsAt + ", got " + endsAt);
        }
        if (who.isBlank()) {
            throw new IllegalArgumentException(
                    "who: expected the name of the person who sets the silence, got an empty text");
        }
    }

    /**
     * Returns the faults of matchers: no matcher at all, an unknown name, an empty value, a severity that no alert has.
     *
     * @param matchers as {@link #matchers()}
     * @return one sentence for each faulty matcher by its name; under the empty name a fault of all of them
     */
    public static Map<String, String> problems(Map<String, String> matchers) {
        Map<String, String> problems = new LinkedHashMap<>();
        if (matchers.isEmpty()) {
            problems.put("", "matchers: expected at least one of " + KEYS + " or labels.NAME, got none");
        }
        matchers.forEach((name, value) -> {
            String problem = problem(name, value);
            if (problem != null) {
                problems.put(name, problem);
            }
        });
        return problems;
    }

    /**
     * Returns the fault of a silence's end: a time in the past, or more than ten years ahead.
     *
     * @param endsAt the end
     * @param now the time at which the silence is set
     * @return one sentence, or null without a fault
     */
    public static @Nullable String endProblem(Instant endsAt, Instant now) {
        if (!endsAt.isAfter(now)) {
            return "ends_at " + endsAt + " is in the past; expected a time after " + now.truncatedTo(ChronoUnit.MILLIS);
        }
        Instant latest = now.atOffset(ZoneOffset.UTC).plusYears(MAX_YEARS).toInstant();
        return endsAt.isAfter(latest)
                ? "ends_at " + endsAt + " is more than " + MAX_YEARS + " years ahead; expected a time before "
                        + latest.truncatedTo(ChronoUnit.MILLIS)
                : null;
    }

    private static @Nullable String problem(String name, String value) {
        if (!isLabel(name, LABEL) && !isLabel(name, LABELS) && !KEYS.contains(name)) {
            return Suggestions.unknown("matcher", name, KNOWN);
        }
        String expression = name.startsWith(LABELS) ? condition(name).problem(value) : null;
        if (expression != null) {
            return "matcher " + ForeignText.quote(name) + ": " + expression;
        }
        if (value.isBlank() && !isForEmptyLabel(name)) {
            return "matcher " + ForeignText.quote(name) + " is empty; expected a text, or a pattern with *";
        }
        if (!Identifiers.isUnicode(name) || !Identifiers.isUnicode(value)) {
            return "a matcher contains half of a surrogate pair; expected text that UTF-8 can encode";
        }
        return name.equals("severity") && SEVERITIES.stream().noneMatch(one -> GlobPattern.matches(value, one))
                ? Suggestions.unknown("severity", value, SEVERITIES)
                : null;
    }

    /**
     * Returns whether this silence suppresses an alert's actions at a time.
     *
     * @param alert the alert
     * @param at the time
     * @return true if the time lies within the silence and all matchers match
     */
    public boolean covers(Alert alert, Instant at) {
        return !at.isBefore(startsAt) && at.isBefore(endsAt) && matches(alert);
    }

    /**
     * Returns whether all matchers match an alert, independent of the time.
     *
     * @param alert the alert
     * @return true if all match
     */
    public boolean matches(Alert alert) {
        return matchers.entrySet().stream().allMatch(m -> matches(alert, m.getKey(), m.getValue()));
    }

    private static boolean matches(Alert alert, String name, String value) {
        return name.startsWith(LABELS)
                ? condition(name).matches(alert, value)
                : GlobPattern.matches(value, part(alert, name));
    }

    private static LabelCondition condition(String name) {
        return LabelCondition.of(name.substring(LABELS.length()));
    }

    /** A comparison by an operator may ask for the absence of a label. */
    private static boolean isForEmptyLabel(String name) {
        return name.startsWith(LABELS) && condition(name).operator() != LabelCondition.Operator.EQUAL;
    }

    private static String part(Alert alert, String key) {
        return switch (key) {
            case "rule_id" -> alert.ruleId();
            case "rule_name" -> alert.ruleName();
            case "source" -> alert.source();
            case "type" -> alert.type();
            case "severity" -> alert.severity().label();
            default -> alert.labels().getOrDefault(key.substring(LABEL.length()), "");
        };
    }

    private static boolean isLabel(String name, String prefix) {
        return name.startsWith(prefix) && !name.substring(prefix.length()).isBlank();
    }
}
