// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import io.arxsvgx.telemetry.internal.ingest.DropReason;

/** Says of what should be an event which field is wrong, and what it takes. Immutable. */
public final class InvalidEventException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** The field that is wrong. */
    private final String field;

    /** Under which reason it is counted. */
    private final DropReason reason;

    InvalidEventException(String field, DropReason reason, String message) {
        super(message);
        this.field = field;
        this.reason = reason;
    }

    /**
     * The field that is wrong.
     *
     * @return such as {@code value}; empty if it is the event as a whole
     */
    public String field() {
        return field;
    }

    /** Under which reason it is counted. */
    DropReason reason() {
        return reason;
    }
}
