// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.http;

import io.arxsvgx.telemetry.web.http.HttpRequest;
import io.arxsvgx.telemetry.web.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** The encoder of responses: adds the common headers, and compresses if the client accepts it. */
public final class ResponseEncoder {
    private static final int MIN_COMPRESSED_BYTES = 1_024;

    private ResponseEncoder() {}

    /** Returns the response to send. */
    public static HttpResponse encode(HttpRequest request, ApiResponse response) {
        Map<String, String> headers = new LinkedHashMap<>(response.headers);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.putIfAbsent("Cache-Control", "no-store");
        if (!response.type.isEmpty()) {
            headers.put("Content-Type", response.type);
        }
        byte[] body = response.body;
        if (body.length >= MIN_COMPRESSED_BYTES) {
            headers.merge("Vary", "Accept-Encoding", (a, b) -> a + ", " + b);
            if (isGzipAccepted(request)) {
                body = response.compressed == null ? compressed(body) : response.compressed;
                headers.put("Content-Encoding", "gzip");
            }
        }
        if (response.status != 204 && response.status != 304) {
            headers.put("Content-Length", Integer.toString(body.length));
        }
        return new HttpResponse(response.status, headers, request.method().equals("HEAD") ? new byte[0] : body);
    }

    private static boolean isGzipAccepted(HttpRequest request) {
        for (String header : request.headers("Accept-Encoding")) {
            for (String coding : header.split(",", -1)) {
                if (isGzip(coding.toLowerCase(Locale.ROOT).replaceAll("\\s", ""))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isGzip(String coding) {
        String[] parts = coding.split(";", 2);
        boolean isRefused = parts.length > 1 && parts[1].matches("q=0(?:\\.0*)?");
        return !isRefused && (parts[0].equals("gzip") || parts[0].equals("x-gzip"));
    }

    /** Returns a body as gzip. */
    public static byte[] compressed(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compress a response", e);
        }
        return bytes.toByteArray();
    }
}
