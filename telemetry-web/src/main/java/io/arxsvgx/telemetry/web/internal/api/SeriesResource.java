// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.series.SeriesHistory;
import io.arxsvgx.telemetry.text.GlobPattern;
import io.arxsvgx.telemetry.web.internal.http.ApiException;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import io.arxsvgx.telemetry.web.internal.http.QueryParameters;
import io.arxsvgx.telemetry.web.internal.http.Resource;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
                "limit");
        api.add(
                "GET",
                "/series/history",
                (request, path) -> history(new QueryParameters(request)),
                "source",
                "type",
                "limit");
    }

    private ApiResponse list(QueryParameters query) {
        String source = query.text("source");
        String type = query.text("type");
        List<String> words = words(query.text("text"));
        int limit = query.limit(Integer.MAX_VALUE, Integer.MAX_VALUE);
        List<SeriesHistory> all = processor
                .series()
                .histories(
                        1,
                        (itsSource, itsType, count) -> (source == null || GlobPattern.matches(source, itsSource))
                                && (type == null || GlobPattern.matches(type, itsType))
                                && matches(itsSource, itsType, words));
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

    private static boolean matches(String source, String type, List<String> words) {
        if (words.isEmpty()) {
            return true;
        }
        String name = (source + " " + type).toLowerCase(Locale.ROOT);
        return words.stream()
                .allMatch(word ->
                        GlobPattern.isExact(word) ? name.contains(word) : GlobPattern.matches("*" + word + "*", name));
    }

    private static void write(JsonGenerator out, SeriesHistory series) throws IOException {
        int last = series.size() - 1;
        out.writeStartObject();
        out.writeStringField("source", series.source());
        out.writeStringField("type", series.type());
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
        SeriesHistory history = processor
                .series()
                .history(source, type, query.limit())
                .orElseThrow(() -> ApiException.notFound("series not found: " + source + "/" + type));
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
}
