// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

import java.util.Map;
import java.util.TreeMap;

/** The semantic equality of condition parameters: 80 equals 80.0, and the order does not matter. Thread-safe. */
public final class ParameterEquality {
    private ParameterEquality() {}

    /**
     * Returns whether two sets of parameters are semantically equal.
     *
     * @param some values by name
     * @param others values by name
     * @return true if both have the same names with the same values
     */
    public static boolean same(Map<String, Object> some, Map<String, Object> others) {
        return some.equals(others) || comparable(some).equals(comparable(others));
    }

    /**
     * Returns parameters in a form whose {@code equals}, {@code hashCode} and {@code toString} agree with {@link #same}.
     *
     * @param parameters values by name
     * @return a copy, sorted by name, in which each number is a {@code Double}
     */
    public static Map<String, Object> comparable(Map<String, Object> parameters) {
        Map<String, Object> comparable = new TreeMap<>();
        parameters.forEach(
                (name, value) -> comparable.put(name, value instanceof Number number ? number.doubleValue() : value));
        return comparable;
    }
}
