// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.validation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.Identifiers;

/**
 * One error in a request document. Immutable.
 *
 * @param field the key that is wrong, in dotted form, such as {@code widgets.0.kind}; empty where it is unknown
 * @param message what is wrong with it, and what was expected
 */
public record FieldError(String field, String message) {
    /** Shortens the key, and makes the message one that UTF-8 can encode. */
    public FieldError {
        field = ForeignText.shorten(field);
        message = encodable(message);
    }

    /** Returns a text that may quote what a client sent, such that UTF-8 can encode it. */
    public static String encodable(String text) {
        return Identifiers.isUnicode(text) ? text : new String(text.getBytes(UTF_8), UTF_8);
    }
}
