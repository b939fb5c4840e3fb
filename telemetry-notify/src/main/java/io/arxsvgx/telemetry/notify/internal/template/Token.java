// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.template;

/**
 * A token of a template.
 *
 * @param type what it is
 * @param text the text without quotes; of a field chain {@code .A.b} or {@code $.A.b} without changes
 * @param position where it begins
 */
record Token(TokenType type, String text, int position) {
    boolean is(TokenType expected) {
        return type == expected;
    }

    boolean isName(String name) {
        return type == TokenType.NAME && text.equals(name);
    }
}
