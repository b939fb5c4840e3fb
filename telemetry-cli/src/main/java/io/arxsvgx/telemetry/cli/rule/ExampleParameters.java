// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.rule;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.operations.RuleOperations;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.rule.InvalidRuleException.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters that an example of a condition sets: the required ones, and those that the check of the condition asks for
 * besides. Used for one example. Not thread-safe.
 */
final class ExampleParameters {
    static final String CONDITION = "condition";
    static final String PARAMETERS = "parameters";

    private static final String PREFERRED_PART = "threshold";
    private static final int PARTS = 2;

    private final RuleOperations rules;
    private final ExampleValues values = new ExampleValues();

    ExampleParameters(RuleOperations rules) {
        this.rules = rules;
    }

    /** Returns the parameters of an example, by name. */
    Map<String, Object> of(ConditionProvider condition) {
        Map<String, Object> set = new LinkedHashMap<>();
        if (!hasInputs(condition)) {
            set.put(AlertRule.FIELD, values.type());
        }
        condition.parameters().stream()
                .filter(Parameter::required)
                .forEach(parameter -> set.put(parameter.name(), value(parameter)));
        for (int i = 0; i <= condition.parameters().size(); i++) {
            if (!changeFor(faults(condition, set), condition, set)) {
                break;
            }
        }
        return set;
    }

    /** Returns why an example is not valid; empty if it is. */
    List<Fault> faults(ConditionProvider condition, Map<String, Object> set) {
        try {
            rules.check(AlertRule.builder(condition.kind())
                    .condition(condition.kind())
                    .parameters(set)
                    .build());
            return List.of();
        } catch (IllegalArgumentException e) {
            return InvalidRuleException.faultsOf(e);
        }
    }

    /** Returns a value of a parameter. */
    Object value(Parameter parameter) {
        return parameter.type() == Parameter.Type.CONDITIONS ? parts() : values.value(parameter);
    }

    /** Returns whether the inputs of a condition, other conditions or selected events, name the types of events. */
    static boolean hasInputs(ConditionProvider condition) {
        return condition.parameters().stream()
                .anyMatch(parameter ->
                        parameter.type() == Parameter.Type.CONDITIONS || parameter.type() == Parameter.Type.SELECTION);
    }

    /** Changes one parameter because of a fault: sets a missing one, or leaves one condition of several. */
    private boolean changeFor(List<Fault> faults, ConditionProvider condition, Map<String, Object> set) {
        for (Fault fault : faults) {
            Optional<Parameter> named = condition.parameters().stream()
                    .filter(one -> InvalidRuleException.parameterKey(one.name()).equals(fault.field()))
                    .findAny();
            if (named.isPresent() && change(named.get(), set)) {
                return true;
            }
        }
        return false;
    }

    private boolean change(Parameter parameter, Map<String, Object> set) {
        Object now = set.get(parameter.name());
        if (now == null) {
            set.put(parameter.name(), value(parameter));
            return true;
        }
        boolean hasSeveral = parameter.type() == Parameter.Type.CONDITIONS && ((List<?>) now).size() > 1;
        if (hasSeveral) {
            set.put(parameter.name(), ((List<?>) now).subList(0, 1));
        }
        return hasSeveral;
    }

    private List<Map<String, Object>> parts() {
        List<Map<String, Object>> parts = new ArrayList<>();
        rules.conditions().stream()
                .filter(condition -> !hasInputs(condition))
                .min((one, other) -> Boolean.compare(isPreferred(other), isPreferred(one)))
                .ifPresent(condition -> {
                    for (int i = 0; i < PARTS; i++) {
                        Map<String, Object> part = new LinkedHashMap<>();
                        part.put(CONDITION, condition.kind());
                        part.put(PARAMETERS, of(condition));
                        parts.add(part);
                    }
                });
        return parts;
    }

    private static boolean isPreferred(ConditionProvider condition) {
        return condition.kind().equals(PREFERRED_PART);
    }
}
