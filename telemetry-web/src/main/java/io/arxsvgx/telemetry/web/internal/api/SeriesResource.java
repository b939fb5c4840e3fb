// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.series.SeriesCardinality;
import io.arxsvgx.telemetry.series.SeriesHistory;
import io.arxsvgx.telemetry.web.internal.http.ApiException;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import io.arxsvgx.telemetry.web.internal.http.QueryParameters;
import io.arxsvgx.telemetry.web.internal.http.Resource;
import io.arxsvgx.telemetry.web.internal.query.SeriesSelection;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The HTTP resource of series and their kept values. Thread-safe. */
public final class SeriesResource implements Resource {
    private final TelemetryProcessor processor;
    private final JsonCodec json;

    public SeriesResource(TelemetryProcessor processor, JsonCodec json) {
        this.processor = processor;
        this.json = json;
    }

    @Override
    public void register(ApiRouter api) {
        api.add(
                "GET",
                "/series",
                (request, path) -> list(new QueryParameters(request)),
                "source",
                "type",
                "text",
                QueryParameters.LABELS,
                "limit");
        api.add(
                "GET",
                "/series/history",
                (request, path) -> history(new QueryParameters(request)),
                "source",
                "type",
                QueryParameters.LABELS,
                "rule_id",
                "limit");
        api.add("GET", "/series/cardinality", (request, path) -> cardinality());
    }

    private ApiResponse list(QueryParameters query) {
        String source = query.text("source");
        String type = query.text("type");
        List<String> words = words(query.text("text"));
        int limit = query.limit(Integer.MAX_VALUE, Integer.MAX_VALUE);
        List<SeriesHistory> all =
                processor.series().histories(1, new SeriesSelection(source, type, query.labels(), words));
        List<SeriesHistory> found = all.subList(0, Math.min(limit, all.size()));
        return ApiResponse.json(json.bytes(out -> {
            out.writeStartArray();
            for (SeriesHistory one : found) {
                write(out, one);
            }
            out.writeEndArray();
        }));
    }

    private static List<String> words(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+", -1))
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    private static void write(JsonGenerator out, SeriesHistory series) throws IOException {
        int last = series.size() - 1;
        out.writeStartObject();
        out.writeStringField("source", series.source());
        out.writeStringField("type", series.type());
        JsonCodec.texts(out, "labels", series.labels());
        out.writeNumberField("values", series.kept());
        if (last >= 0) {
            out.writeNumberField("last_value", series.value(last));
            out.writeStringField("last_timestamp", series.time(last).toString());
            writeLevel(out, "last_level", series.level(last));
        } else {
            out.writeNullField("last_value");
            out.writeNullField("last_timestamp");
        }
        out.writeEndObject();
    }

    /** Writes an anomaly score if it is known. */
    private static void writeLevel(JsonGenerator out, String name, double level) throws IOException {
        if (!Double.isNaN(level)) {
            out.writeNumberField(name, JsonCodec.roundedScore(level));
        }
    }

    private ApiResponse history(QueryParameters query) {
        String source = query.text("source");
        String type = query.text("type");
        if (source == null || type == null) {
            throw ApiException.badRequest("source or type is missing; expected ?source=…&type=…");
        }
        String ruleId = query.text("rule_id");
        SeriesHistory history = ruleId == null
                ? history(source, type, query)
                : processor
                        .series()
                        .historyOfRule(ruleId, source, query.labels(), query.limit())
                        .orElseThrow(() -> notFound(source, type, query));
        return ApiResponse.json(json.bytes(out -> {
            out.writeStartArray();
            for (int i = 0; i < history.size(); i++) {
                out.writeStartObject();
                out.writeStringField("timestamp", history.time(i).toString());
                out.writeNumberField("value", history.value(i));
                writeLevel(out, "level", history.level(i));
                out.writeEndObject();
            }
            out.writeEndArray();
        }));
    }

    /** Returns the series with exactly the given labels, or else the only one that matches them. */
    private SeriesHistory history(String source, String type, QueryParameters query) {
        Map<String, String> labels = query.labels();
        Optional<SeriesHistory> exact = processor.series().history(source, type, labels, query.limit());
        if (exact.isPresent()) {
            return exact.get();
        }
        List<SeriesHistory> matching =
                processor.series().histories(query.limit(), SeriesSelection.exactly(source, type, labels));
        if (matching.size() > 1) {
            throw ApiException.badRequest(matching.size()
                    + " series match; add filters by label until one does, such as label." + firstLabel(matching));
        }
        return matching.stream().findAny().orElseThrow(() -> notFound(source, type, query));
    }

    private static String firstLabel(List<SeriesHistory> series) {
        return series.stream()
                .flatMap(one -> one.labels().entrySet().stream())
                .findFirst()
                .map(label -> label.getKey() + "=" + label.getValue())
                .orElse("NAME=VALUE");
    }

    private static ApiException notFound(String source, String type, QueryParameters query) {
        Map<String, String> labels = query.labels();
        return ApiException.notFound(
                "series not found: " + source + "/" + type + (labels.isEmpty() ? "" : " with labels " + labels));
    }

    private ApiResponse cardinality() {
        SeriesCardinality now = processor.series().cardinality();
        return ApiResponse.json(json.bytes(out -> {
            out.writeStartObject();
            out.writeNumberField("series", now.series());
            out.writeNumberField("limit", now.limit());
            out.writeNumberField("limit_per_type", now.limitPerType());
            out.writeArrayFieldStart("types");
            for (SeriesCardinality.TypeCount type : now.types()) {
                out.writeStartObject();
                out.writeStringField("type", type.type());
                out.writeNumberField("series", type.series());
                out.writeNumberField("streams", type.streams());
                out.writeNumberField("discarded", type.refused());
                write(out, type.labels());
                out.writeEndObject();
            }
            out.writeEndArray();
            write(out, now.labels());
            out.writeEndObject();
        }));
    }

    private static void write(JsonGenerator out, List<SeriesCardinality.LabelCount> labels) throws IOException {
        out.writeArrayFieldStart("labels");
        for (SeriesCardinality.LabelCount label : labels) {
            out.writeStartObject();
            out.writeStringField("label", label.label());
            out.writeNumberField("values", label.values());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
