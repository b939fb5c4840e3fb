// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.alert.Silence;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON form of silences. A silence that was written is read back equal. Thread-safe. */
public final class SilenceJson {
    private SilenceJson() {}

    /**
     * Writes one silence.
     *
     * @param out the generator to write to
     * @param silence the silence
     * @throws IOException if {@code out} fails
     */
    public static void write(JsonGenerator out, Silence silence) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", silence.id());
        JsonCodec.texts(out, "matchers", silence.matchers());
        JsonCodec.time(out, "starts_at", silence.startsAt());
        JsonCodec.time(out, "ends_at", silence.endsAt());
        out.writeStringField("who", silence.who());
        out.writeStringField("note", silence.note());
        out.writeEndObject();
    }

    /**
     * Reads a silence that {@link #write} wrote.
     *
     * @param node the silence
     * @return the silence
     * @throws IllegalArgumentException if it is not a silence
     */
    public static Silence read(JsonNode node) {
        Map<String, String> matchers = new LinkedHashMap<>();
        node.path("matchers")
                .properties()
                .forEach(one -> matchers.put(one.getKey(), one.getValue().asText()));
        return new Silence(
                AlertJson.text(node, "id"),
                matchers,
                Instant.parse(AlertJson.text(node, "starts_at")),
                Instant.parse(AlertJson.text(node, "ends_at")),
                AlertJson.text(node, "who"),
                AlertJson.text(node, "note"));
    }
}
