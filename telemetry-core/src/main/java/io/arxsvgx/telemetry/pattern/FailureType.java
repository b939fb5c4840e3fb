// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.pattern;

import java.util.Locale;

/** The kinds of failure pattern. Immutable. */
public enum FailureType {
    /** Unusual values, or bursts of them. */
    ANOMALY,
    /** A significant rise or fall. */
    TREND,
    /** Repeated or flapping breaches of a limit. */
    THRESHOLD,
    /** A shape that was seen before. */
    PATTERN,
    /** A departure from a season. */
    SEASONAL,
    /** Wear or drift that adds up. */
    CUMULATIVE;

    /**
     * The type's name as JSON writes it.
     *
     * @return the lower-case name
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
