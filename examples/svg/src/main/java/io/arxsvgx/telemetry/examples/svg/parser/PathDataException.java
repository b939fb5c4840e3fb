// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

/** The exception for invalid path data, with its position. Immutable. */
final class PathDataException extends Exception {
    private static final long serialVersionUID = 1;

    private final int position;

    PathDataException(int position, String reason) {
        super("path data, position " + position + ": " + reason);
        this.position = position;
    }

    /** Returns the position of the invalid character, from 1; one past the length if the text ends too early. */
    int position() {
        return position;
    }
}
