// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.text.Identifiers;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends a request with an error. */
final class HttpFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    final int status;
    final transient Map<String, String> headers = new LinkedHashMap<>();
    private transient @Nullable Details details;

    /** Writes what the error's body has beside status and message. */
    interface Details {
        void write(JsonGenerator out) throws IOException;
    }

    HttpFault(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** Says that a change was not made, since it would not have outlived the process. */
    static HttpFault notKept(IOException why) {
        return new HttpFault(503, "the change could not be written to the disk, so it was not made: " + why);
    }

    /** A text that may quote what a client sent, such that UTF-8 can encode it. */
    static String encodable(String text) {
        return Identifiers.isUnicode(text) ? text : new String(text.getBytes(UTF_8), UTF_8);
    }

    HttpFault header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    HttpFault with(Details more) {
        details = more;
        return this;
    }

    void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("status", "error");
        out.writeStringField("message", encodable(String.valueOf(getMessage())));
        if (details != null) {
            details.write(out);
        }
        out.writeEndObject();
    }
}
