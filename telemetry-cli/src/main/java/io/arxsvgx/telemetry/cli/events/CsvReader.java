// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.cli.events.CsvRows.Cell;
import io.arxsvgx.telemetry.cli.events.CsvRows.Row;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of a table. Its first row names the columns: {@code source}, {@code type} and {@code value}, perhaps {@code
 * timestamp} and {@code status}; all others become attributes. An empty cell counts as not there.
 */
final class CsvReader implements EventReader {
    private static final List<String> NEEDED = List.of("source", "type", "value");
    private static final Set<String> OWN = Set.of("timestamp", "source", "type", "value", "status");
    private static final Set<String> NUMBERS = Set.of("timestamp", "value");
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");

    private final JsonFactory factory = new JsonFactory();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private final CsvRows rows;
    private List<String> header = List.of();

    CsvReader(InputStream in) throws IOException {
        rows = new CsvRows(new BufferedReader(new InputStreamReader(in, UTF_8), 1 << 16));
    }

    @Override
    public @Nullable RawEvent next() throws IOException, BadLine {
        if (header.isEmpty()) {
            readHeader();
        }
        Row row = rows.next();
        while (row.isBlank()) {
            row = rows.next();
        }
        return row.cells().isEmpty() ? null : event(row);
    }

    private void readHeader() throws IOException, BadLine {
        Row row = rows.next();
        List<String> names =
                row.cells().stream().map(cell -> cell.text().strip()).toList();
        for (String needed : NEEDED) {
            if (!names.contains(needed)) {
                throw BadLine.end(
                        row.line(),
                        1,
                        "the first row of a CSV file names its columns, and has to name source, type and value; \""
                                + needed + "\" is not there");
            }
        }
        Set<String> seen = new HashSet<>();
        for (Cell cell : row.cells()) {
            if (!seen.add(cell.text().strip())) {
                throw BadLine.end(
                        row.line(),
                        cell.column(),
                        "two columns have the name \"" + cell.text().strip() + "\"");
            }
        }
        header = names;
    }

    private RawEvent event(Row row) throws IOException, BadLine {
        List<Cell> cells = row.cells();
        if (cells.size() != header.size()) {
            throw BadLine.at(
                    row.line(),
                    cells.get(Math.min(cells.size(), header.size()) - 1).column(),
                    "there are " + cells.size() + " cells for " + header.size() + " columns");
        }
        bytes.reset();
        try (JsonGenerator out = factory.createGenerator(bytes)) {
            out.writeStartObject();
            writeFields(out, cells);
            writeAttributes(out, cells);
            out.writeEndObject();
        }
        return new RawEvent(new RawEvent.Bytes(bytes.toByteArray()), row.line(), field -> column(cells, field));
    }

    private void writeFields(JsonGenerator out, List<Cell> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            String name = header.get(i);
            String text = cells.get(i).text();
            if (OWN.contains(name) && !text.isEmpty()) {
                out.writeFieldName(name);
                if (NUMBERS.contains(name) && NUMBER.matcher(text.strip()).matches()) {
                    out.writeNumber(jsonNumber(text.strip()));
                } else {
                    out.writeString(text);
                }
            }
        }
    }

    private void writeAttributes(JsonGenerator out, List<Cell> cells) throws IOException {
        boolean isOpen = false;
        for (int i = 0; i < cells.size(); i++) {
            if (!OWN.contains(header.get(i)) && !cells.get(i).text().isEmpty()) {
                if (!isOpen) {
                    out.writeObjectFieldStart("meta");
                    isOpen = true;
                }
                out.writeStringField(header.get(i), cells.get(i).text());
            }
        }
        if (isOpen) {
            out.writeEndObject();
        }
    }

    /** JSON knows no plus sign before a number, and wants digits on both sides of the point. */
    private static String jsonNumber(String text) {
        return new java.math.BigDecimal(text).toString();
    }

    private long column(List<Cell> cells, String field) {
        int index = header.indexOf(field);
        return index < 0 ? 1 : cells.get(index).column();
    }
}
