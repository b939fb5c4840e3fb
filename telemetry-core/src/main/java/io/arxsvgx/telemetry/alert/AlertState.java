// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import java.util.Locale;

/** Where an alert is in its life. A legal step goes from one state to the next, or from pending to nowhere. Immutable. */
public enum AlertState {
    /** The condition holds, but not yet for as long as the rule asks. */
    PENDING,
    /** The alert is on. */
    FIRING,
    /** The alert has ended. */
    RESOLVED;

    /**
     * The state's name as JSON writes it.
     *
     * @return the lower-case name
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
