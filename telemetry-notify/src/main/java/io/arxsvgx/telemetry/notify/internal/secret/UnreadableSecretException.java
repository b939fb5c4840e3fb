// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.secret;

import java.io.IOException;

/** Thrown if a file with a secret cannot be read; the message contains the path only. */
public final class UnreadableSecretException extends IOException {
    private static final long serialVersionUID = 1;

    UnreadableSecretException(String message) {
        super(message);
    }
}
