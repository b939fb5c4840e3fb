// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.SilenceJson;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.web.internal.http.ApiException;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import io.arxsvgx.telemetry.web.internal.http.Resource;
import io.arxsvgx.telemetry.web.internal.validation.FieldError;
import io.arxsvgx.telemetry.web.internal.validation.JsonObjectReader;
import io.arxsvgx.telemetry.web.internal.validation.ValidationException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP resource of silences: lists, adds and removes them. With a store, silences survive a restart. Thread-safe.
 */
public final class SilenceResource implements Resource {
    private static final List<String> KEYS = List.of("matchers", "starts_at", "ends_at", "who", "note");
    private static final int MAX_MATCHERS = 100;
    private static final int MAX_MATCHER_LENGTH = 1_000;
    private static final int MAX_WHO_LENGTH = 1_000;
    private static final int MAX_NOTE_LENGTH = 10_000;

    private final TelemetryProcessor processor;
    private final JsonCodec json;

    public SilenceResource(TelemetryProcessor processor, JsonCodec json) {
        this.processor = processor;
        this.json = json;
    }

    @Override
    public void register(ApiRouter api) {
        api.add("GET", "/silences", (request, path) -> ApiResponse.json(json.bytes(this::write)));
        api.add("POST", "/silences", (request, path) -> set(api.document(request)));
        api.add("DELETE", "/silences/*", (request, path) -> expire(ApiRouter.decoded(path[2])));
    }

    private void write(JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (Silence silence : processor.silences().list()) {
            SilenceJson.write(out, silence);
        }
        out.writeEndArray();
    }

    private ApiResponse set(JsonNode given) {
        Silence silence = read(given);
        try {
            processor.silence(silence);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
        return ApiResponse.created(json.bytes(out -> SilenceJson.write(out, silence)));
    }

    private Silence read(JsonNode given) {
        Instant now = Instant.ofEpochSecond(0, processor.config().timeSource().epochNanos());
        List<FieldError> faults = new ArrayList<>();
        JsonObjectReader reader = new JsonObjectReader(given, faults, KEYS);
        Map<String, String> matchers = matchers(reader, faults);
        Instant starts = reader.time("starts_at");
        Instant ends = ends(reader, faults, now);
        if (starts != null && ends != null && !ends.isAfter(starts)) {
            reader.fault("starts_at", "\"starts_at\": expected a time before ends_at " + ends + ", got " + starts);
        }
        String who = reader.text("who", MAX_WHO_LENGTH);
        String note = reader.anyText("note", MAX_NOTE_LENGTH);
        if (!faults.isEmpty() || ends == null) {
            throw new ValidationException(faults);
        }
        return new Silence(UUID.randomUUID().toString(), matchers, starts == null ? now : starts, ends, who, note);
    }

    private static Map<String, String> matchers(JsonObjectReader reader, List<FieldError> faults) {
        int before = faults.size();
        Map<String, String> matchers = reader.texts("matchers", MAX_MATCHERS, MAX_MATCHER_LENGTH);
        if (faults.size() == before) {
            Silence.problems(matchers)
                    .forEach(
                            (name, problem) -> reader.fault(name.isEmpty() ? "matchers" : "matchers." + name, problem));
        }
        return matchers;
    }

    private static @Nullable Instant ends(JsonObjectReader reader, List<FieldError> faults, Instant now) {
        int before = faults.size();
        Instant ends = reader.time("ends_at");
        if (ends == null) {
            if (faults.size() == before) {
                reader.fault("ends_at", "\"ends_at\" is missing; expected a time such as 2026-01-31T12:00:00Z");
            }
            return null;
        }
        String problem = Silence.endProblem(ends, now);
        if (problem != null) {
            reader.fault("ends_at", problem);
            return null;
        }
        return ends;
    }

    private ApiResponse expire(String id) {
        if (!processor.expireSilence(id)) {
            throw ApiException.notFound("silence not found: " + ForeignText.quote(id));
        }
        return ApiResponse.nothing();
    }
}
