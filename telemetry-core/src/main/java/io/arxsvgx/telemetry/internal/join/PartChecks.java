// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.join;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.rule.InvalidRuleException.Fault;
import io.arxsvgx.telemetry.text.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The check of the condition of a rule and of the conditions of which it is composed, with every fault at its place. */
public final class PartChecks {
    private static final int MAX_DEPTH = 5;
    private static final int MAX_PARTS = 32;
    private static final String PARAMETERS = "parameters";
    private static final String ASSUMED_FIELD = "any";

    private final Map<String, ConditionProvider> providers;
    private final List<Fault> faults = new ArrayList<>();
    private int parts;

    private PartChecks(Map<String, ConditionProvider> providers) {
        this.providers = providers;
    }

    /** Returns all faults of the parameters of a rule, whose condition is known. */
    public static List<Fault> faults(AlertRule rule, Map<String, ConditionProvider> providers) {
        PartChecks checks = new PartChecks(providers);
        checks.check(rule, "", 0);
        if (checks.parts > MAX_PARTS) {
            checks.faults.add(new Fault(
                    InvalidRuleException.parameterKey("conditions"),
                    "expected at most " + MAX_PARTS + " conditions in all, got " + checks.parts));
        }
        return checks.faults;
    }

    private void check(AlertRule rule, String path, int depth) {
        ConditionProvider provider = providers.get(rule.condition());
        if (provider == null) {
            String field = path + "condition";
            add(field, field, Suggestions.unknown("condition", rule.condition(), providers.keySet()));
            return;
        }
        checkOwn(rule, provider, path);
        for (Parameter parameter : provider.parameters()) {
            if (parameter.type() == Parameter.Type.CONDITIONS) {
                checkParts(rule, parameter, path, depth);
            } else if (parameter.type() == Parameter.Type.SELECTION && parameter.isGiven(rule)) {
                checkSelection(rule, parameter, path);
            }
        }
    }

    private void checkSelection(AlertRule rule, Parameter parameter, String path) {
        boolean hasField = rule.parameters().containsKey(AlertRule.FIELD)
                || parameter.map(rule).containsKey(AlertRule.FIELD);
        if (!hasField) {
            String field = path + InvalidRuleException.parameterKey(parameter.name()) + "." + AlertRule.FIELD;
            add(
                    field,
                    path,
                    parameter.name() + " has no \"field\"; expected a type of events, here or for the whole rule");
        }
    }

    /** Checks the parameters alone, then against one another; a second fault of a parameter is omitted. */
    private void checkOwn(AlertRule rule, ConditionProvider provider, String path) {
        List<Fault> found = new ArrayList<>();
        try {
            Parameter.checkAll(provider.parameters(), rule.parameters());
        } catch (InvalidRuleException e) {
            found.addAll(e.faults());
        }
        try {
            provider.check(rule);
        } catch (IllegalArgumentException e) {
            addOthers(found, e);
        } catch (RuntimeException e) {
            // a check may fail in any way on parameters that are invalid alone
            if (found.isEmpty()) {
                throw e;
            }
        }
        found.forEach(fault -> add(path + fault.field(), path, fault.message()));
    }

    private static void addOthers(List<Fault> found, IllegalArgumentException refusal) {
        Set<String> named = found.stream().map(Fault::field).collect(Collectors.toCollection(LinkedHashSet::new));
        boolean isAfterFaults = !found.isEmpty();
        for (Fault fault : InvalidRuleException.faultsOf(refusal)) {
            boolean isNew = named.stream().noneMatch(field -> field.startsWith(fault.field()));
            if (isNew && (!isAfterFaults || refusal instanceof InvalidRuleException)) {
                found.add(fault);
            }
        }
    }

    private void checkParts(AlertRule rule, Parameter parameter, String path, int depth) {
        List<?> list = parameter.list(rule);
        for (int i = 0; i < list.size(); i++) {
            String at = path + InvalidRuleException.parameterKey(parameter.name()) + "[" + i + "].";
            if (++parts > MAX_PARTS || !(list.get(i) instanceof Map<?, ?> map)) {
                continue;
            }
            if (depth == MAX_DEPTH) {
                add(at, at, "conditions are nested more than " + MAX_DEPTH + " deep");
                continue;
            }
            AlertRule part = RuleInputs.part(rule, map);
            if (part != null) {
                check(part, at, depth + 1);
            } else if (map.get("condition") instanceof String && !hasField(rule, map)) {
                String field = at + InvalidRuleException.parameterKey(AlertRule.FIELD);
                add(field, at, "parameter \"field\" is missing; expected a type of events, here or for the whole rule");
                checkWithoutField(rule, map, at, depth);
            } else {
                add(at, at, "expected \"condition\", a name, and \"parameters\", values by name");
            }
        }
    }

    /** Checks the other parameters of a part that names no type of events, so that all faults are reported at once. */
    private void checkWithoutField(AlertRule rule, Map<?, ?> map, String at, int depth) {
        AlertRule part = RuleInputs.part(rule.toBuilder().on(ASSUMED_FIELD).build(), map);
        if (part != null) {
            check(part, at, depth + 1);
        }
    }

    private boolean hasField(AlertRule rule, Map<?, ?> part) {
        return rule.parameters().containsKey(AlertRule.FIELD)
                || (part.get(PARAMETERS) instanceof Map<?, ?> parameters
                        && parameters.get(AlertRule.FIELD) instanceof String);
    }

    private void add(String field, String path, String message) {
        String place = path.isEmpty() ? "" : field.startsWith(path) ? path.substring(0, path.length() - 1) + ": " : "";
        faults.add(new Fault(field, place + message));
    }
}
