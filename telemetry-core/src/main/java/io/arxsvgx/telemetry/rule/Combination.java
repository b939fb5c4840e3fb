// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rule;

import java.util.Locale;

/** How a rule combines the newest values of several series into one, see {@link AlertRule#combine}. Immutable. */
public enum Combination {
    /** Their sum. */
    SUM,
    /** Their mean. */
    AVG,
    /** The least of them. */
    MIN,
    /** The greatest of them. */
    MAX;

    /**
     * Returns the name in JSON.
     *
     * @return the name in lower case, such as {@code sum}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
