// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.condition.Parameter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a typed condition, each checked when it is set. Immutable.
 *
 * @param declared the parameters that the condition accepts
 * @param values the values that are set, by name, in the order of declaration
 */
record CheckedParameters(List<Parameter> declared, Map<String, Object> values) {
    static CheckedParameters noneOf(List<Parameter> declared) {
        return new CheckedParameters(declared, Map.of());
    }

    /** Returns these parameters with one value set; throws what {@link Parameter#check} throws if the value is invalid. */
    CheckedParameters with(Parameter parameter, Object value) {
        parameter.check(value);
        Map<String, Object> changed = new LinkedHashMap<>();
        for (Parameter one : declared) {
            Object set = one.equals(parameter) ? value : values.get(one.name());
            if (set != null) {
                changed.put(one.name(), set);
            }
        }
        return new CheckedParameters(declared, Collections.unmodifiableMap(changed));
    }
}
