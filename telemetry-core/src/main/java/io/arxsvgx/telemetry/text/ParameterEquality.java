// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The semantic equality of condition parameters: 80 equals 80.0, and the order does not matter. Thread-safe. */
public final class ParameterEquality {
    private static final int MAX_DEPTH = 20;

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
        parameters.forEach((name, value) -> comparable.put(name, comparable(value)));
        return comparable;
    }

    private static Object comparable(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ParameterEquality::comparable).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((name, part) -> sorted.put(String.valueOf(name), comparable(part)));
            return sorted;
        }
        return value;
    }

    /**
     * Returns an immutable copy of the value of a parameter.
     *
     * @param value a text, number or boolean, or a list or map of values
     * @return the value, with copies of lists and maps
     * @throws NullPointerException if a part is null
     * @throws IllegalArgumentException if lists and maps are nested more than 20 deep
     */
    public static Object copy(Object value) {
        return copy(value, MAX_DEPTH);
    }

    private static Object copy(Object value, int depth) {
        if (depth == 0) {
            throw new IllegalArgumentException("a parameter is nested more than " + MAX_DEPTH + " deep");
        }
        if (value instanceof List<?> list) {
            return list.stream().map(part -> copy(part, depth - 1)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copied = new LinkedHashMap<>();
            map.forEach((name, part) -> copied.put(
                    String.valueOf(name), copy(Objects.requireNonNull(part, () -> name + " is null"), depth - 1)));
            return Collections.unmodifiableMap(copied);
        }
        return Objects.requireNonNull(value, "part of a parameter");
    }
}
