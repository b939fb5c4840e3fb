// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The security headers of responses to browsers. */
public final class SecurityHeaders {
    /** The headers of the page: no other page may frame it, and it loads nothing from other origins. */
    public static final Map<String, String> PAGE = page();

    private SecurityHeaders() {}

    private static Map<String, String> page() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cache-Control", "no-cache");
        return Collections.unmodifiableMap(headers);
    }
}
