// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.json.AlertJson;
import io.arxsvgx.telemetry.json.Json;
import io.arxsvgx.telemetry.json.PatternJson;
import io.arxsvgx.telemetry.json.SnapshotJson;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.SeriesHistory;
import io.arxsvgx.telemetry.rule.Names;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import io.arxsvgx.telemetry.store.AlertQuery;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Shows how things are, and takes acknowledgements. Thread-safe. */
final class StateCalls {
    private final TelemetryProcessor processor;
    private final Json json;
    private final AlertPages alerts;
    private final PatternPages patterns;
    private final @Nullable SqliteAlertStore store;
    private final ServerMetrics metrics;
    private final @Nullable RuleFile file;

    StateCalls(
            TelemetryProcessor processor,
            Json json,
            @Nullable SqliteAlertStore store,
            ServerMetrics metrics,
            @Nullable RuleFile file) {
        this.processor = processor;
        this.json = json;
        this.store = store;
        alerts = new AlertPages(processor, store);
        patterns = new PatternPages(processor, store);
        this.metrics = metrics;
        this.file = file;
    }

    void addTo(HttpApi api) {
        api.add("GET", "/dashboard", (request, path) -> written(out -> SnapshotJson.write(out, processor.dashboard())));
        api.add("GET", "/alerts", (request, path) -> alerts(new Query(request)));
        api.add(
                "POST",
                "/alerts/*/acknowledge",
                (request, path) -> acknowledge(HttpApi.decoded(path[2]), api.document(request)));
        api.add("GET", "/patterns", (request, path) -> patterns(new Query(request)));
        api.add("GET", "/health", (request, path) -> health());
        api.add("GET", "/series", (request, path) -> series());
        api.add("GET", "/series/history", (request, path) -> history(new Query(request)));
        api.add("GET", "/analytics", (request, path) -> analytics(new Query(request)));
        api.add("GET", "/metrics", (request, path) -> metrics(request));
    }

    private Answer written(Json.Writing writing) {
        return Answer.json(json.bytes(writing));
    }

    private Answer alerts(Query query) {
        List<Alert> found = alerts.find(new AlertQuery(
                state(query.text("state")),
                severity(query.text("severity")),
                query.text("source"),
                query.text("rule_id"),
                query.text("before"),
                query.limit()));
        return written(out -> {
            out.writeStartArray();
            for (Alert alert : found) {
                AlertJson.write(out, alert);
            }
            out.writeEndArray();
        });
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
        try {
            return name == null ? null : Severity.of(name);
        } catch (IllegalArgumentException e) {
            throw new HttpFault(400, String.valueOf(e.getMessage()));
        }
    }

    private Answer acknowledge(String id, JsonNode given) {
        String who = given.path("who").asText("");
        boolean known;
        try {
            known = processor.acknowledge(id, who, given.path("note").asText(""));
        } catch (IllegalArgumentException e) {
            throw new HttpFault(400, e.getMessage() + "; it takes {\"who\": …, \"note\": …}");
        }
        if (!known) {
            throw new HttpFault(404, "no alert \"" + id + "\" is listed");
        }
        return written(out -> {
            out.writeStartObject();
            out.writeStringField("status", "success");
            out.writeEndObject();
        });
    }

    private Answer patterns(Query query) {
        List<FailurePattern> found = patterns.find(query.text("before"), query.limit());
        return written(out -> {
            out.writeStartArray();
            for (FailurePattern pattern : found) {
                PatternJson.write(out, pattern);
            }
            out.writeEndArray();
        });
    }

    private Answer health() {
        ProcessorMetrics now = processor.metrics();
        boolean running = processor.isRunning();
        List<String> reasons = new ArrayList<>();
        reasons.add(running ? now.statusReason() : "the processor does not run");
        if (store != null && store.trouble() != null) {
            reasons.add("alerts are not durable: " + store.trouble());
        }
        if (file != null && file.trouble() != null) {
            reasons.add("the file of rules was refused: " + file.trouble());
        }
        reasons.removeIf(String::isEmpty);
        Instant time = Instant.now();
        byte[] body = json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("status", running ? now.systemStatus().label() : "stopped");
            out.writeStringField("timestamp", time.toString());
            out.writeBooleanField("processor_running", running);
            out.writeStringField("reason", String.join("; ", reasons));
            out.writeEndObject();
        });
        return new Answer(running ? 200 : 503, Answer.JSON, body);
    }

    private Answer series() {
        List<SeriesHistory> all = processor.histories(1);
        return written(out -> {
            out.writeStartArray();
            for (SeriesHistory one : all) {
                out.writeStartObject();
                out.writeStringField("source", one.source());
                out.writeStringField("type", one.type());
                if (one.size() > 0) {
                    out.writeNumberField("last_value", one.value(one.size() - 1));
                    out.writeStringField(
                            "last_timestamp", one.time(one.size() - 1).toString());
                } else {
                    out.writeNullField("last_value");
                    out.writeNullField("last_timestamp");
                }
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private Answer history(Query query) {
        String source = query.text("source");
        String type = query.text("type");
        if (source == null || type == null) {
            throw new HttpFault(400, "source or type is missing; it takes ?source=…&type=…");
        }
        SeriesHistory history = processor
                .history(source, type, query.limit())
                .orElseThrow(() -> new HttpFault(404, "no series " + source + "/" + type + " is known"));
        return written(out -> {
            out.writeStartArray();
            for (int i = 0; i < history.size(); i++) {
                out.writeStartObject();
                out.writeStringField("timestamp", history.time(i).toString());
                out.writeNumberField("value", history.value(i));
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private Answer analytics(Query query) {
        Map<String, Object> all = new TreeMap<>(processor.dashboard().analytics());
        String type = query.text("type");
        if (type != null) {
            all.keySet().removeIf(name -> !name.equals(type));
        }
        return written(out -> write(out, all));
    }

    private static void write(JsonGenerator out, Map<String, Object> analytics) throws IOException {
        Json.any(out, analytics);
    }

    private Answer metrics(Request request) {
        MetricsText text = MetricsText.of(request.getHeaders().get("Accept"));
        return new Answer(
                200, text.contentType(), text.write(processor, metrics, store, file != null && file.trouble() != null));
    }
}
