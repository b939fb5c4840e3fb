// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.http;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request. Immutable.
 *
 * @param status the status
 * @param body the beginning of the body, at most 64 kB
 */
public record HttpAnswer(int status, HttpHeaders headers, String body) {
    static HttpAnswer of(int status, HttpHeaders headers, byte[] body) {
        return new HttpAnswer(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    /** Returns whether the receiver has accepted the request. */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** Returns the time that the receiver asks to wait, at most an hour; null if it does not. */
    public @Nullable Duration retryAfter(Instant now) {
        return headers.firstValue("Retry-After")
                .map(header -> RetryAfterHeader.parse(header, now))
                .orElse(null);
    }
}
