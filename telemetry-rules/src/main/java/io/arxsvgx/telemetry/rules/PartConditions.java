// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rules.internal.composite.CompositeCondition;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The text form of the conditions of which another one is composed. */
final class PartConditions {
    private PartConditions() {}

    /**
     * Returns the parameters of a composed condition.
     *
     * @throws io.arxsvgx.telemetry.rule.InvalidRuleException if there is no part, or too many
     */
    static CheckedParameters of(List<Parameter> declared, Condition... parts) {
        List<Map<String, Object>> texts = Arrays.stream(parts)
                .map(part -> Map.<String, Object>of("condition", part.name(), "parameters", part.parameters()))
                .toList();
        return CheckedParameters.noneOf(declared).with(CompositeCondition.CONDITIONS, texts);
    }
}
