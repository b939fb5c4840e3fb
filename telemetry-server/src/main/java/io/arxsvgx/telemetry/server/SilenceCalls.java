// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.json.Json;
import io.arxsvgx.telemetry.json.SilenceJson;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import java.io.IOException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows and changes silences. Where there is a store, they outlive the process. Thread-safe. */
final class SilenceCalls {
    private final TelemetryProcessor processor;
    private final Json json;
    private final @Nullable SqliteAlertStore store;

    SilenceCalls(TelemetryProcessor processor, Json json, @Nullable SqliteAlertStore store) {
        this.processor = processor;
        this.json = json;
        this.store = store;
    }

    void addTo(HttpApi api) {
        api.add("GET", "/silences", (request, path) -> Answer.json(json.bytes(this::write)));
        api.add("POST", "/silences", (request, path) -> set(api.document(request)));
        api.add("DELETE", "/silences/*", (request, path) -> expire(HttpApi.decoded(path[2])));
    }

    private void write(JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (Silence silence : processor.silences()) {
            SilenceJson.write(out, silence);
        }
        out.writeEndArray();
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
            set(silence);
            return new Answer(201, Answer.JSON, json.bytes(out -> SilenceJson.write(out, silence)));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new HttpFault(400, String.valueOf(e.getMessage()));
        }
    }

    /** In force at once; on the disk before it is answered. */
    private void set(Silence silence) {
        processor.silence(silence);
        if (store != null) {
            try {
                store.keep(silence);
            } catch (SQLException e) {
                processor.expireSilence(silence.id());
                throw notKept(e);
            }
        }
    }

    private static HttpFault notKept(SQLException e) {
        return new HttpFault(503, "the change could not be written to the disk, so it was not made: " + e.getMessage());
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
        if (store != null) {
            try {
                store.forgetSilence(id);
            } catch (SQLException e) {
                throw notKept(e);
            }
        }
        if (!processor.expireSilence(id)) {
            throw new HttpFault(404, "there is no silence \"" + id + "\"");
        }
        return Answer.nothing();
    }
}
