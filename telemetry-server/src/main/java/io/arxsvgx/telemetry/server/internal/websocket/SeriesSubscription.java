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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The series that a client watches, and up to which value of each it has been told. The values themselves wait in the
 * processor, so a client that is slow costs nothing. Thread-safe.
 */
final class SeriesSubscription {
    static final int MAX_SERIES = 64;
    /** How many values one message has at most; what is more comes with the next one. */
    static final int MAX_VALUES_PER_MESSAGE = 100_000;

    private static final int MAX_NAME_LENGTH = 1_000;
    /** How many values may come while others are copied, before they are copied again. */
    private static final int EXTRA_VALUES = 256;

    private final TelemetryProcessor processor;
    private List<Watch> watches = List.of();
    private int first;

    SeriesSubscription(TelemetryProcessor processor) {
        this.processor = processor;
    }

    /** Where a client is in one series. */
    private static final class Watch {
        final String source;
        final String type;
        /** The number of the next value to tell. */
        long next;

        Watch(String source, String type, long next) {
            this.source = source;
            this.type = type;
            this.next = next;
        }

        boolean isOf(Watch other) {
            return source.equals(other.source) && type.equals(other.type);
        }
    }

    /** Values of one series that are to be told. */
    private record News(SeriesHistory values, int from, int to, boolean gap) {
        void write(JsonGenerator out) throws IOException {
            out.writeStartObject();
            out.writeStringField("source", values.source());
            out.writeStringField("type", values.type());
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

    /** Watches other series from now on; of one that was watched before the values go on where they were. */
    synchronized void watch(JsonNode series) {
        if (!series.isArray()) {
            throw new InvalidMessageException("series are missing; it takes a list of {\"source\": …, \"type\": …}");
        }
        if (series.size() > MAX_SERIES) {
            throw new InvalidMessageException(
                    series.size() + " series are too many to watch; it takes up to " + MAX_SERIES);
        }
        List<Watch> next = new ArrayList<>();
        for (JsonNode one : series) {
            Watch wanted = new Watch(name(one, "source"), name(one, "type"), 0);
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
                    key + " of a series takes a text of 1 to " + MAX_NAME_LENGTH + " characters");
        }
        return name.textValue();
    }

    private long count(Watch watch) {
        return processor
                .series()
                .history(watch.source, watch.type, 0)
                .map(SeriesHistory::count)
                .orElse(0L);
    }

    /** Answers which series are watched. */
    synchronized String confirmation(JsonCodec json) {
        return json.text(out -> {
            out.writeStartObject();
            out.writeStringField("type", "watching");
            out.writeArrayFieldStart("series");
            for (Watch watch : watches) {
                out.writeStartObject();
                out.writeStringField("source", watch.source);
                out.writeStringField("type", watch.type);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    /** What has come since the last time, as a message; null if nothing has. */
    @Nullable
    String news(JsonCodec json) {
        return news(json, MAX_VALUES_PER_MESSAGE);
    }

    /** The same, with so many values at most. */
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
        // another one goes first the next time, so that a busy series does not keep others waiting
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
            // it was forgotten, and has begun anew
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
        Optional<SeriesHistory> values =
                processor.series().history(watch.source, watch.type, (int) Math.min(max, Integer.MAX_VALUE));
        return values.orElse(null);
    }

    private static long begin(SeriesHistory values) {
        return values.count() - values.size();
    }
}
