// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

/** Says that a text is not JSON, or crosses a limit, and where. Immutable. */
public final class MalformedJsonException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    MalformedJsonException(String message) {
        super(message);
    }
}
