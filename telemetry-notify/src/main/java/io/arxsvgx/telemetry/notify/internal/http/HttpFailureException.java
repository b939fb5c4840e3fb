// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.http;

import java.io.IOException;

/** Thrown if a request has no answer, or one that leads elsewhere. The message contains no secrets. */
public final class HttpFailureException extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean isFinal;

    private HttpFailureException(String message, boolean isFinal) {
        super(message);
        this.isFinal = isFinal;
    }

    static HttpFailureException retry(String message) {
        return new HttpFailureException(message, false);
    }

    static HttpFailureException dead(String message) {
        return new HttpFailureException(message, true);
    }

    /** Returns whether another request would fail too. */
    public boolean isFinal() {
        return isFinal;
    }
}
