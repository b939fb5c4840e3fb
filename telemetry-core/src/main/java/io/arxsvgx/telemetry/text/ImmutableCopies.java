// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Unmodifiable copies of plain data: maps, lists and sets at every depth, in their original order. Thread-safe. */
public final class ImmutableCopies {
    private ImmutableCopies() {}

    /** Returns a deep copy of a map; values other than maps, lists and sets are shared. */
    public static Map<String, Object> of(Map<String, ? extends Object> data) {
        if (data.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        data.forEach((name, value) -> copy.put(name, value(value)));
        return Collections.unmodifiableMap(copy);
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, one) -> copy.put(key, value(one)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof Set<?> set) {
            return Collections.unmodifiableSet(copy(set, new LinkedHashSet<>()));
        }
        return value instanceof List<?> list && !(list instanceof DoubleList)
                ? Collections.unmodifiableList(copy(list, new ArrayList<>(list.size())))
                : value;
    }

    private static <C extends Collection<Object>> C copy(Collection<?> from, C to) {
        from.forEach(one -> to.add(value(one)));
        return to;
    }
}
