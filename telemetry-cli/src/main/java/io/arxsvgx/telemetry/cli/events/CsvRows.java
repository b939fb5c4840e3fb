// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.arxsvgx.telemetry.cli.events.TextLines.Line;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of cells by RFC 4180: commas, quotes that may hold commas and ends of line. Each row is parsed by itself, so that
 * one that is malformed, such as by a quote that is never closed, costs that row only. Confined to one thread.
 */
final class CsvRows {
    private static final String OPEN_QUOTE = "a quote is opened and not closed";
    private static final String AFTER_QUOTE =
            "there is text behind the quote that ends a cell; a quote within a quoted cell is written twice";

    private final CsvReader.CsvReaderBuilder parser = CsvReader.builder()
            .skipEmptyLines(false)
            .allowExtraCharsAfterClosingQuote(false)
            .trimWhitespacesAroundQuotes(true);
    private final Cells cells = new Cells();
    private final TextLines lines;

    /** The cells of a row, without their quotes and the blanks around them; the line in which it begins, and its text. */
    record Row(List<String> cells, long line, String text) {
        Row {
            cells = List.copyOf(cells);
        }

        boolean isBlank() {
            return cells.stream().allMatch(String::isEmpty);
        }

        /** Where in its line a cell begins, from 1. */
        long column(int cell) {
            return CsvQuotes.column(text, cell);
        }
    }

    CsvRows(InputStream in) {
        lines = new TextLines(in);
    }

    /** The next row; null behind the last one. */
    @Nullable
    Row next() throws IOException, MalformedLineException {
        Line first = lines.next();
        if (first == null) {
            return null;
        }
        if (first.text().isEmpty()) {
            return new Row(List.of(""), first.number(), "");
        }
        String text = first.text().indexOf('"') < 0 ? first.text() : whole(first);
        try {
            return new Row(parser.ofSingleCsvRecord(cells, text), first.number(), text);
        } catch (CsvParseException e) {
            throw MalformedLineException.at(first.number(), 1, "the row is not valid CSV");
        }
    }

    /** All lines of a row; those behind the first one are read again if they do not belong to it. */
    private String whole(Line first) throws IOException, MalformedLineException {
        StringBuilder text = new StringBuilder(first.text());
        CsvQuotes quotes = new CsvQuotes();
        quotes.read(first.text());
        long column = quotes.column();
        List<Line> more = new ArrayList<>();
        while (quotes.isOpen()) {
            Line next = lines.next();
            if (next != null) {
                more.add(next);
                text.append('\n').append(next.text());
                quotes.read(next.text());
            }
            if (next == null || text.length() > EventReader.LONGEST || (quotes.isMalformed() && !more.isEmpty())) {
                lines.takeBack(more);
                throw MalformedLineException.at(first.number(), column, OPEN_QUOTE);
            }
        }
        if (quotes.isMalformed()) {
            throw MalformedLineException.at(first.number(), quotes.column(), AFTER_QUOTE);
        }
        return text.toString();
    }

    /** Collects the cells of one row. */
    private static final class Cells extends AbstractBaseCsvCallbackHandler<List<String>> {
        private List<String> row = List.of();

        @Override
        protected void handleBegin(long line) {
            row = new ArrayList<>();
        }

        @Override
        protected void handleField(int index, char[] buffer, int from, int length, boolean isQuoted) {
            String text = new String(buffer, from, length);
            row.add(isQuoted ? text : text.strip());
        }

        @Override
        protected List<String> buildRecord() {
            return row;
        }
    }
}
