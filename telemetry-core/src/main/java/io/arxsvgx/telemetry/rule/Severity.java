// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rule;

import io.arxsvgx.telemetry.text.Suggestions;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The severity of an alert, in ascending order. Immutable. */
public enum Severity {
    /** Information; does not change the system's status. */
    INFO,
    /** Requires attention; a firing alert makes the system's status {@code warning}. */
    WARNING,
    /** Requires immediate attention; a firing alert makes the system's status {@code critical}. */
    CRITICAL;

    /**
     * Returns the severity's name in rules and JSON.
     *
     * @return the lower-case name, such as {@code warning}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the higher one of this severity and another.
     *
     * @param other another severity; null counts as lower
     * @return one of the two
     */
    public Severity atLeast(@Nullable Severity other) {
        return other == null || compareTo(other) >= 0 ? this : other;
    }

    /**
     * Returns a severity by its name, in any case.
     *
     * @param name {@code info}, {@code warning} or {@code critical}
     * @return the severity
     * @throws IllegalArgumentException if there is none of that name; the message names the nearest one
     */
    public static Severity of(String name) {
        for (Severity severity : values()) {
            if (severity.name().equalsIgnoreCase(name)) {
                return severity;
            }
        }
        throw new IllegalArgumentException(
                Suggestions.unknown("severity", name, java.util.List.of("info", "warning", "critical")));
    }
}
