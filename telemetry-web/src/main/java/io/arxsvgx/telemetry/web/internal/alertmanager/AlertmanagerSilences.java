// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.AlertLabels;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.web.internal.http.ApiException;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.QueryParameters;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The silences in Alertmanager's API. Thread-safe. */
final class AlertmanagerSilences {
    private final TelemetryProcessor processor;
    private final JsonCodec json;

    AlertmanagerSilences(TelemetryProcessor processor, JsonCodec json) {
        this.processor = processor;
        this.json = json;
    }

    ApiResponse list(QueryParameters query) {
        List<AlertmanagerMatcher> filter = AlertSelection.filter(query);
        Instant now = now();
        List<Silence> found = processor.silences().list().stream()
                .filter(silence -> matches(filter, silence))
                .toList();
        return ApiResponse.json(json.bytes(out -> {
            out.writeStartArray();
            for (Silence silence : found) {
                AlertmanagerJson.write(out, silence, now);
            }
            out.writeEndArray();
        }));
    }

    /** Alertmanager applies a filter to the values of a silence's matchers; an empty value asks whether there is none. */
    private static boolean matches(List<AlertmanagerMatcher> filter, Silence silence) {
        Map<String, String> values = new HashMap<>();
        AlertmanagerSilenceMatchers.of(silence).forEach(matcher -> values.put(matcher.name(), matcher.value()));
        return filter.stream().allMatch(matcher -> {
            boolean isPresent = values.containsKey(matcher.name());
            return matcher.value().isEmpty()
                    ? isPresent != matcher.isEqual()
                    : matcher.matches(values.getOrDefault(matcher.name(), ""));
        });
    }

    ApiResponse one(String id) {
        Silence silence = processor.silences().find(id).orElseThrow(() -> unknown(id));
        return ApiResponse.json(json.bytes(out -> AlertmanagerJson.write(out, silence, now())));
    }

    ApiResponse expire(String id) {
        if (!processor.expireSilence(id)) {
            throw unknown(id);
        }
        return ApiResponse.of("", new byte[0]);
    }

    private static ApiException unknown(String id) {
        return ApiException.notFound("silence not found: " + ForeignText.quote(id));
    }

    ApiResponse set(JsonNode given) {
        Silence silence = read(given);
        try {
            processor.silence(silence);
        } catch (IllegalStateException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
        return ApiResponse.json(json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("silenceID", silence.id());
            out.writeEndObject();
        }));
    }

    private Silence read(JsonNode given) {
        Instant now = now();
        Instant ends = AlertmanagerJson.time(given, "endsAt");
        String problem = Silence.endProblem(ends, now);
        if (problem != null) {
            throw new IllegalArgumentException(problem.replace("ends_at", "endsAt"));
        }
        return new Silence(
                id(given.path("id").asText("")),
                AlertmanagerSilenceMatchers.toSilence(AlertmanagerJson.matchers(given), this::original),
                AlertmanagerJson.time(given, "startsAt"),
                ends,
                AlertmanagerJson.text(given, "createdBy"),
                AlertmanagerJson.text(given, "comment"));
    }

    /** Returns the id of the silence that is changed, or a new one. */
    private String id(String given) {
        if (given.isEmpty()) {
            return UUID.randomUUID().toString();
        }
        return processor
                .silences()
                .find(given)
                .orElseThrow(() -> unknown(given))
                .id();
    }

    /**
     * Returns the name of a label that is shown under a name. Clients send the names that they were shown, so that is
     * decided by the alerts that fire.
     */
    private String original(String shown) {
        return processor.alerts().firing().stream()
                .flatMap(alert -> AlertLabels.of(alert).keySet().stream())
                .filter(name -> AlertmanagerNames.valid(name).equals(shown))
                .min((one, other) -> Boolean.compare(!one.equals(shown), !other.equals(shown)))
                .orElse(shown);
    }

    private Instant now() {
        return Instant.ofEpochSecond(0, processor.config().timeSource().epochNanos());
    }
}
