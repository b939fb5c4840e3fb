// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rule;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.text.ParameterEquality;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A condition given by its name, whose parameters are checked by the processor. Immutable. */
final class NamedCondition implements Condition {
    private final String name;
    private final Map<String, Object> parameters;

    NamedCondition(String name, Map<String, ? extends Object> parameters) {
        this.name = requireNonNull(name, "name");
        Map<String, Object> copy = new LinkedHashMap<>();
        parameters.forEach((key, value) ->
                copy.put(requireNonNull(key, "parameter name"), ParameterEquality.copy(requireNonNull(value, key))));
        this.parameters = Collections.unmodifiableMap(copy);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NamedCondition that
                && name.equals(that.name)
                && ParameterEquality.same(parameters, that.parameters);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + ParameterEquality.comparable(parameters).hashCode();
    }

    @Override
    public String toString() {
        return name + parameters;
    }
}
