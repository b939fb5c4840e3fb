// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A complete response to send. Confined to one thread. */
public final class HttpResponse {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * Creates a response.
     *
     * @param status the status code
     * @param headers the headers, including the length of the body
     * @param body the bytes to send; empty for HEAD
     */
    public HttpResponse(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        this.body = body;
    }

    /**
     * Returns the status.
     *
     * @return a code such as 200
     */
    public int status() {
        return status;
    }

    /**
     * Returns the headers.
     *
     * @return values by name
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * Returns the body.
     *
     * @return the internal array, not a copy
     */
    public byte[] body() {
        return body;
    }
}
