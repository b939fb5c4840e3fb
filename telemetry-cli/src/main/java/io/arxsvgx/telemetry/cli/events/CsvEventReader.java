// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.cli.events.CsvRows.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reader of CSV rows. The first row names the columns: {@code source}, {@code type} and {@code value}, optionally {@code
 * timestamp} and {@code status}; columns {@code label.NAME} are labels, and all others are attributes. Empty fields and empty rows are ignored.
 */
final class CsvEventReader implements EventReader {
    private static final Set<String> NUMBERS = Set.of("timestamp", "value");
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");

    private final JsonFactory factory = new JsonFactory();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private final CsvRows rows;
    private @Nullable CsvHeader header;

    CsvEventReader(InputStream in) {
        rows = new CsvRows(in);
    }

    @Override
    public @Nullable RawEvent next() throws IOException, MalformedLineException {
        CsvHeader names = header;
        if (names == null) {
            names = readHeader();
            header = names;
        }
        Row row = rows.next();
        while (row != null && row.isBlank()) {
            row = rows.next();
        }
        return row == null ? null : event(names, row);
    }

    private CsvHeader readHeader() throws IOException, MalformedLineException {
        try {
            Row row = rows.next();
            return CsvHeader.of(row == null ? new Row(List.of(), 1, "") : row);
        } catch (MalformedLineException fault) {
            throw MalformedLineException.end(fault.line(), fault.column(), fault.reason());
        }
    }

    private RawEvent event(CsvHeader names, Row row) throws IOException, MalformedLineException {
        List<String> fields = row.fields();
        boolean isTooLong = fields.size() > names.size()
                && fields.subList(names.size(), fields.size()).stream().anyMatch(field -> !field.isEmpty());
        if (fields.size() < names.size() || isTooLong) {
            throw MalformedLineException.at(
                    row.line(),
                    row.column(Math.min(fields.size(), names.size()) - 1),
                    "expected " + names.size() + " fields, one for each column, got " + fields.size()
                            + (row.text().stripLeading().startsWith("#") ? "; a comment line is not allowed" : ""));
        }
        bytes.reset();
        try (JsonGenerator out = factory.createGenerator(bytes)) {
            out.writeStartObject();
            writeFields(out, names, fields);
            writeLabels(out, names, fields);
            writeAttributes(out, names, fields);
            out.writeEndObject();
        }
        return new RawEvent(new RawEvent.Bytes(bytes.toByteArray()), row.line(), field -> column(names, row, field));
    }

    private static void writeFields(JsonGenerator out, CsvHeader names, List<String> fields) throws IOException {
        for (int i = 0; i < names.size(); i++) {
            String name = names.name(i);
            String text = fields.get(i);
            if (names.isOwn(i) && !text.isEmpty()) {
                out.writeFieldName(name);
                if (NUMBERS.contains(name) && NUMBER.matcher(text).matches()) {
                    out.writeNumber(jsonNumber(text));
                } else {
                    out.writeString(text);
                }
            }
        }
    }

    private static void writeLabels(JsonGenerator out, CsvHeader names, List<String> fields) throws IOException {
        boolean isOpen = false;
        for (int i = 0; i < names.size(); i++) {
            if (!names.label(i).isEmpty() && !fields.get(i).isEmpty()) {
                if (!isOpen) {
                    out.writeObjectFieldStart("labels");
                    isOpen = true;
                }
                out.writeStringField(names.label(i), fields.get(i));
            }
        }
        if (isOpen) {
            out.writeEndObject();
        }
    }

    private static void writeAttributes(JsonGenerator out, CsvHeader names, List<String> fields) throws IOException {
        boolean isOpen = false;
        for (int i = 0; i < names.size(); i++) {
            if (!names.isOwn(i) && names.label(i).isEmpty() && !fields.get(i).isEmpty()) {
                if (!isOpen) {
                    out.writeObjectFieldStart("meta");
                    isOpen = true;
                }
                out.writeStringField(names.name(i), fields.get(i));
            }
        }
        if (isOpen) {
            out.writeEndObject();
        }
    }

    /** Converts a number to JSON, which allows no plus sign and requires digits on both sides of the point. */
    private static String jsonNumber(String text) {
        return new BigDecimal(text).toString();
    }

    private static long column(CsvHeader names, Row row, String field) {
        int index = names.names().indexOf(field);
        return index < 0 ? 1 : row.column(index);
    }
}
