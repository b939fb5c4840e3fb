// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.json.Json;
import io.arxsvgx.telemetry.json.JsonLimits;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Shows and changes silences. Thread-safe. */
final class SilenceCalls {
    private final TelemetryProcessor processor;
    private final Json json = new Json(JsonLimits.defaults());

    SilenceCalls(TelemetryProcessor processor) {
        this.processor = processor;
    }

    void addTo(HttpApi api) {
        api.add("GET", "/silences", (request, path) -> Answer.json(json.bytes(this::write)));
        api.add("POST", "/silences", (request, path) -> set(api.document(request)));
        api.add("DELETE", "/silences/*", (request, path) -> expire(HttpApi.decoded(path[2])));
    }

    private void write(JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (Silence silence : processor.silences()) {
            write(out, silence);
        }
        out.writeEndArray();
    }

    private static void write(JsonGenerator out, Silence silence) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", silence.id());
        out.writeObjectFieldStart("matchers");
        for (Map.Entry<String, String> matcher : silence.matchers().entrySet()) {
            out.writeStringField(matcher.getKey(), matcher.getValue());
        }
        out.writeEndObject();
        out.writeStringField("starts_at", silence.startsAt().toString());
        out.writeStringField("ends_at", silence.endsAt().toString());
        out.writeStringField("who", silence.who());
        out.writeStringField("note", silence.note());
        out.writeEndObject();
    }

    private Answer set(JsonNode given) {
        try {
            Map<String, String> matchers = new LinkedHashMap<>();
            given.path("matchers")
                    .properties()
                    .forEach(one -> matchers.put(one.getKey(), one.getValue().asText()));
            Instant starts = given.hasNonNull("starts_at") ? time(given, "starts_at") : Instant.now();
            Silence silence = new Silence(
                    UUID.randomUUID().toString(),
                    matchers,
                    starts,
                    time(given, "ends_at"),
                    given.path("who").asText(""),
                    given.path("note").asText(""));
            processor.silence(silence);
            return new Answer(201, Answer.JSON, json.bytes(out -> write(out, silence)));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new HttpFault(400, String.valueOf(e.getMessage()));
        }
    }

    private static Instant time(JsonNode given, String key) {
        JsonNode value = given.path(key);
        try {
            if (value.isNumber()) {
                return Instant.ofEpochMilli((long) (value.doubleValue() * 1000));
            }
            return Instant.parse(value.asText(""));
        } catch (DateTimeException e) {
            throw new HttpFault(
                    400,
                    "\"" + key + "\" is " + (value.isMissingNode() ? "missing" : value)
                            + "; it takes a time such as 2026-01-31T12:00:00Z, or seconds since 1970");
        }
    }

    private Answer expire(String id) {
        if (!processor.expireSilence(id)) {
            throw new HttpFault(404, "there is no silence \"" + id + "\"");
        }
        return Answer.nothing();
    }
}
