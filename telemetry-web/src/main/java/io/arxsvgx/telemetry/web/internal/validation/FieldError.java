// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.validation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.Identifiers;
import java.io.IOException;
import java.util.List;

/**
 * An error in a request document. Immutable.
 *
 * @param field the invalid key in dotted form, such as {@code widgets.0.kind}; empty if it is unknown
 * @param message the error: the value and what was expected
 */
public record FieldError(String field, String message) {
    /**
     * The maximum length of a key. That of a value deep in a nested condition, with a label's name of the maximum length, is
     * shorter.
     */
    private static final int MAX_FIELD_LENGTH = 400;

    /** Escapes the key and shortens one that no rule has, and replaces characters of the message that UTF-8 cannot encode. */
    public FieldError {
        field = field.length() > MAX_FIELD_LENGTH ? ForeignText.shorten(field) : ForeignText.escape(field);
        message = encodable(message);
    }

    /** Writes errors as the field {@code errors} of a response. */
    public static void writeAll(JsonGenerator out, List<FieldError> errors) throws IOException {
        out.writeArrayFieldStart("errors");
        for (FieldError error : errors) {
            out.writeStartObject();
            out.writeStringField("field", error.field());
            out.writeStringField("message", error.message());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Returns a text with all characters replaced that UTF-8 cannot encode. The text may quote what a client sent. */
    public static String encodable(String text) {
        return Identifiers.isUnicode(text) ? text : new String(text.getBytes(UTF_8), UTF_8);
    }
}
