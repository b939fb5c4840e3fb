// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** Reads rows of cells by RFC 4180: commas, quotes that may hold commas and ends of line, CRLF or LF. */
final class CsvRows {
    private static final int END = -1;

    private final Reader in;
    private int ahead;
    private long line = 1;
    private long column = 1;

    /** A cell, and where in its line it begins. */
    record Cell(String text, long column) {}

    /** A row, and the line in which it begins; no cells at the end of the file. */
    record Row(List<Cell> cells, long line) {
        boolean isBlank() {
            return cells.size() == 1 && cells.get(0).text().isBlank();
        }
    }

    CsvRows(Reader in) throws IOException {
        this.in = in;
        ahead = in.read();
        if (ahead == '\uFEFF') {
            ahead = in.read();
        }
    }

    Row next() throws IOException, BadLine {
        long begin = line;
        List<Cell> cells = new ArrayList<>();
        long length = 0;
        boolean goesOn = ahead != END;
        while (goesOn) {
            Cell cell = cell();
            cells.add(cell);
            length += cell.text().length();
            if (length > EventReader.LONGEST) {
                skipLine();
                throw BadLine.at(begin, 1, EventReader.TOO_LONG);
            }
            goesOn = ahead == ',';
            if (goesOn) {
                take();
            }
        }
        endLine();
        return new Row(cells, begin);
    }

    private Cell cell() throws IOException, BadLine {
        long begin = column;
        StringBuilder text = new StringBuilder();
        if (ahead == '"') {
            quoted(text, begin);
        }
        while (ahead != ',' && ahead != '\n' && ahead != '\r' && ahead != END && text.length() <= EventReader.LONGEST) {
            text.append((char) take());
        }
        return new Cell(text.toString(), begin);
    }

    private void quoted(StringBuilder text, long begin) throws IOException, BadLine {
        long first = line;
        take();
        while (true) {
            if (ahead == END || text.length() > EventReader.LONGEST) {
                throw BadLine.end(first, begin, "a quote is opened and not closed; reading ends here");
            }
            int c = take();
            if (c == '"') {
                if (ahead != '"') {
                    return;
                }
                take();
            }
            text.append((char) c);
        }
    }

    private void skipLine() throws IOException {
        while (ahead != '\n' && ahead != END) {
            take();
        }
        endLine();
    }

    private void endLine() throws IOException {
        if (ahead == '\r') {
            take();
        }
        if (ahead == '\n') {
            take();
        }
    }

    private int take() throws IOException {
        int taken = ahead;
        ahead = in.read();
        column++;
        if (taken == '\n' || (taken == '\r' && ahead != '\n')) {
            line++;
            column = 1;
        }
        return taken;
    }
}
