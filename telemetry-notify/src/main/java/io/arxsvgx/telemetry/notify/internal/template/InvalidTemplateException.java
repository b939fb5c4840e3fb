// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.template;

/** Thrown for a text that is not a template, or uses a part of the language that is not supported. */
public final class InvalidTemplateException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    InvalidTemplateException(String text, int offset, String problem) {
        super(place(text, offset) + ": " + problem);
    }

    private static String place(String text, int offset) {
        int end = Math.min(offset, text.length());
        long line = text.substring(0, end).chars().filter(c -> c == '\n').count() + 1;
        return "line " + line + ", column " + (end - text.lastIndexOf('\n', end - 1));
    }
}
