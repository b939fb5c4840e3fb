// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.json.AlertJson;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.replay.Replay;
import io.arxsvgx.telemetry.replay.ReplayReport;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.series.SeriesHistory;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import io.arxsvgx.telemetry.web.internal.http.QueryParameters;
import io.arxsvgx.telemetry.web.internal.http.Resource;
import io.arxsvgx.telemetry.web.internal.query.MergedSeriesEvents;
import io.arxsvgx.telemetry.web.internal.query.SeriesSelection;
import io.arxsvgx.telemetry.web.internal.validation.FieldError;
import io.arxsvgx.telemetry.web.internal.validation.JsonObjectReader;
import io.arxsvgx.telemetry.web.internal.validation.RuleValidator;
import io.arxsvgx.telemetry.web.internal.validation.StatusParameters;
import io.arxsvgx.telemetry.web.internal.validation.ValidationException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The HTTP resource that validates a rule before it is set, and back-tests it on the kept values. Thread-safe. */
public final class RuleTrialResource implements Resource {
    /** The maximum number of values of a trial, over all series. */
    static final int MAX_VALUES = 1_000_000;

    private static final int MAX_ALERTS = 1_000;
    private static final int DEFAULT_LIMIT = 2_000;
    private static final int EVENTS_PER_TIME_CHECK = 256;
    private static final String NO_STATUSES =
            "a trial of this condition is not possible: the kept values have no statuses;"
                    + " set the rule to evaluate it on new events";
    private static final List<String> KEYS = List.of("rule", "limit");
    private static final List<String> FLAGS = List.of("true", "false");

    private final TelemetryProcessor processor;
    private final JsonCodec json;
    private final RuleValidator rules;
    private final Limits limits;
    private final TrialExecutor threads;

    /**
     * The limits of trials.
     *
     * @param concurrent the maximum number of concurrent trials
     * @param queueTime the maximum time that a trial waits for another to end
     * @param runTime the maximum time that a trial runs, checked between events
     * @param deadline the time after which a trial counts as hanging; more than {@code runTime}
     */
    public record Limits(int concurrent, Duration queueTime, Duration runTime, Duration deadline) {
        public static final Limits DEFAULT =
                new Limits(2, Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(15));
    }

    public RuleTrialResource(TelemetryProcessor processor, JsonCodec json, Limits limits) {
        this.processor = processor;
        this.json = json;
        this.limits = limits;
        threads = new TrialExecutor(limits.concurrent(), limits.queueTime(), limits.deadline());
        rules = new RuleValidator(processor);
    }

    @Override
    public void register(ApiRouter api) {
        api.add(
                "POST",
                "/rules/check",
                (request, path) -> check(api.document(request), new QueryParameters(request)),
                "report");
        api.add("POST", "/rules/try", (request, path) -> tryOne(api.document(request)));
    }

    private ApiResponse check(JsonNode given, QueryParameters query) {
        boolean isReport = "true".equals(query.choice("report", FLAGS));
        List<String> warnings = List.of();
        List<FieldError> errors = List.of();
        try {
            warnings = processor.rules().warnings(rules.read(given));
        } catch (ValidationException e) {
            if (!isReport) {
                throw e;
            }
            errors = e.errors().isEmpty() ? List.of(new FieldError("", String.valueOf(e.getMessage()))) : e.errors();
        }
        return checked(warnings, errors);
    }

    private ApiResponse checked(List<String> warnings, List<FieldError> errors) {
        return ApiResponse.json(json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("status", "success");
            out.writeArrayFieldStart("warnings");
            for (String warning : warnings) {
                out.writeString(warning);
            }
            out.writeEndArray();
            FieldError.writeAll(out, errors);
            out.writeEndObject();
        }));
    }

    ApiResponse tryOne(JsonNode given) {
        List<FieldError> faults = new ArrayList<>();
        JsonObjectReader reader = new JsonObjectReader(given, faults, KEYS);
        Integer limit = reader.whole("limit", 1, MAX_VALUES);
        JsonNode draft = reader.at("rule", "a rule");
        if (!faults.isEmpty()) {
            throw new ValidationException(faults);
        }
        AlertRule rule = rules.read(draft).toBuilder().enabled(true).build();
        refuseStatuses(rule);
        return threads.run(rule.condition(), () -> run(rule, limit == null ? DEFAULT_LIMIT : limit, MAX_VALUES));
    }

    /** Refuses a rule on statuses: series keep values alone, so that no event would have the statuses of the rule. */
    private void refuseStatuses(AlertRule rule) {
        List<FieldError> faults = StatusParameters.of(rule, processor.rules().conditions()).stream()
                .map(key -> new FieldError(key, NO_STATUSES))
                .toList();
        if (!faults.isEmpty()) {
            throw new ValidationException(NO_STATUSES, faults);
        }
    }

    /** Returns a description of the trials that hang; null if none does. */
    @Nullable
    public String problem() {
        return threads.problem();
    }

    /**
     * Back-tests a rule on the latest values of each series that it matches.
     *
     * @param limit the maximum number of values per series
     * @param max the maximum number of values in all
     */
    ApiResponse run(AlertRule rule, int limit, int max) {
        List<SeriesHistory> selected = processor.series().histories(0, SeriesSelection.ofRule(rule));
        long wanted = selected.stream()
                .mapToLong(series -> Math.min(series.kept(), limit))
                .sum();
        boolean truncated = wanted > max;
        int each = truncated ? Math.max(1, max / selected.size()) : limit;
        List<SeriesHistory> taken = new ArrayList<>();
        for (SeriesHistory series : selected.subList(0, Math.min(max, selected.size()))) {
            processor
                    .series()
                    .history(series.source(), series.type(), series.labels(), each)
                    .ifPresent(taken::add);
        }
        ReplayReport report = Replay.run(
                List.of(rule),
                untilTimeout(new MergedSeriesEvents(taken)),
                processor.rules().conditions(),
                processor.config());
        return ApiResponse.json(
                json.bytes(out -> write(out, report, TrialRange.of(rule, taken, report.alerts()), truncated)));
    }

    /** Returns the events, and throws when a trial takes too long. A partial result would differ from call to call. */
    private Iterable<TelemetryEvent> untilTimeout(Iterable<TelemetryEvent> events) {
        TimeSource clock = processor.config().timeSource();
        long begun = clock.nanoTime();
        long[] count = {0};
        return () -> StreamSupport.stream(events.spliterator(), false)
                .peek(event -> {
                    if (count[0]++ % EVENTS_PER_TIME_CHECK == 0
                            && clock.nanoTime() - begun > limits.runTime().toNanos()) {
                        throw timeout(count[0] - 1);
                    }
                })
                .iterator();
    }

    private ValidationException timeout(long events) {
        String message = "trial timeout: longer than " + limits.runTime().toSeconds() + " s for " + events
                + " values; retry with a lower \"limit\" or a narrower \"source\"";
        return new ValidationException(List.of(new FieldError("limit", message)));
    }

    private static void write(JsonGenerator out, ReplayReport report, List<TrialRange> ranges, boolean truncated)
            throws IOException {
        out.writeStartObject();
        out.writeNumberField("events", report.events());
        out.writeNumberField("series", report.series());
        out.writeNumberField("series_matched", report.seriesMatched());
        out.writeNumberField("alerts_fired", report.alertsFired());
        JsonCodec.time(out, "from", report.from());
        JsonCodec.time(out, "to", report.to());
        out.writeBooleanField("truncated", truncated);
        out.writeArrayFieldStart("ranges");
        for (TrialRange range : ranges) {
            range.write(out);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("alerts");
        List<Alert> alerts = report.alerts();
        for (Alert alert : alerts.subList(Math.max(0, alerts.size() - MAX_ALERTS), alerts.size())) {
            AlertJson.write(out, alert);
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
