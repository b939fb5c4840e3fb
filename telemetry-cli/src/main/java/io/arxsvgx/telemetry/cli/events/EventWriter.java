// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.json.JsonCodec;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A writer of events in the formats of {@link EventFile}. Not thread-safe. */
public final class EventWriter implements Closeable, Flushable {
    private static final String HEADER = "timestamp,source,type,value,status,anomaly";

    private final JsonFactory factory = new JsonFactory();
    private final Writer out;
    private final EventFile.Format format;
    private final List<String> labels;
    private boolean isFirst = true;

    /**
     * Creates a writer, and writes the beginning of the file.
     *
     * @param out the target; closed with the writer
     * @param format the format
     * @param labels the names of the labels that get a column of CSV; other formats have all labels of an event
     * @throws IOException if {@code out} fails
     */
    public EventWriter(OutputStream out, EventFile.Format format, Collection<String> labels) throws IOException {
        this.labels = List.copyOf(labels);
        this.out = new BufferedWriter(new OutputStreamWriter(out, UTF_8), 1 << 16);
        this.format = format;
        if (format == EventFile.Format.CSV) {
            StringBuilder header = new StringBuilder(HEADER);
            labels.forEach(name -> header.append(',').append(field("label." + name)));
            this.out.write(header.append('\n').toString());
        }
    }

    /**
     * Writes an event.
     *
     * @param event an event with a time
     * @throws IOException if writing fails
     */
    public void write(TelemetryEvent event) throws IOException {
        switch (format) {
            case JSON -> out.write((isFirst ? "[\n" : ",\n") + json(event));
            case NDJSON -> out.write(json(event) + "\n");
            case CSV -> out.write(row(event) + "\n");
        }
        isFirst = false;
    }

    private String json(TelemetryEvent event) throws IOException {
        StringWriter text = new StringWriter(160);
        try (JsonGenerator json = factory.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("timestamp", seconds(event));
            json.writeStringField("source", event.source());
            json.writeStringField("type", event.type());
            json.writeNumberField("value", event.value());
            json.writeStringField("status", event.status());
            if (!event.labels().isEmpty()) {
                JsonCodec.texts(json, "labels", event.labels());
            }
            if (!event.attributes().isEmpty()) {
                json.writeFieldName("meta");
                JsonCodec.any(json, event.attributes());
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private String row(TelemetryEvent event) {
        Map<String, Object> attributes = event.attributes();
        return seconds(event).toPlainString()
                + ','
                + field(event.source())
                + ','
                + field(event.type())
                + ','
                + event.value()
                + ','
                + field(event.status())
                + ','
                + field(String.valueOf(attributes.getOrDefault("anomaly", "")))
                + labels.stream()
                        .map(name -> ',' + field(event.labels().getOrDefault(name, "")))
                        .collect(Collectors.joining());
    }

    private static String field(String text) {
        boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static BigDecimal seconds(TelemetryEvent event) {
        Instant time = Objects.requireNonNull(event.timestamp(), "timestamp");
        return BigDecimal.valueOf(time.toEpochMilli(), 3);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Writes the end of the file, and closes it. */
    @Override
    public void close() throws IOException {
        if (format == EventFile.Format.JSON) {
            out.write(isFirst ? "[]\n" : "\n]\n");
        }
        out.close();
    }
}
