// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertQuery;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.json.AlertJson;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.web.internal.http.ApiException;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import io.arxsvgx.telemetry.web.internal.http.QueryParameters;
import io.arxsvgx.telemetry.web.internal.http.Resource;
import io.arxsvgx.telemetry.web.internal.query.AlertFinder;
import io.arxsvgx.telemetry.web.internal.query.AlertTimeline;
import io.arxsvgx.telemetry.web.internal.validation.FieldError;
import io.arxsvgx.telemetry.web.internal.validation.JsonObjectReader;
import io.arxsvgx.telemetry.web.internal.validation.ValidationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The HTTP resource of alerts: lists and acknowledges them, and accepts feedback on them. Thread-safe. */
public final class AlertResource implements Resource {
    private static final int MAX_WHO_LENGTH = 1_000;
    private static final int MAX_NOTE_LENGTH = 10_000;
    private static final List<String> STATES =
            Arrays.stream(AlertState.values()).map(AlertState::label).toList();
    private static final List<String> SEVERITIES =
            Arrays.stream(Severity.values()).map(Severity::label).toList();

    private final TelemetryProcessor processor;
    private final JsonCodec json;
    private final AlertFinder finder;
    private final AlertTimeline timeline;

    public AlertResource(TelemetryProcessor processor, JsonCodec json) {
        this.processor = processor;
        this.json = json;
        finder = new AlertFinder(processor);
        timeline = new AlertTimeline(processor);
    }

    @Override
    public void register(ApiRouter api) {
        api.add(
                "GET",
                "/alerts",
                (request, path) -> list(new QueryParameters(request)),
                "limit",
                "state",
                "severity",
                "source",
                "rule_id",
                "text",
                "before");
        api.add("GET", "/alerts/*", (request, path) -> one(ApiRouter.decoded(path[2])));
        api.add(
                "POST",
                "/alerts/*/acknowledge",
                (request, path) -> acknowledge(ApiRouter.decoded(path[2]), api.document(request)));
        api.add(
                "POST",
                "/alerts/*/feedback",
                (request, path) -> feedback(ApiRouter.decoded(path[2]), api.document(request)));
    }

    private ApiResponse list(QueryParameters query) {
        List<Alert> found = finder.find(new AlertQuery(
                state(query.choice("state", STATES)),
                severity(query.choice("severity", SEVERITIES)),
                query.text("source"),
                query.text("rule_id"),
                query.text("text"),
                query.text("before"),
                query.limit()));
        return ApiResponse.json(json.bytes(out -> {
            out.writeStartArray();
            for (Alert alert : found) {
                AlertJson.write(out, alert);
            }
            out.writeEndArray();
        }));
    }

    private static @Nullable AlertState state(@Nullable String name) {
        return name == null ? null : AlertState.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static @Nullable Severity severity(@Nullable String name) {
        return name == null ? null : Severity.of(name);
    }

    private ApiResponse one(String id) {
        Alert alert = timeline.find(id);
        if (alert == null) {
            throw ApiException.notFound("alert not found: " + ForeignText.quote(id));
        }
        List<AlertTimeline.Step> steps = timeline.steps(alert);
        return ApiResponse.json(json.bytes(out -> {
            out.writeStartObject();
            AlertJson.writeFields(out, alert);
            out.writeArrayFieldStart("steps");
            for (AlertTimeline.Step step : steps) {
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

    private ApiResponse acknowledge(String id, JsonNode given) {
        List<FieldError> faults = new ArrayList<>();
        JsonObjectReader reader = new JsonObjectReader(given, faults, List.of("who", "note"));
        String who = reader.text("who", MAX_WHO_LENGTH);
        String note = reader.anyText("note", MAX_NOTE_LENGTH);
        if (!faults.isEmpty()) {
            throw new ValidationException(faults);
        }
        boolean known = processor.acknowledge(id, who, note);
        if (!known && timeline.find(id) != null) {
            throw ApiException.conflict(
                    "the alert " + ForeignText.quote(id) + " is pending; it can be acknowledged once it has fired");
        }
        if (!known) {
            throw ApiException.notFound("alert not found: " + ForeignText.quote(id));
        }
        return ApiResponse.success(json);
    }

    private ApiResponse feedback(String id, JsonNode given) {
        List<FieldError> faults = new ArrayList<>();
        JsonObjectReader reader = new JsonObjectReader(given, faults, List.of("who", "anomaly"));
        String who = reader.text("who", MAX_WHO_LENGTH);
        boolean isAnomaly = reader.flag("anomaly");
        if (!faults.isEmpty()) {
            throw new ValidationException(faults);
        }
        boolean taken = isAnomaly ? processor.clearFalsePositive(id, who) : processor.markFalsePositive(id, who);
        if (!taken && timeline.find(id) == null) {
            throw ApiException.notFound("alert not found: " + ForeignText.quote(id));
        }
        if (!taken) {
            throw ApiException.conflict(
                    "nothing changed: the alert already has this mark, its condition does not learn (only anomaly with method"
                            + " adaptive learns), or its rule or series no longer exists");
        }
        return ApiResponse.success(json);
    }
}
