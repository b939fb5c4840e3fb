// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import java.util.Locale;

/** The state of an alert. It changes in this order; a pending alert may also be dropped. Immutable. */
public enum AlertState {
    /** The condition holds, but not yet for as long as the rule requires. */
    PENDING,
    /** The condition has held for as long as the rule requires. */
    FIRING,
    /** The alert has ended. */
    RESOLVED;

    /**
     * Returns the state's name in JSON.
     *
     * @return the lower-case name
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
