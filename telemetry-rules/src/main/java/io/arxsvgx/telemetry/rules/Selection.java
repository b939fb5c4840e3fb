// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.rules.internal.aggregate.EventSelection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A selection of events for {@link Ratio}: by their type, by labels and by status. Their values are added, unless they are {@link
 * #counted}. {@link Ratio#of} checks it. Immutable.
 */
public final class Selection {
    private static final Selection ALL = new Selection(Map.of());

    private final Map<String, Object> parts;

    private Selection(Map<String, Object> parts) {
        this.parts = parts;
    }

    /**
     * Returns the selection of all events of the rule's field.
     *
     * @return the selection, of any labels and any status
     */
    public static Selection all() {
        return ALL;
    }

    /**
     * Returns the selection of all events of a type.
     *
     * @param field the exact type of the events
     * @return the selection, of any labels and any status
     */
    public static Selection of(String field) {
        return ALL.with(EventSelection.FIELD, field);
    }

    /**
     * Returns this selection, restricted to events with a label.
     *
     * @param label the name of the label
     * @param pattern an exact text, or a pattern in which {@code *} matches any text; empty matches the absence of the label
     * @return the changed copy
     */
    public Selection match(String label, String pattern) {
        Map<String, Object> match = new LinkedHashMap<>();
        if (parts.get(EventSelection.MATCH) instanceof Map<?, ?> before) {
            before.forEach((name, value) -> match.put(name.toString(), value));
        }
        match.put(requireNonNull(label, "label"), requireNonNull(pattern, "pattern"));
        return with(EventSelection.MATCH, Collections.unmodifiableMap(match));
    }

    /**
     * Returns this selection, restricted to events with one of some statuses.
     *
     * @param statuses exact texts, at least one and at most 100
     * @return the changed copy
     */
    public Selection status(String... statuses) {
        return with(EventSelection.STATUS, List.of(statuses));
    }

    /**
     * Returns this selection with its events counted instead of their values added.
     *
     * @return the changed copy
     */
    public Selection counted() {
        return with(EventSelection.COUNT, true);
    }

    private Selection with(String key, Object part) {
        Map<String, Object> changed = new LinkedHashMap<>();
        for (String one :
                List.of(EventSelection.FIELD, EventSelection.MATCH, EventSelection.STATUS, EventSelection.COUNT)) {
            Object set = one.equals(key) ? requireNonNull(part, key) : parts.get(one);
            if (set != null) {
                changed.put(one, set);
            }
        }
        return new Selection(Collections.unmodifiableMap(changed));
    }

    /**
     * Returns the text form, the value of the parameters {@code numerator} and {@code denominator}.
     *
     * @return an immutable map with {@code field}, {@code match}, {@code status} and {@code count}, as far as they are set
     */
    public Map<String, Object> parts() {
        return parts;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Selection that && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    @Override
    public String toString() {
        return parts.toString();
    }
}
