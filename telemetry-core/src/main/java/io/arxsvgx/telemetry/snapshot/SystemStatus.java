// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.snapshot;

import java.util.Locale;

/** How things are, from best to worst. Immutable. */
public enum SystemStatus {
    /** Nothing to say. */
    HEALTHY,
    /** A warning alert fires, events were dropped in the last interval, or a lane or the store is in trouble. */
    WARNING,
    /** A critical alert fires, or the processor itself has stalled or failed. */
    CRITICAL;

    /**
     * The status's name as JSON writes it.
     *
     * @return the lower-case name
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
