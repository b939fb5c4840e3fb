// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.board;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.Identifiers;
import io.arxsvgx.telemetry.text.LabelLimits;
import io.arxsvgx.telemetry.web.internal.board.Board.Options;
import io.arxsvgx.telemetry.web.internal.board.Board.Selector;
import io.arxsvgx.telemetry.web.internal.board.Board.Widget;
import io.arxsvgx.telemetry.web.internal.validation.FieldError;
import io.arxsvgx.telemetry.web.internal.validation.JsonObjectReader;
import io.arxsvgx.telemetry.web.internal.validation.ValidationException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A strict reader and a writer of boards. A board that was written is read back equal. Thread-safe. */
public final class BoardJson {
    static final int MAX_WIDGETS = 60;
    static final int MAX_SERIES_PER_WIDGET = 20;

    private static final String LABELS = "labels";
    private static final List<String> KEYS = List.of("board_id", "title", "updated_at", "widgets");
    private static final List<String> WIDGET_KEYS = List.of("kind", "title", "series", "width", "options");
    private static final List<String> SELECTOR_KEYS = List.of("source", "type", LABELS);
    private static final List<String> OPTION_KEYS = List.of("min", "max", "limit", "severity");
    private static final List<String> KINDS = List.of("stat", "line", "gauge", "top", "alerts", "table");
    private static final List<String> SEVERITIES =
            Arrays.stream(Severity.values()).map(Severity::label).toList();
    private static final int MAX_ID_LENGTH = 100;
    private static final int MAX_TITLE_LENGTH = 200;
    private static final int MAX_NAME_LENGTH = 1_000;
    private static final int MAX_WIDTH_COLUMNS = 4;
    private static final int MAX_LISTED = 1_000;

    private BoardJson() {}

    /** Reads a board that is set under an id. An {@code updated_at} in the document is ignored. */
    public static Board read(JsonNode node, String id, Instant now) {
        List<FieldError> faults = new ArrayList<>();
        JsonObjectReader reader = new JsonObjectReader(node, faults, KEYS);
        String problem = Identifiers.problem("board_id", id);
        if (problem != null || id.length() > MAX_ID_LENGTH) {
            reader.fault(
                    "board_id",
                    problem != null
                            ? problem
                            : "board_id: expected at most " + MAX_ID_LENGTH + " characters, got " + id.length());
        } else if (reader.isGiven("board_id")
                && !reader.text("board_id", MAX_ID_LENGTH).equals(id)) {
            reader.fault(
                    "board_id", "board ids differ: " + ForeignText.quote(id) + " in the path, another one in the body");
        }
        Board board = new Board(id, reader.text("title", MAX_TITLE_LENGTH), now, widgets(reader));
        if (!faults.isEmpty()) {
            throw new ValidationException(faults);
        }
        return board;
    }

    private static List<Widget> widgets(JsonObjectReader reader) {
        List<Widget> widgets = new ArrayList<>();
        for (JsonObjectReader widget : reader.objects("widgets", MAX_WIDGETS, WIDGET_KEYS)) {
            String kind = widget.choice("kind", KINDS);
            if (!widget.isGiven("kind")) {
                widget.fault("kind", "kind is missing; expected one of " + String.join(", ", KINDS));
            }
            Integer width = widget.whole("width", 1, MAX_WIDTH_COLUMNS);
            widgets.add(new Widget(
                    kind == null ? "" : kind,
                    widget.anyText("title", MAX_TITLE_LENGTH),
                    series(widget),
                    width == null ? 1 : width,
                    options(widget.object("options", OPTION_KEYS))));
        }
        return widgets;
    }

    private static List<Selector> series(JsonObjectReader widget) {
        List<Selector> series = new ArrayList<>();
        for (JsonObjectReader selector : widget.objects("series", MAX_SERIES_PER_WIDGET, SELECTOR_KEYS)) {
            series.add(new Selector(
                    selector.text("source", MAX_NAME_LENGTH),
                    selector.text("type", MAX_NAME_LENGTH),
                    labels(selector)));
        }
        return series;
    }

    private static Map<String, String> labels(JsonObjectReader selector) {
        if (!selector.isGiven(LABELS)) {
            return Map.of();
        }
        Map<String, String> labels = selector.texts(LABELS, LabelLimits.MAX_LABELS, LabelLimits.MAX_VALUE_LENGTH);
        for (String name : labels.keySet()) {
            String problem = LabelLimits.nameProblem(name);
            if (problem != null) {
                selector.fault(LABELS, LABELS + ": " + problem);
            }
        }
        return labels;
    }

    private static Options options(JsonObjectReader options) {
        Double min = options.number("min");
        Double max = options.number("max");
        if (min != null && max != null && min >= max) {
            options.fault("max", "max: expected more than min (" + min + "), got " + max);
        }
        String severity = options.choice("severity", SEVERITIES);
        return new Options(min, max, options.whole("limit", 1, MAX_LISTED), severity(severity));
    }

    private static @Nullable Severity severity(@Nullable String name) {
        return name == null || !SEVERITIES.contains(name) ? null : Severity.of(name);
    }

    public static void write(JsonGenerator out, Board board) throws IOException {
        out.writeStartObject();
        out.writeStringField("board_id", board.id());
        out.writeStringField("title", board.title());
        out.writeStringField("updated_at", board.updatedAt().toString());
        out.writeArrayFieldStart("widgets");
        for (Widget widget : board.widgets()) {
            write(out, widget);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Widget widget) throws IOException {
        out.writeStartObject();
        out.writeStringField("kind", widget.kind());
        out.writeStringField("title", widget.title());
        out.writeArrayFieldStart("series");
        for (Selector selector : widget.series()) {
            out.writeStartObject();
            out.writeStringField("source", selector.source());
            out.writeStringField("type", selector.type());
            if (!selector.labels().isEmpty()) {
                JsonCodec.texts(out, LABELS, new TreeMap<>(selector.labels()));
            }
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeNumberField("width", widget.width());
        out.writeObjectFieldStart("options");
        Options options = widget.options();
        if (options.min() != null) {
            out.writeNumberField("min", options.min());
        }
        if (options.max() != null) {
            out.writeNumberField("max", options.max());
        }
        if (options.limit() != null) {
            out.writeNumberField("limit", options.limit());
        }
        if (options.severity() != null) {
            out.writeStringField("severity", options.severity().label());
        }
        out.writeEndObject();
        out.writeEndObject();
    }
}
