// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import io.arxsvgx.telemetry.internal.Reason;

/** Says of a dictionary that it is no valid event, for which field, and under which reason that is counted. */
final class RefusedEvent extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String field;
    private final Reason reason;

    RefusedEvent(String field, Reason reason, String message) {
        super(message);
        this.field = field;
        this.reason = reason;
    }

    String field() {
        return field;
    }

    Reason reason() {
        return reason;
    }
}
