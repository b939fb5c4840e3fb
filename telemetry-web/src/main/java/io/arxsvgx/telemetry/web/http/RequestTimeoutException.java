// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Thrown when a request does not arrive within its time. Immutable. */
public final class RequestTimeoutException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Reports a request that took too long.
     *
     * @param cause what the server reported; null for none
     */
    public RequestTimeoutException(@Nullable Throwable cause) {
        super("the request took too long to arrive", cause);
    }
}
