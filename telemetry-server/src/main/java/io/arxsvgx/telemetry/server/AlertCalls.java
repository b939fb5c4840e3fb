// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.json.AlertJson;
import io.arxsvgx.telemetry.json.Json;
import io.arxsvgx.telemetry.rule.Names;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.store.AlertQuery;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows alerts, and takes what people say of them. Thread-safe. */
final class AlertCalls {
    private final TelemetryProcessor processor;
    private final Json json;
    private final AlertPages pages;
    private final AlertLives lives;

    AlertCalls(TelemetryProcessor processor, Json json, @Nullable SqliteAlertStore store) {
        this.processor = processor;
        this.json = json;
        pages = new AlertPages(processor, store);
        lives = new AlertLives(processor, store);
    }

    void addTo(HttpApi api) {
        api.add(
                "GET",
                "/alerts",
                (request, path) -> list(new Query(request)),
                "limit",
                "state",
                "severity",
                "source",
                "rule_id",
                "text",
                "before");
        api.add("GET", "/alerts/*", (request, path) -> one(HttpApi.decoded(path[2])));
        api.add(
                "POST",
                "/alerts/*/acknowledge",
                (request, path) -> acknowledge(HttpApi.decoded(path[2]), api.document(request)));
        api.add(
                "POST",
                "/alerts/*/feedback",
                (request, path) -> feedback(HttpApi.decoded(path[2]), api.document(request)));
    }

    private Answer list(Query query) {
        List<Alert> found = pages.find(new AlertQuery(
                state(query.given("state")),
                severity(query.given("severity")),
                query.text("source"),
                query.text("rule_id"),
                query.text("text"),
                query.text("before"),
                query.limit()));
        return Answer.json(json.bytes(out -> {
            out.writeStartArray();
            for (Alert alert : found) {
                AlertJson.write(out, alert);
            }
            out.writeEndArray();
        }));
    }

    private static @Nullable AlertState state(@Nullable String name) {
        if (name == null) {
            return null;
        }
        List<String> known =
                Arrays.stream(AlertState.values()).map(AlertState::label).toList();
        return Arrays.stream(AlertState.values())
                .filter(state -> state.label().equals(name))
                .findAny()
                .orElseThrow(() -> new HttpFault(400, Names.unknown("state", name, known)));
    }

    private static @Nullable Severity severity(@Nullable String name) {
        if (name == null) {
            return null;
        }
        List<String> known =
                Arrays.stream(Severity.values()).map(Severity::label).toList();
        return Arrays.stream(Severity.values())
                .filter(severity -> severity.label().equals(name))
                .findAny()
                .orElseThrow(() -> new HttpFault(400, Names.unknown("severity", name, known)));
    }

    private Answer one(String id) {
        Alert alert = lives.find(id);
        if (alert == null) {
            throw new HttpFault(404, "there is no alert \"" + id + "\"");
        }
        List<AlertLives.Step> steps = lives.steps(alert);
        return Answer.json(json.bytes(out -> {
            out.writeStartObject();
            AlertJson.writeFields(out, alert);
            out.writeArrayFieldStart("steps");
            for (AlertLives.Step step : steps) {
                out.writeStartObject();
                out.writeStringField("at", step.at().toString());
                out.writeStringField("state", step.state());
                out.writeStringField("text", step.text());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }));
    }

    private Answer acknowledge(String id, JsonNode given) {
        String who = given.path("who").asText("");
        String note = given.path("note").asText("");
        boolean known;
        try {
            known = processor.acknowledge(id, who, note) || lives.acknowledge(id, who, note);
        } catch (IllegalArgumentException e) {
            throw new HttpFault(400, e.getMessage() + "; it takes {\"who\": …, \"note\": …}");
        }
        if (!known && lives.find(id) != null) {
            throw new HttpFault(409, "the alert \"" + id + "\" is pending; it can be acknowledged when it fires");
        }
        if (!known) {
            throw new HttpFault(404, "there is no alert \"" + id + "\"");
        }
        return Answer.success(json);
    }

    private Answer feedback(String id, JsonNode given) {
        JsonNode anomaly = given.path("anomaly");
        if (!anomaly.isBoolean()) {
            throw new HttpFault(400, "anomaly is missing; it takes {\"who\": …, \"anomaly\": false} or true");
        }
        boolean taken;
        try {
            taken = processor.feedback(
                    id, anomaly.booleanValue(), given.path("who").asText(""));
        } catch (IllegalArgumentException e) {
            throw new HttpFault(400, e.getMessage() + "; it takes {\"who\": …, \"anomaly\": false} or true");
        }
        if (!taken && lives.find(id) == null) {
            throw new HttpFault(404, "there is no alert \"" + id + "\"");
        }
        if (!taken) {
            throw new HttpFault(
                    409,
                    "nothing changed: the alert is marked so already, its condition does not learn (anomaly by the method"
                            + " adaptive does), or its rule or series is gone");
        }
        return Answer.success(json);
    }
}
