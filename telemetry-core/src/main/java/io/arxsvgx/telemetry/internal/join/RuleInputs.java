// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.join;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of rules, by the types of the parameters of their conditions. Conditions without parts of their own are
 * numbered in the order in which the rule gives them, also those of nested parts.
 */
public final class RuleInputs {
    private RuleInputs() {}

    /** Returns the inputs of a rule that was checked; empty for a rule over a single series. */
    public static List<RuleInput> of(AlertRule rule, Map<String, ConditionProvider> providers) {
        List<RuleInput> inputs = new ArrayList<>();
        ConditionProvider provider = providers.get(rule.condition());
        if (provider != null) {
            for (Parameter parameter : provider.parameters()) {
                if (parameter.type() == Parameter.Type.SELECTION && parameter.isGiven(rule)) {
                    inputs.add(selection(rule, parameter.map(rule)));
                }
            }
            addParts(inputs, rule, provider, providers);
        }
        return List.copyOf(inputs);
    }

    private static RuleInput selection(AlertRule rule, Map<?, ?> selection) {
        Map<String, String> match = new TreeMap<>();
        if (selection.get("match") instanceof Map<?, ?> given) {
            given.forEach((name, pattern) -> match.put(String.valueOf(name), String.valueOf(pattern)));
        }
        Object field = selection.get(AlertRule.FIELD);
        return new RuleInput(field instanceof String text ? text : rule.field(), match, null);
    }

    private static void addParts(
            List<RuleInput> inputs,
            AlertRule rule,
            ConditionProvider provider,
            Map<String, ConditionProvider> providers) {
        for (AlertRule part : parts(rule, provider)) {
            ConditionProvider ofPart = providers.get(part.condition());
            if (ofPart != null && isComposite(ofPart)) {
                addParts(inputs, part, ofPart, providers);
            } else {
                inputs.add(new RuleInput(part.field(), Map.of(), part));
            }
        }
    }

    /**
     * Returns the names of the conditions of a rule, its own or those of its parts, that evaluate the events that they select,
     * so that values are not combined for them; each once.
     */
    public static List<String> conditionsOnSelections(AlertRule rule, Map<String, ConditionProvider> providers) {
        return onSelections(rule, providers).distinct().toList();
    }

    private static Stream<String> onSelections(AlertRule rule, Map<String, ConditionProvider> providers) {
        return of(rule, providers).stream().flatMap(input -> {
            AlertRule part = input.part();
            return part == null ? Stream.of(rule.condition()) : onSelections(part, providers);
        });
    }

    /** Returns whether a condition is composed of others. */
    public static boolean isComposite(ConditionProvider provider) {
        return provider.parameters().stream().anyMatch(one -> one.type() == Parameter.Type.CONDITIONS);
    }

    /** Returns the rules of the conditions of which a rule's condition is composed; one that is malformed is omitted. */
    static List<AlertRule> parts(AlertRule rule, ConditionProvider provider) {
        List<AlertRule> parts = new ArrayList<>();
        for (Parameter parameter : provider.parameters()) {
            if (parameter.type() == Parameter.Type.CONDITIONS) {
                for (Object each : parameter.list(rule)) {
                    AlertRule part = each instanceof Map<?, ?> map ? part(rule, map) : null;
                    if (part != null) {
                        parts.add(part);
                    }
                }
            }
        }
        return parts;
    }

    /** Returns the rule of a part; null if the part is malformed or names no type of events. */
    static @Nullable AlertRule part(AlertRule rule, Map<?, ?> part) {
        if (!(part.get("condition") instanceof String condition)) {
            return null;
        }
        AlertRule.Builder builder = AlertRule.builder(rule.id())
                .name(rule.name())
                .condition(condition)
                .source(rule.source())
                .combine(rule.combine())
                .forDuration(Duration.ZERO);
        List<String> by = rule.by();
        if (by != null) {
            builder.by(by.toArray(String[]::new));
        }
        rule.match().forEach(builder::match);
        Object field = rule.parameters().get(AlertRule.FIELD);
        if (field != null) {
            builder.parameter(AlertRule.FIELD, field);
        }
        if (part.get("parameters") instanceof Map<?, ?> parameters) {
            parameters.forEach((name, value) -> builder.parameter(String.valueOf(name), value));
        }
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            // the check of the rule reports it
            return null;
        }
    }
}
