// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.series.SeriesHistory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The series that a client watches, and the position in each of them up to which values were sent. The values stay in
 * the processor until then, so a slow client uses no memory. Thread-safe.
 */
final class SeriesSubscription {
    static final int MAX_SERIES = 64;
    /** The maximum number of values in a message; further values are in the next one. */
    static final int MAX_VALUES_PER_MESSAGE = 100_000;

    private static final int MAX_NAME_LENGTH = 1_000;
    private static final int MAX_LABELS = 32;
    /** The number of values that may arrive during a copy before the copy is repeated. */
    private static final int EXTRA_VALUES = 256;

    private final TelemetryProcessor processor;
    private List<Watch> watches = List.of();
    private int first;

    SeriesSubscription(TelemetryProcessor processor) {
        this.processor = processor;
    }

    /** The position of a client in one series. */
    private static final class Watch {
        final String source;
        final String type;
        final Map<String, String> labels;
        /** The number of the next value to send. */
        long next;

        Watch(String source, String type, Map<String, String> labels, long next) {
            this.source = source;
            this.type = type;
            this.labels = labels;
            this.next = next;
        }

        boolean isOf(Watch other) {
            return source.equals(other.source) && type.equals(other.type) && labels.equals(other.labels);
        }
    }

    /** The values of one series that are to be sent. */
    private record News(SeriesHistory values, int from, int to, boolean gap) {
        void write(JsonGenerator out) throws IOException {
            out.writeStartObject();
            out.writeStringField("source", values.source());
            out.writeStringField("type", values.type());
            writeLabels(out, values.labels());
            out.writeArrayFieldStart("points");
            for (int i = from; i < to; i++) {
                out.writeStartArray();
                out.writeNumber(Math.floorDiv(values.timeNanos(i), 1_000L) / 1e6);
                out.writeNumber(values.value(i));
                if (!Double.isNaN(values.level(i))) {
                    out.writeNumber(JsonCodec.roundedScore(values.level(i)));
                }
                out.writeEndArray();
            }
            out.writeEndArray();
            if (gap) {
                out.writeBooleanField("gap", true);
            }
            out.writeEndObject();
        }
    }

    /** Replaces the watched series. A series that was watched before continues at its position. */
    synchronized void watch(JsonNode series) {
        if (!series.isArray()) {
            throw new InvalidMessageException("series: expected a list of {\"source\": …, \"type\": …}");
        }
        if (series.size() > MAX_SERIES) {
            throw new InvalidMessageException(
                    "series: expected at most " + MAX_SERIES + " entries, got " + series.size());
        }
        List<Watch> next = new ArrayList<>();
        for (JsonNode one : series) {
            Watch wanted = new Watch(name(one, "source"), name(one, "type"), labels(one), 0);
            if (next.stream().noneMatch(wanted::isOf)) {
                wanted.next = watches.stream()
                        .filter(wanted::isOf)
                        .findAny()
                        .map(watch -> watch.next)
                        .orElseGet(() -> count(wanted));
                next.add(wanted);
            }
        }
        watches = next;
        first = 0;
    }

    private static String name(JsonNode series, String key) {
        JsonNode name = series.path(key);
        if (!name.isTextual() || name.textValue().isEmpty() || name.textValue().length() > MAX_NAME_LENGTH) {
            throw new InvalidMessageException(
                    "series: expected a " + key + " of 1 to " + MAX_NAME_LENGTH + " characters");
        }
        return name.textValue();
    }

    private static Map<String, String> labels(JsonNode series) {
        JsonNode given = series.path("labels");
        if (given.isMissingNode() || given.isNull()) {
            return Map.of();
        }
        Map<String, String> labels = new TreeMap<>();
        for (Map.Entry<String, JsonNode> label : given.properties()) {
            if (!label.getValue().isTextual()) {
                throw invalidLabels();
            }
            if (!label.getValue().textValue().isEmpty()) {
                labels.put(label.getKey(), label.getValue().textValue());
            }
        }
        if (!given.isObject() || labels.size() > MAX_LABELS) {
            throw invalidLabels();
        }
        return labels;
    }

    private static InvalidMessageException invalidLabels() {
        return new InvalidMessageException("series: expected labels as an object of at most " + MAX_LABELS + " texts");
    }

    /** Writes the labels of a series that has some. */
    private static void writeLabels(JsonGenerator out, Map<String, String> labels) throws IOException {
        if (!labels.isEmpty()) {
            JsonCodec.texts(out, "labels", labels);
        }
    }

    private long count(Watch watch) {
        return processor
                .series()
                .history(watch.source, watch.type, watch.labels, 0)
                .map(SeriesHistory::count)
                .orElse(0L);
    }

    /** Returns the message that confirms the watched series. */
    synchronized String confirmation(JsonCodec json) {
        return json.text(out -> {
            out.writeStartObject();
            out.writeStringField("type", "watching");
            out.writeArrayFieldStart("series");
            for (Watch watch : watches) {
                out.writeStartObject();
                out.writeStringField("source", watch.source);
                out.writeStringField("type", watch.type);
                writeLabels(out, watch.labels);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    /** Returns a message with the values since the last call; null if there is none. */
    @Nullable
    String news(JsonCodec json) {
        return news(json, MAX_VALUES_PER_MESSAGE);
    }

    /** Returns a message with the values since the last call, at most {@code max}; null if there is none. */
    synchronized @Nullable String news(JsonCodec json, int max) {
        List<News> all = new ArrayList<>();
        int left = max;
        for (int i = 0; i < watches.size() && left > 0; i++) {
            News news = news(watches.get((first + i) % watches.size()), left);
            if (news != null) {
                all.add(news);
                left -= news.to - news.from;
            }
        }
        // start with another series next time, so that a busy series does not delay others
        first = watches.isEmpty() ? 0 : (first + 1) % watches.size();
        if (all.isEmpty()) {
            return null;
        }
        return json.text(out -> {
            out.writeStartObject();
            out.writeStringField("type", "values");
            out.writeArrayFieldStart("data");
            for (News news : all) {
                news.write(out);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private @Nullable News news(Watch watch, int max) {
        long count = count(watch);
        if (count < watch.next) {
            // the series was forgotten and exists again
            watch.next = 0;
        }
        if (count == watch.next) {
            return null;
        }
        SeriesHistory values = copy(watch, count - watch.next + EXTRA_VALUES);
        if (values != null && begin(values) > watch.next) {
            values = copy(watch, Integer.MAX_VALUE);
        }
        if (values == null || values.count() < watch.next) {
            return null;
        }
        long begin = begin(values);
        boolean gap = begin > watch.next;
        int from = (int) (Math.max(begin, watch.next) - begin);
        int to = (int) Math.min(values.size(), (long) from + max);
        watch.next = begin + to;
        return new News(values, from, to, gap);
    }

    private @Nullable SeriesHistory copy(Watch watch, long max) {
        Optional<SeriesHistory> values = processor.series().history(watch.source, watch.type, watch.labels, (int)
                Math.min(max, Integer.MAX_VALUE));
        return values.orElse(null);
    }

    private static long begin(SeriesHistory values) {
        return values.count() - values.size();
    }
}
