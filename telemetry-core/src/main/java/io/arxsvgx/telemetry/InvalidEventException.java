// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import io.arxsvgx.telemetry.internal.ingest.DropReason;

/** The exception for an invalid event; names the field, its value and what was expected. Immutable. */
public final class InvalidEventException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** The invalid field. */
    private final String field;

    /** The reason under which the event is counted. */
    private final DropReason reason;

    InvalidEventException(String field, DropReason reason, String message) {
        super(message);
        this.field = field;
        this.reason = reason;
    }

    /**
     * Returns the name of the invalid field.
     *
     * @return such as {@code value}; empty if the event as a whole is invalid
     */
    public String field() {
        return field;
    }

    /** Returns the reason under which the event is counted. */
    DropReason reason() {
        return reason;
    }
}
