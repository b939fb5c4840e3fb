// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.util.zip.GZIPOutputStream;

/** Parts of HTTP requests. */
public final class RequestBodies {
    private RequestBodies() {}

    /** Returns an event of the type {@code temperature} as JSON. */
    public static String event(String source, double value) {
        return "{\"source\":\"" + source + "\",\"type\":\"temperature\",\"value\":" + value + "}";
    }

    /** Returns a critical rule {@code temperature > 80} as JSON. */
    public static String rule(String id) {
        return "{\"rule_id\":\"" + id + "\",\"condition\":\"threshold\",\"severity\":\"critical\",\"parameters\":"
                + "{\"field\":\"temperature\",\"operator\":\">\",\"value\":80}}";
    }

    /** Returns a text in UTF-8, compressed by gzip. */
    public static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Returns an id as a segment of a path. */
    public static String encoded(String id) {
        return URLEncoder.encode(id, UTF_8).replace("+", "%20");
    }
}
