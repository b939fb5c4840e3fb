// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

/** Says why a file is not an SVG file, and where. Immutable. */
public final class SvgParseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;
    private final String reason;

    /**
     * Makes the exception.
     *
     * @param line counted from 1; 0 when the fault has no place
     * @param column counted from 1; 0 when the fault has no place
     * @param reason one sentence, without the place
     */
    public SvgParseException(int line, int column, String reason) {
        super(line > 0 ? "line " + line + ", column " + column + ": " + reason : reason);
        this.line = line;
        this.column = column;
        this.reason = reason;
    }

    /**
     * The line of the fault.
     *
     * @return counted from 1; 0 when the fault has no place
     */
    public int line() {
        return line;
    }

    /**
     * The column of the fault, or of the end of the tag that holds it.
     *
     * @return counted from 1; 0 when the fault has no place
     */
    public int column() {
        return column;
    }

    /**
     * What is wrong.
     *
     * @return one sentence, without the place
     */
    public String reason() {
        return reason;
    }
}
