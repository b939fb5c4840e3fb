// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** A selection of events: {@code field}, {@code match}, {@code status}, and {@code count} instead of their sum. */
record NaiveSelection(String field, Map<?, ?> match, List<?> status, boolean count) {
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    static NaiveSelection of(Map<?, ?> selection, String field) {
        return new NaiveSelection(
                selection.get(AlertRule.FIELD) instanceof String own ? own : field,
                selection.get("match") instanceof Map<?, ?> patterns ? patterns : Map.of(),
                NaiveCondition.list(selection, "status"),
                Boolean.TRUE.equals(selection.get("count")));
    }

    /** Returns whether the pattern matches, in which {@code *} stands for any text. */
    static boolean matches(String pattern, String text) {
        return PATTERNS.computeIfAbsent(pattern, NaiveSelection::compiled)
                .matcher(text)
                .matches();
    }

    private static Pattern compiled(String pattern) {
        return Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), Pattern.DOTALL);
    }

    /** Returns whether every label matches its pattern; an absent label is the empty text. */
    static boolean matches(Map<?, ?> patterns, Map<String, String> labels) {
        return patterns.entrySet().stream()
                .allMatch(one -> matches((String) one.getValue(), labels.getOrDefault((String) one.getKey(), "")));
    }

    /** Returns whether events of these names are of a series of this selection. */
    boolean isSeries(String type, Map<String, String> labels) {
        return field.equals(type) && matches(match, labels);
    }

    boolean hasStatus(String name) {
        return status.isEmpty() || status.contains(name);
    }

    boolean selects(NaiveEvent event) {
        return isSeries(event.type(), event.labels()) && hasStatus(event.status());
    }

    double total(List<NaiveEvent> events) {
        return events.stream()
                .filter(this::selects)
                .mapToDouble(one -> count ? 1 : one.value())
                .sum();
    }

    long number(List<NaiveEvent> events) {
        return events.stream().filter(this::selects).count();
    }
}
