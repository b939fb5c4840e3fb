// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.PatternJson;
import io.arxsvgx.telemetry.json.SnapshotJson;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import io.arxsvgx.telemetry.snapshot.SystemStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Shows how things are. Thread-safe. */
final class StateCalls {
    private final TelemetryProcessor processor;
    private final JsonCodec json;
    private final PatternPages patterns;
    private final ServerMetrics metrics;
    private final @Nullable RuleFile file;
    private final OverviewHistory overview;
    private final RuleTrials trials;

    StateCalls(ServerParts parts) {
        processor = parts.processor();
        json = parts.json();
        patterns = new PatternPages(processor);
        metrics = parts.metrics();
        file = parts.file();
        overview = parts.overview();
        trials = parts.trials();
    }

    void addTo(HttpApi api) {
        api.add("GET", "/dashboard", (request, path) -> written(out -> SnapshotJson.write(out, processor.dashboard())));
        api.add("GET", "/dashboard/history", (request, path) -> written(this::overview));
        api.add("GET", "/patterns", (request, path) -> patterns(new Query(request)), "limit", "before");
        api.add("GET", "/health", (request, path) -> health());
        api.add("GET", "/analytics", (request, path) -> analytics(new Query(request)), "type");
        api.add("GET", "/metrics", (request, path) -> metrics(request));
    }

    private Answer written(JsonCodec.Writing writing) {
        return Answer.json(json.bytes(writing));
    }

    private void overview(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeNumberField("interval", OverviewHistory.INTERVAL.toMillis() / 1e3);
        out.writeArrayFieldStart("points");
        for (OverviewPoint point : overview.points()) {
            point.write(out);
        }
        out.writeEndArray();
        out.writeEndObject();
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

    Answer health() {
        ProcessorMetrics now = processor.metrics();
        boolean running = processor.isRunning();
        List<String> problems = new ArrayList<>(processor.problems());
        if (!running) {
            problems.add(0, "the processor does not run");
        }
        List<String> own = ownProblems();
        problems.addAll(own);
        boolean isRaised = !own.isEmpty() && now.systemStatus() == SystemStatus.HEALTHY;
        String status =
                isRaised ? SystemStatus.WARNING.label() : now.systemStatus().label();
        String shown = running ? status : "stopped";
        Instant time = Instant.now();
        byte[] body = json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("status", shown);
            out.writeStringField("timestamp", time.toString());
            out.writeBooleanField("processor_running", running);
            out.writeStringField("reason", String.join("; ", problems));
            out.writeArrayFieldStart("problems");
            for (String problem : problems) {
                out.writeString(problem);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
        return new Answer(running ? 200 : 503, Answer.JSON, body);
    }

    /** What is wrong beside the processor. */
    private List<String> ownProblems() {
        List<String> own = new ArrayList<>();
        if (file != null && file.trouble() != null) {
            own.add("the file of rules was refused: " + file.trouble());
        }
        String hanging = trials.problem();
        if (hanging != null) {
            own.add(hanging);
        }
        return own;
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
        JsonCodec.any(out, analytics);
    }

    private Answer metrics(Request request) {
        MetricsText text = MetricsText.of(request.getHeaders().get("Accept"));
        return new Answer(
                200, text.contentType(), text.write(processor, metrics, file != null && file.trouble() != null));
    }
}
