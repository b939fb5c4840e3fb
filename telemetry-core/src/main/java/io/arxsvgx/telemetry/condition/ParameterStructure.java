// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.LabelLimits;
import io.arxsvgx.telemetry.text.Suggestions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The check of the values of parameters that consist of parts, with every fault at its place. Not thread-safe. */
final class ParameterStructure {
    private static final int MAX_TEXTS = 100;
    private static final int MAX_CONDITIONS = 32;
    private static final String MATCH = "match";
    private static final String STATUS = "status";
    private static final String COUNT = "count";
    private static final String CONDITION = "condition";
    private static final String PARAMETERS = "parameters";
    private static final String SEVERITY = "severity";
    private static final String VALUE = "value";

    private final List<InvalidRuleException.Fault> faults = new ArrayList<>();

    private ParameterStructure() {}

    static String allowed(Parameter.Type type) {
        return switch (type) {
            case BOOLEAN -> "true or false";
            case TEXTS -> "a list of 1 to " + MAX_TEXTS + " texts";
            case SELECTION -> "a selection of events with \"field\" and optionally \"match\", \"status\" and \"count\"";
            case CONDITIONS ->
                "a list of 1 to " + MAX_CONDITIONS + " conditions, each with \"condition\" and \"parameters\"";
            case LEVELS -> "a list of levels, each with a different \"severity\" and a \"value\"";
            default -> "";
        };
    }

    static void check(Parameter parameter, @Nullable Object value) {
        ParameterStructure found = new ParameterStructure();
        String path = InvalidRuleException.parameterKey(parameter.name());
        boolean isOfType = switch (parameter.type()) {
            case BOOLEAN -> value instanceof Boolean;
            case TEXTS -> found.texts(path, value);
            case SELECTION -> value instanceof Map<?, ?> map && found.selection(path, map);
            case CONDITIONS -> value instanceof List<?> list && found.conditions(path, list);
            case LEVELS -> value instanceof List<?> list && found.levels(path, list);
            default -> true;
        };
        if (!isOfType) {
            throw parameter.wrong(value);
        }
        if (!found.faults.isEmpty()) {
            throw new InvalidRuleException("", found.faults);
        }
    }

    private boolean texts(String path, @Nullable Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty() || list.size() > MAX_TEXTS) {
            return false;
        }
        for (int i = 0; i < list.size(); i++) {
            text(path + "[" + i + "]", list.get(i));
        }
        return true;
    }

    private void text(String path, @Nullable Object value) {
        if (!(value instanceof CharSequence text) || text.length() == 0) {
            fault(path, "expected a text", value);
        }
    }

    private boolean selection(String path, Map<?, ?> map) {
        names(path, map, List.of(AlertRule.FIELD, MATCH, STATUS, COUNT));
        if (map.containsKey(AlertRule.FIELD)) {
            text(path + "." + AlertRule.FIELD, map.get(AlertRule.FIELD));
        }
        if (map.containsKey(STATUS) && !texts(path + "." + STATUS, map.get(STATUS))) {
            fault(path + "." + STATUS, "expected " + allowed(Parameter.Type.TEXTS), map.get(STATUS));
        }
        if (map.containsKey(COUNT) && !(map.get(COUNT) instanceof Boolean)) {
            fault(path + "." + COUNT, "expected true or false", map.get(COUNT));
        }
        if (map.get(MATCH) instanceof Map<?, ?> match) {
            match(path + "." + MATCH, match);
        } else if (map.containsKey(MATCH)) {
            fault(path + "." + MATCH, "expected patterns by label, such as {\"uri\":\"/api/*\"}", map.get(MATCH));
        }
        return true;
    }

    private void match(String path, Map<?, ?> match) {
        if (match.size() > LabelLimits.MAX_LABELS) {
            fault(path, "expected at most " + LabelLimits.MAX_LABELS + " labels", match.size());
        }
        match.forEach((name, pattern) -> {
            String problem = name instanceof String text ? LabelLimits.nameProblem(text) : "expected a label name";
            if (problem != null) {
                add(path, problem);
            }
            if (!(pattern instanceof String text) || text.length() > LabelLimits.MAX_VALUE_LENGTH) {
                fault(
                        path + "." + name,
                        "expected a pattern of at most " + LabelLimits.MAX_VALUE_LENGTH + " characters",
                        pattern);
            }
        });
    }

    private boolean conditions(String path, List<?> list) {
        if (list.isEmpty() || list.size() > MAX_CONDITIONS) {
            return false;
        }
        for (int i = 0; i < list.size(); i++) {
            String at = path + "[" + i + "]";
            if (!(list.get(i) instanceof Map<?, ?> map)) {
                fault(at, "expected \"condition\" and \"parameters\"", list.get(i));
                continue;
            }
            names(at, map, List.of(CONDITION, PARAMETERS));
            text(at + "." + CONDITION, map.get(CONDITION));
            if (map.containsKey(PARAMETERS) && !(map.get(PARAMETERS) instanceof Map<?, ?>)) {
                fault(at + "." + PARAMETERS, "expected values by parameter", map.get(PARAMETERS));
            }
        }
        return true;
    }

    private boolean levels(String path, List<?> list) {
        List<String> severities =
                Arrays.stream(Severity.values()).map(Severity::label).toList();
        if (list.isEmpty() || list.size() > severities.size()) {
            return false;
        }
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String at = path + "[" + i + "]";
            if (!(list.get(i) instanceof Map<?, ?> map)) {
                fault(at, "expected \"severity\" and \"value\"", list.get(i));
                continue;
            }
            names(at, map, List.of(SEVERITY, VALUE));
            Object severity = map.get(SEVERITY);
            if (!(severity instanceof String text) || !severities.contains(text)) {
                add(
                        at + "." + SEVERITY,
                        severity instanceof String text
                                ? Suggestions.unknown(SEVERITY, text, severities)
                                : "expected one of " + String.join(" ", severities));
            } else if (!seen.add(text)) {
                add(at + "." + SEVERITY, "two levels have the severity \"" + text + "\"");
            }
            if (!(map.get(VALUE) instanceof Number number) || !Double.isFinite(number.doubleValue())) {
                fault(at + "." + VALUE, "expected a finite number", map.get(VALUE));
            }
        }
        return true;
    }

    private void names(String path, Map<?, ?> map, List<String> known) {
        for (Object name : map.keySet()) {
            if (!(name instanceof String text) || !known.contains(text)) {
                add(path + "." + name, Suggestions.unknown("name", String.valueOf(name), known));
            }
        }
    }

    private void fault(String path, String expected, @Nullable Object value) {
        String shown = value == null
                ? "nothing"
                : value instanceof CharSequence
                        ? ForeignText.quote(value.toString())
                        : ForeignText.shorten(value.toString());
        add(path, expected + ", got " + shown);
    }

    private void add(String path, String message) {
        faults.add(new InvalidRuleException.Fault(path, path + ": " + message));
    }
}
