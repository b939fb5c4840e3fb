// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.rule;

import io.arxsvgx.telemetry.cli.rule.CommentedJson.Entry;
import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.operations.RuleOperations;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.InvalidRuleException.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A rule with comments as an example of a condition, generated from the parameters of the condition. Each parameter has its
 * meaning, the allowed values and the default as a comment. Required ones are set, optional ones are comments. Used for one
 * example. Not thread-safe.
 */
final class RuleExample {
    private static final String FIELD_MEANING = "The type of the events";
    /** The keys of a selection of events with their meanings. */
    private static final Map<String, String> SELECTION = new LinkedHashMap<>();

    static {
        SELECTION.put(AlertRule.FIELD, "The type of the events; that of the rule by default. A text.");
        SELECTION.put(
                ExampleValues.MATCH,
                "Patterns by label, in which * stands for any text; the empty text matches only the absence of the label.");
        SELECTION.put(ExampleValues.STATUS, "Only events with one of these statuses. A list of texts.");
        SELECTION.put(ExampleValues.COUNT, "Whether the events are counted; otherwise their values are added.");
    }

    private final RuleOperations rules;
    private final ExampleParameters parameters;

    RuleExample(RuleOperations rules) {
        this.rules = rules;
        parameters = new ExampleParameters(rules);
    }

    /** Returns the text of a file with a rule, which ends with a line end. */
    String of(ConditionProvider condition) {
        Map<String, Object> set = parameters.of(condition);
        List<String> lines = new ArrayList<>();
        lines.add(CommentedJson.comment(condition.description()));
        lines.add(CommentedJson.comment(
                "Lines with // are comments. To set an optional parameter, remove the // before its comma."));
        parameters.faults(condition, set).stream()
                .map(Fault::message)
                .map(message -> CommentedJson.comment("To be completed: " + message))
                .forEach(lines::add);
        lines.addAll(rule(condition, set));
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private List<String> rule(ConditionProvider condition, Map<String, Object> set) {
        List<Entry> entries = List.of(
                Entry.of("", "rule_id", condition.kind() + "_example"),
                Entry.of("", "name", "Example of " + condition.kind()),
                Entry.of("", ExampleParameters.CONDITION, condition.kind()),
                new Entry("", ExampleParameters.PARAMETERS, parameters(condition, set, false)),
                Entry.of("info, warning or critical", "severity", "warning"),
                Entry.of("", "enabled", true),
                Entry.of("", "actions", List.of("log_alert")));
        List<Entry> optional = List.of(
                Entry.of("Only sources that match; * stands for any text.", "source", "pump_*"),
                Entry.of("Seconds for which the condition must hold before the alert fires.", "for", 30));
        return CommentedJson.object(entries, optional);
    }

    /** Returns the lines of the parameters of a rule, or of a part of a condition that is composed of others. */
    private List<String> parameters(ConditionProvider condition, Map<String, ?> set, boolean isPart) {
        List<Entry> entries = new ArrayList<>();
        List<Entry> optional = new ArrayList<>();
        Entry field = Entry.of(
                fieldComment(condition, isPart),
                AlertRule.FIELD,
                set.containsKey(AlertRule.FIELD) ? set.get(AlertRule.FIELD) : new ExampleValues().type());
        (set.containsKey(AlertRule.FIELD) ? entries : optional).add(field);
        for (Parameter parameter : condition.parameters()) {
            Object value = set.get(parameter.name());
            if (value == null) {
                optional.add(Entry.of(comment(parameter, false), parameter.name(), parameters.value(parameter)));
            } else {
                entries.add(new Entry(comment(parameter, true), parameter.name(), lines(parameter, value)));
            }
        }
        return CommentedJson.object(entries, optional);
    }

    private static String fieldComment(ConditionProvider condition, boolean isPart) {
        if (ExampleParameters.hasInputs(condition)) {
            return FIELD_MEANING + " of those parts that name none. A text; optional.";
        }
        return FIELD_MEANING + (isPart ? "; that of the rule by default. A text." : ". A text; required.");
    }

    private static String comment(Parameter parameter, boolean isSet) {
        String allowed = parameter.allowed();
        Object byDefault = parameter.defaultValue();
        String need = parameter.required()
                ? "; required"
                : byDefault != null ? "; default " + CommentedJson.text(byDefault) : isSet ? "" : "; optional";
        return parameter.meaning() + " " + allowed.substring(0, 1).toUpperCase(Locale.ROOT) + allowed.substring(1)
                + need + ".";
    }

    private List<String> lines(Parameter parameter, Object value) {
        return switch (parameter.type()) {
            case CONDITIONS ->
                CommentedJson.array(((List<?>) value)
                        .stream().map(part -> part((Map<?, ?>) part)).toList());
            case SELECTION -> selection((Map<?, ?>) value);
            case LEVELS ->
                CommentedJson.array(((List<?>) value)
                        .stream()
                                .map(level -> List.of(CommentedJson.text(level)))
                                .toList());
            default -> List.of(CommentedJson.text(value));
        };
    }

    private List<String> part(Map<?, ?> part) {
        String kind = String.valueOf(part.get(ExampleParameters.CONDITION));
        Map<String, Object> set = new LinkedHashMap<>();
        if (part.get(ExampleParameters.PARAMETERS) instanceof Map<?, ?> given) {
            given.forEach((name, value) -> set.put(String.valueOf(name), value));
        }
        ConditionProvider condition = rules.conditions().stream()
                .filter(one -> one.kind().equals(kind))
                .findAny()
                .orElseThrow();
        return CommentedJson.object(
                List.of(
                        Entry.of(condition.description(), ExampleParameters.CONDITION, kind),
                        new Entry("", ExampleParameters.PARAMETERS, parameters(condition, set, true))),
                List.of());
    }

    private static List<String> selection(Map<?, ?> selection) {
        List<Entry> entries = new ArrayList<>();
        List<Entry> optional = new ArrayList<>();
        SELECTION.forEach((key, meaning) -> {
            Object value = selection.get(key);
            if (value == null) {
                optional.add(Entry.of(meaning, key, ExampleValues.ofSelection(key)));
            } else {
                entries.add(Entry.of(meaning, key, value));
            }
        });
        return CommentedJson.object(entries, optional);
    }
}
