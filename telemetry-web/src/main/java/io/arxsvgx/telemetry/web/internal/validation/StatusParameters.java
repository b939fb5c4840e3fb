// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.validation;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a rule that select events by status: a list {@code status}, or that of a selection. Not thread-safe. */
public final class StatusParameters {
    private static final String STATUS = "status";

    private final Collection<ConditionProvider> conditions;
    private final List<String> keys = new ArrayList<>();

    private StatusParameters(Collection<ConditionProvider> conditions) {
        this.conditions = conditions;
    }

    /**
     * Returns the keys of these parameters, of the rule and of the conditions of which it is composed.
     *
     * @param rule a rule that was checked
     * @param conditions the known conditions
     * @return keys in dotted form, such as {@code parameters.conditions[1].parameters.status}
     */
    public static List<String> of(AlertRule rule, Collection<ConditionProvider> conditions) {
        StatusParameters found = new StatusParameters(conditions);
        found.addAll(rule.condition(), rule.parameters(), "");
        return found.keys;
    }

    private void addAll(String condition, Map<?, ?> parameters, String path) {
        for (ConditionProvider provider : conditions) {
            if (provider.kind().equals(condition)) {
                provider.parameters()
                        .forEach(parameter -> add(
                                parameter,
                                parameters.get(parameter.name()),
                                path + InvalidRuleException.parameterKey(parameter.name())));
            }
        }
    }

    private void add(Parameter parameter, @Nullable Object value, String key) {
        if (parameter.type() == Parameter.Type.TEXTS
                && value != null
                && parameter.name().equals(STATUS)) {
            keys.add(key);
        } else if (parameter.type() == Parameter.Type.SELECTION
                && value instanceof Map<?, ?> selection
                && selection.containsKey(STATUS)) {
            keys.add(key + "." + STATUS);
        } else if (parameter.type() == Parameter.Type.CONDITIONS && value instanceof List<?> parts) {
            addParts(parts, key);
        }
    }

    private void addParts(List<?> parts, String key) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Map<?, ?> part
                    && part.get("condition") instanceof String condition
                    && part.get("parameters") instanceof Map<?, ?> parameters) {
                addAll(condition, parameters, key + "[" + i + "].");
            }
        }
    }
}
