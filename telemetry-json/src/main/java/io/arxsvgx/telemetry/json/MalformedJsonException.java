// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

/** The exception for a text that is not JSON, or exceeds a limit. The message has the position. Immutable. */
public final class MalformedJsonException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    MalformedJsonException(String message) {
        super(message);
    }
}
