// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.snapshot;

import java.util.Locale;

/** The status of a processor, from best to worst. Immutable. */
public enum SystemStatus {
    /** There is no problem. */
    HEALTHY,
    /**
     * A warning alert is firing, events were dropped in the last interval, or an action, subscriber or store is
     * failing.
     */
    WARNING,
    /** A critical alert is firing, or the processor itself has stalled or failed. */
    CRITICAL;

    /**
     * Returns the status's name in JSON.
     *
     * @return the lower-case name
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
