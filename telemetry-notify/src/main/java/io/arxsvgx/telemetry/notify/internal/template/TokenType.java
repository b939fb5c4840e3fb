// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.template;

/** The types of tokens of a template. */
enum TokenType {
    /** The text between actions. */
    LITERAL,
    /** The end of an action. */
    CLOSE,
    FIELDS,
    NAME,
    STRING,
    NUMBER,
    PIPE,
    OPEN_PARENTHESIS,
    CLOSE_PARENTHESIS,
    /** The end of the template. */
    END
}
