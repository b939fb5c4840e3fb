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
import io.arxsvgx.telemetry.json.MalformedJsonException;
import io.arxsvgx.telemetry.notification.Notification;
import io.arxsvgx.telemetry.notification.NotificationQuery;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.web.internal.http.ApiException;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import io.arxsvgx.telemetry.web.internal.http.QueryParameters;
import io.arxsvgx.telemetry.web.internal.http.Resource;
import io.arxsvgx.telemetry.web.internal.notify.NotificationJson;
import io.arxsvgx.telemetry.web.internal.query.AlertCounter;
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

/** The HTTP resource of alerts: lists, counts and acknowledges them, and accepts feedback on them. Thread-safe. */
public final class AlertResource implements Resource {
    private static final int MAX_WHO_LENGTH = 1_000;
    private static final int MAX_NOTE_LENGTH = 10_000;
    private static final int MAX_SERIES = 100;
    private static final int MAX_NOTIFICATIONS = 100;
    private static final List<String> SORTS = List.of("newest", "severity");
    private static final List<String> STATES =
            Arrays.stream(AlertState.values()).map(AlertState::label).toList();
    private static final List<String> SEVERITIES =
            Arrays.stream(Severity.values()).map(Severity::label).toList();

    private final TelemetryProcessor processor;
    private final JsonCodec json;
    private final AlertFinder finder;
    private final AlertCounter counter;
    private final AlertTimeline timeline;

    public AlertResource(TelemetryProcessor processor, JsonCodec json) {
        this.processor = processor;
        this.json = json;
        finder = new AlertFinder(processor);
        counter = new AlertCounter(processor);
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
                "series",
                QueryParameters.LABELS,
                "sort",
                "before");
        api.add(
                "GET",
                "/alerts/count",
                (request, path) -> count(new QueryParameters(request)),
                "state",
                "severity",
                "source",
                "rule_id",
                "text",
                "series",
                QueryParameters.LABELS);
        api.add("GET", "/alerts/*", (request, path) -> one(ApiRouter.decoded(path[2])));
        api.add(
                "POST",
                "/alerts/*/acknowledge",
                (request, path) -> acknowledge(ApiRouter.decoded(path[2]), api.document(request)));
        api.add(
                "DELETE",
                "/alerts/*/acknowledgement",
                (request, path) -> unacknowledge(ApiRouter.decoded(path[2]), new QueryParameters(request)),
                "who");
        api.add(
                "POST",
                "/alerts/*/feedback",
                (request, path) -> feedback(ApiRouter.decoded(path[2]), api.document(request)));
    }

    private ApiResponse list(QueryParameters query) {
        List<Alert> found =
                "severity".equals(query.choice("sort", SORTS)) ? mostSevere(query) : finder.find(read(query));
        return ApiResponse.json(json.bytes(out -> {
            out.writeStartArray();
            for (Alert alert : found) {
                AlertJson.write(out, alert);
            }
            out.writeEndArray();
        }));
    }

    private List<Alert> mostSevere(QueryParameters query) {
        AlertQuery read = read(query);
        if (read.state() != AlertState.FIRING && read.state() != AlertState.PENDING) {
            throw ApiException.badRequest("sort=severity: expected state=firing or state=pending");
        }
        if (read.before() != null) {
            throw ApiException.badRequest("before: not possible with sort=severity");
        }
        return finder.mostSevere(read);
    }

    private ApiResponse count(QueryParameters query) {
        AlertCounter.Counts counts = counter.count(read(query));
        return ApiResponse.json(json.bytes(counts::write));
    }

    private AlertQuery read(QueryParameters query) {
        return new AlertQuery(
                state(query.choice("state", STATES)),
                severity(query.choice("severity", SEVERITIES)),
                query.text("source"),
                query.text("rule_id"),
                query.text("text"),
                series(query.text("series")),
                query.labels(),
                query.text("before"),
                query.limit());
    }

    /** Reads selectors of series: a JSON array of pairs of source and type. */
    private List<AlertQuery.Series> series(@Nullable String given) {
        if (given == null) {
            return List.of();
        }
        List<AlertQuery.Series> series = new ArrayList<>();
        JsonNode all = parsed(given);
        for (JsonNode one : all) {
            if (one.size() != 2 || !one.path(0).isTextual() || !one.path(1).isTextual()) {
                throw invalidSeries();
            }
            series.add(
                    new AlertQuery.Series(one.path(0).textValue(), one.path(1).textValue()));
        }
        if (!all.isArray() || series.size() > MAX_SERIES) {
            throw invalidSeries();
        }
        return series;
    }

    private JsonNode parsed(String given) {
        try {
            return json.read(given);
        } catch (MalformedJsonException e) {
            throw invalidSeries();
        }
    }

    private static ApiException invalidSeries() {
        return ApiException.badRequest("series: expected a JSON array of at most " + MAX_SERIES
                + " pairs of source and type, such as [[\"pump_*\",\"temperature\"]]");
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
        List<Notification> notifications = notifications(id);
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
            out.writeFieldName("notifications");
            NotificationJson.write(out, notifications);
            out.writeEndObject();
        }));
    }

    private List<Notification> notifications(String alertId) {
        NotificationQuery query = new NotificationQuery(null, null, alertId, MAX_NOTIFICATIONS);
        return processor.notifier().map(notifier -> notifier.find(query)).orElse(List.of());
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

    private ApiResponse unacknowledge(String id, QueryParameters query) {
        String who = query.text("who");
        if (who == null || who.isBlank() || who.length() > MAX_WHO_LENGTH) {
            throw ApiException.badRequest("who: expected a text of 1 to " + MAX_WHO_LENGTH + " characters");
        }
        if (processor.alerts().unacknowledge(id, who)) {
            return ApiResponse.nothing();
        }
        Alert alert = timeline.find(id);
        if (alert == null) {
            throw ApiException.notFound("alert not found: " + ForeignText.quote(id));
        }
        throw ApiException.conflict(
                alert.acknowledgement() == null
                        ? "the alert " + ForeignText.quote(id) + " is not acknowledged"
                        : "the alert " + ForeignText.quote(id)
                                + " is marked as a false positive; undo that by POST /alerts/{id}/feedback");
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
