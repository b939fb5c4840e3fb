// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

/** The exception for an invalid message of a client; its message is sent to the client. */
final class InvalidMessageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidMessageException(String message) {
        super(message, null, false, false);
    }
}
