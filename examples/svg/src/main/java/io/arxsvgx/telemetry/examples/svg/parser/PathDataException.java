// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

/** Says why path data is wrong, and where. Immutable. */
final class PathDataException extends Exception {
    private static final long serialVersionUID = 1;

    private final int position;

    PathDataException(int position, String reason) {
        super("path data, position " + position + ": " + reason);
        this.position = position;
    }

    /** The faulty character's place in the text, counted from 1; one past its length when the text ends too early. */
    int position() {
        return position;
    }
}
