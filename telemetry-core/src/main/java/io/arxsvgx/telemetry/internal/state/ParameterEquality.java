// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares rules' parameters by what they mean: 80 is 80.0. */
public final class ParameterEquality {
    private ParameterEquality() {}

    public static boolean same(Map<String, Object> some, Map<String, Object> others) {
        return some.keySet().equals(others.keySet())
                && some.entrySet().stream().allMatch(e -> same(e.getValue(), others.get(e.getKey())));
    }

    private static boolean same(Object one, @Nullable Object other) {
        return (one instanceof Number a && other instanceof Number b)
                ? Double.compare(a.doubleValue(), b.doubleValue()) == 0
                : one.equals(other);
    }
}
