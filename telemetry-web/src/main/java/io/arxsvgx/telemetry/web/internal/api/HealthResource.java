// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import io.arxsvgx.telemetry.snapshot.SystemStatus;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import io.arxsvgx.telemetry.web.internal.http.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The HTTP resource of health: the state of the processor and of the server. Thread-safe. */
public final class HealthResource implements Resource {
    private final TelemetryProcessor processor;
    private final JsonCodec json;
    private final List<Supplier<@Nullable String>> further;

    /**
     * Creates the resource.
     *
     * @param further further sources of problems; each supplies its problem, or null if it has none
     */
    public HealthResource(TelemetryProcessor processor, JsonCodec json, List<Supplier<@Nullable String>> further) {
        this.processor = processor;
        this.json = json;
        this.further = List.copyOf(further);
    }

    @Override
    public void register(ApiRouter api) {
        api.add("GET", "/health", (request, path) -> health());
    }

    /** Returns what an operator should know though nothing has failed: actions in use that have no effect. */
    private List<String> notices() {
        List<AlertRule> enabled =
                processor.alertRules().stream().filter(AlertRule::enabled).toList();
        List<String> notices = new ArrayList<>();
        processor.actions().withoutEffect().forEach((action, reason) -> {
            long rules = enabled.stream()
                    .filter(rule -> rule.actions().contains(action))
                    .count();
            if (rules > 0) {
                notices.add("action \"" + action + "\" has no effect: " + reason + "; used by " + rules
                        + (rules == 1 ? " rule" : " rules"));
            }
        });
        return notices;
    }

    ApiResponse health() {
        ProcessorMetrics now = processor.metrics();
        boolean running = processor.isRunning();
        List<String> problems = new ArrayList<>(processor.problems());
        if (!running) {
            problems.add(0, "the processor is not running");
        }
        List<String> own =
                further.stream().map(Supplier::get).filter(Objects::nonNull).toList();
        problems.addAll(own);
        boolean isRaised = !own.isEmpty() && now.systemStatus() == SystemStatus.HEALTHY;
        String status =
                isRaised ? SystemStatus.WARNING.label() : now.systemStatus().label();
        String shown = running ? status : "stopped";
        Instant time = Instant.ofEpochSecond(0, processor.config().timeSource().epochNanos());
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
            out.writeArrayFieldStart("notices");
            for (String notice : notices()) {
                out.writeString(notice);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
        return running ? ApiResponse.json(body) : ApiResponse.unavailable(body);
    }
}
