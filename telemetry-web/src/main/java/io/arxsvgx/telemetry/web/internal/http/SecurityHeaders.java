// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers of responses that keep browsers from misusing them. */
public final class SecurityHeaders {
    /** The headers of a page that no other may frame, and that loads nothing from elsewhere. */
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
