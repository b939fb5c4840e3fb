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
    /** A recurring motif. */
    PATTERN,
    /** A deviation from the seasonality. */
    SEASONAL,
    /** Cumulative wear or drift. */
    CUMULATIVE;

    /**
     * Returns the type's name in JSON.
     *
     * @return the lower-case name
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
