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
 * A reader of CSV rows according to RFC 4180, with quoted commas and ends of line. Each row is parsed separately, so that a
 * malformed row, such as one with an unclosed quote, loses that row only. Confined to one thread.
 */
final class CsvRows {
    private static final String OPEN_QUOTE = "unclosed quote";
    private static final String AFTER_QUOTE =
            "unexpected text after the closing quote of a field; write a quote within a quoted field twice";

    private final CsvReader.CsvReaderBuilder parser = CsvReader.builder()
            .skipEmptyLines(false)
            .allowExtraCharsAfterClosingQuote(false)
            .trimWhitespacesAroundQuotes(true);
    private final FieldCollector collector = new FieldCollector();
    private final TextLines lines;

    /** The fields of a row, without their quotes and the blanks around them; the line in which it begins, and its text. */
    record Row(List<String> fields, long line, String text) {
        Row {
            fields = List.copyOf(fields);
        }

        boolean isBlank() {
            return fields.stream().allMatch(String::isEmpty);
        }

        /** The column of the first character of a field in its line, from 1. */
        long column(int field) {
            return CsvQuotes.column(text, field);
        }
    }

    CsvRows(InputStream in) {
        lines = new TextLines(in);
    }

    /** The next row; null after the last one. */
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
            return new Row(parser.ofSingleCsvRecord(collector, text), first.number(), text);
        } catch (CsvParseException e) {
            throw MalformedLineException.at(first.number(), 1, "invalid CSV row");
        }
    }

    /** All lines of a row; lines after the first one that do not belong to it are pushed back. */
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
                lines.pushBack(more);
                throw MalformedLineException.at(first.number(), column, OPEN_QUOTE);
            }
        }
        if (quotes.isMalformed()) {
            throw MalformedLineException.at(first.number(), quotes.column(), AFTER_QUOTE);
        }
        return text.toString();
    }

    /** A collector of the fields of one row. */
    private static final class FieldCollector extends AbstractBaseCsvCallbackHandler<List<String>> {
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
