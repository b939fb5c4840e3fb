// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.RuleJson;
import io.arxsvgx.telemetry.json.RuleSetRejectedException;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.rule.InvalidRuleException.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A check of a file of rules against the conditions of a processor, with all faults of all rules. Not thread-safe. */
final class RuleChecks {
    private static final String PARAMETERS = "parameters";
    /** The parameter that a rule may set beside the others. */
    private static final String LEVELS = "levels";

    private final TelemetryProcessor processor;
    private final List<String> faults = new ArrayList<>();

    RuleChecks(TelemetryProcessor processor) {
        this.processor = processor;
    }

    /** Returns one line for each fault that was found, in the order of the file. */
    List<String> faults() {
        return faults;
    }

    /** Checks the rules of an array, and returns those without a fault. */
    List<AlertRule> check(JsonNode node) {
        List<AlertRule> rules = new ArrayList<>();
        if (!node.isArray()) {
            try {
                rules.addAll(RuleJson.readAll(node));
            } catch (RuleSetRejectedException e) {
                faults.addAll(e.reasons());
            }
            return rules;
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < node.size(); i++) {
            String id = node.get(i).path("rule_id").asText("");
            String where = "rule " + i + (id.isEmpty() ? "" : " (\"" + id + "\")") + ": ";
            Map<String, String> found = new LinkedHashMap<>();
            read(node.get(i), found, rules);
            if (!id.isEmpty() && !ids.add(id)) {
                found.put("rule_id", "duplicate rule_id \"" + id + "\"");
            }
            found.values().forEach(message -> faults.add(where + message));
        }
        return rules;
    }

    /** Reads one rule. Its condition is checked even if the rest is invalid. */
    private void read(JsonNode node, Map<String, String> found, List<AlertRule> rules) {
        AlertRule rule;
        try {
            rule = RuleJson.read(node);
        } catch (IllegalArgumentException e) {
            add(found, e);
            checkConditionAlone(node, found);
            return;
        }
        try {
            processor.rules().check(rule);
            rules.add(rule);
        } catch (IllegalArgumentException e) {
            add(found, e);
        }
    }

    private void checkConditionAlone(JsonNode node, Map<String, String> found) {
        if (!node.path("condition").isTextual()) {
            return;
        }
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        node.path(PARAMETERS).properties().stream()
                .filter(entry -> !entry.getValue().isNull())
                .forEach(entry -> parameters.set(entry.getKey(), entry.getValue()));
        if (!parameters.path(AlertRule.FIELD).isTextual()) {
            parameters.put(AlertRule.FIELD, "any");
        }
        ObjectNode rest = JsonNodeFactory.instance.objectNode().put("rule_id", "any");
        rest.set("condition", node.path("condition"));
        rest.set(PARAMETERS, parameters);
        if (node.has(LEVELS) && !parameters.has(LEVELS)) {
            rest.set(LEVELS, node.path(LEVELS));
        }
        try {
            processor.rules().check(RuleJson.read(rest));
        } catch (IllegalArgumentException e) {
            add(found, e);
        }
    }

    /** Adds a fault, unless its part of the rule already has one. */
    private static void add(Map<String, String> found, IllegalArgumentException refusal) {
        for (Fault fault : InvalidRuleException.faultsOf(refusal)) {
            boolean isKnown = found.keySet().stream()
                    .anyMatch(field -> !field.isEmpty()
                            && (fault.field().equals(field)
                                    || fault.field().startsWith(field + ".")
                                    || fault.field().startsWith(field + "[")));
            if (!isKnown) {
                found.merge(fault.field(), fault.message(), (one, other) -> one + "; " + other);
            }
        }
    }
}
