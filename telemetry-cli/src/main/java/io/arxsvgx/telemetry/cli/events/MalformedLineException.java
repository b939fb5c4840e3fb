// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

/** A fault in a line of a file, with its position. */
final class MalformedLineException extends Exception {
    private static final long serialVersionUID = 1;

    private final long line;
    private final long column;
    private final boolean isEnd;

    private MalformedLineException(long line, long column, String reason, boolean isEnd) {
        super(reason, null, false, false);
        this.line = line;
        this.column = column;
        this.isEnd = isEnd;
    }

    /** Creates a fault after which reading continues. */
    static MalformedLineException at(long line, long column, String reason) {
        return new MalformedLineException(line, column, reason, false);
    }

    /** Creates a fault that ends reading. */
    static MalformedLineException end(long line, long column, String reason) {
        return new MalformedLineException(line, column, reason, true);
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    long line() {
        return line;
    }

    long column() {
        return column;
    }

    boolean isEnd() {
        return isEnd;
    }
}
