// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

/** The exception for a file that is not a valid SVG file, with the position. Immutable. */
public final class SvgParseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;
    private final String reason;

    /**
     * Creates an exception.
     *
     * @param line counted from 1; 0 if the error has no position
     * @param column counted from 1; 0 if the error has no position
     * @param reason one sentence, without the position
     */
    public SvgParseException(int line, int column, String reason) {
        super(line > 0 ? "line " + line + ", column " + column + ": " + reason : reason);
        this.line = line;
        this.column = column;
        this.reason = reason;
    }

    /**
     * Returns the line of the error.
     *
     * @return counted from 1; 0 if the error has no position
     */
    public int line() {
        return line;
    }

    /**
     * Returns the column of the error, or of the end of the tag that contains it.
     *
     * @return counted from 1; 0 if the error has no position
     */
    public int column() {
        return column;
    }

    /**
     * Returns the reason.
     *
     * @return one sentence, without the position
     */
    public String reason() {
        return reason;
    }
}
