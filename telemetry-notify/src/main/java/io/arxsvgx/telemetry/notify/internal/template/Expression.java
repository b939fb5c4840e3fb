// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.template;

/**
 * An expression of a template.
 *
 * @param kind the kind of its value
 * @param position where it stands in the text
 */
record Expression(Kind kind, int position, Evaluator evaluator) {
    /** A function that computes the value. */
    interface Evaluator {
        Object evaluate(MessageView message, Object dot);
    }

    Object evaluate(MessageView message, Object dot) {
        return evaluator.evaluate(message, dot);
    }
}
