// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

/**
 * Follows the quotes of one row through its lines: whether the next line belongs to the row too, which has to be known before
 * the row can be parsed. Confined to one thread.
 */
final class CsvQuotes {
    private enum State {
        CELL_BEGINS,
        UNQUOTED,
        QUOTED,
        /** Behind a quote, which may be the first of two. */
        QUOTE,
        CLOSED,
        MALFORMED
    }

    private State state = State.CELL_BEGINS;
    private long column = 1;

    /** Where a cell of a row begins in its line, from 1. */
    static long column(String row, int cell) {
        CsvQuotes quotes = new CsvQuotes();
        int begin = 0;
        int cells = 0;
        for (int i = 0; i < row.length() && cells < cell; i++) {
            quotes.state = quotes.next(row.charAt(i));
            if (row.charAt(i) == ',' && quotes.state == State.CELL_BEGINS) {
                begin = i + 1;
                cells++;
            }
        }
        return (long) begin - row.lastIndexOf('\n', begin - 1);
    }

    /** Reads on, in the next line. */
    void read(String line) {
        for (int i = 0; i < line.length() && state != State.MALFORMED; i++) {
            if (state == State.CELL_BEGINS) {
                column = i + 1L;
            }
            state = next(line.charAt(i));
        }
        if (state != State.QUOTED && state != State.MALFORMED) {
            state = State.CLOSED;
        }
    }

    private State next(char c) {
        boolean isBlank = c == ' ' || c == '\t';
        return switch (state) {
            case CELL_BEGINS -> c == '"' ? State.QUOTED : c == ',' || isBlank ? State.CELL_BEGINS : State.UNQUOTED;
            case UNQUOTED -> c == ',' ? State.CELL_BEGINS : State.UNQUOTED;
            case QUOTED -> c == '"' ? State.QUOTE : State.QUOTED;
            case QUOTE -> c == '"' ? State.QUOTED : closed(c, isBlank);
            case CLOSED -> closed(c, isBlank);
            case MALFORMED -> State.MALFORMED;
        };
    }

    private static State closed(char c, boolean isBlank) {
        return c == ',' ? State.CELL_BEGINS : isBlank ? State.CLOSED : State.MALFORMED;
    }

    /** Whether a quoted cell continues on the next line. */
    boolean isOpen() {
        return state == State.QUOTED;
    }

    /** Whether there is text behind the quote that ends a cell. */
    boolean isMalformed() {
        return state == State.MALFORMED;
    }

    /** Where the last cell begins, from 1. */
    long column() {
        return column;
    }
}
