// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The exception for a request that did not arrive within the request timeout. Immutable. */
public final class RequestTimeoutException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param cause the server's exception; null for none
     */
    public RequestTimeoutException(@Nullable Throwable cause) {
        super("request timeout: the request did not arrive in time", cause);
    }
}
