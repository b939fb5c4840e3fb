// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

/**
 * A scanner of the quotes of one row, which determines whether the next line belongs to the row too, before the row is
 * parsed. Confined to one thread.
 */
final class CsvQuotes {
    private enum State {
        FIELD_BEGINS,
        UNQUOTED,
        QUOTED,
        /** After a quote, which may be the first of two. */
        QUOTE,
        CLOSED,
        MALFORMED
    }

    private State state = State.FIELD_BEGINS;
    private long column = 1;

    /** The column of the first character of a field in its line, from 1. */
    static long column(String row, int field) {
        CsvQuotes quotes = new CsvQuotes();
        int begin = 0;
        int fields = 0;
        for (int i = 0; i < row.length() && fields < field; i++) {
            quotes.state = quotes.next(row.charAt(i));
            if (row.charAt(i) == ',' && quotes.state == State.FIELD_BEGINS) {
                begin = i + 1;
                fields++;
            }
        }
        return (long) begin - row.lastIndexOf('\n', begin - 1);
    }

    /** Scans the next line. */
    void read(String line) {
        for (int i = 0; i < line.length() && state != State.MALFORMED; i++) {
            if (state == State.FIELD_BEGINS) {
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
            case FIELD_BEGINS -> c == '"' ? State.QUOTED : c == ',' || isBlank ? State.FIELD_BEGINS : State.UNQUOTED;
            case UNQUOTED -> c == ',' ? State.FIELD_BEGINS : State.UNQUOTED;
            case QUOTED -> c == '"' ? State.QUOTE : State.QUOTED;
            case QUOTE -> c == '"' ? State.QUOTED : closed(c, isBlank);
            case CLOSED -> closed(c, isBlank);
            case MALFORMED -> State.MALFORMED;
        };
    }

    private static State closed(char c, boolean isBlank) {
        return c == ',' ? State.FIELD_BEGINS : isBlank ? State.CLOSED : State.MALFORMED;
    }

    /** Whether a quoted field continues on the next line. */
    boolean isOpen() {
        return state == State.QUOTED;
    }

    /** Whether text follows the quote that ends a field. */
    boolean isMalformed() {
        return state == State.MALFORMED;
    }

    /** The column of the first character of the last field, from 1. */
    long column() {
        return column;
    }
}
