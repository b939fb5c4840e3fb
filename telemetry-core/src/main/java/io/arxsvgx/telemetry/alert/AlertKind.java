// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

/** The kind of source that raised an alert. Immutable. */
public enum AlertKind {
    /** A rule's condition. */
    RULE("rule_triggered"),
    /** A failure pattern with a confidence above the alert threshold. */
    PATTERN("pattern_detected");

    private final String label;

    AlertKind(String label) {
        this.label = label;
    }

    /**
     * Returns the kind's name in JSON, in an alert's {@code type}.
     *
     * @return {@code rule_triggered} or {@code pattern_detected}
     */
    public String label() {
        return label;
    }
}
