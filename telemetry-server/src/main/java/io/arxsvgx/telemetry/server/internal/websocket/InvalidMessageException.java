// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

/** Thrown when a message of a client is invalid; the text is what the client is answered. */
final class InvalidMessageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidMessageException(String message) {
        super(message, null, false, false);
    }
}
