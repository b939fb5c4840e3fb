// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.series.SeriesHistory;
import io.arxsvgx.telemetry.text.LabelSet;
import io.arxsvgx.telemetry.text.Timestamps;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of one series that a trial used. How far they go back differs from series to series. Immutable.
 *
 * @param source the source of the series
 * @param type the type of the series
 * @param labels the labels of the series
 * @param values the number of values
 * @param fromNanos the time of the oldest value, in nanoseconds since 1970
 * @param toNanos the time of the newest value, in nanoseconds since 1970
 * @param alertsFired the number of alerts that fired on the series, or on its stream, of the newest 10,000 of the trial
 */
record TrialRange(
        String source,
        String type,
        Map<String, String> labels,
        int values,
        long fromNanos,
        long toNanos,
        int alertsFired) {
    /** The maximum number of ranges in a response. */
    static final int MAX_RANGES = 1_000;

    private record Key(String source, String type, Map<String, String> labels) {}

    /** Returns the ranges of series that have values: those with most alerts first, then by name. */
    static List<TrialRange> of(AlertRule rule, List<SeriesHistory> histories, List<Alert> alerts) {
        Map<Key, Integer> fired = new HashMap<>();
        for (Alert alert : alerts) {
            if (alert.firedAt() != null) {
                fired.merge(new Key(alert.source(), alert.type(), alert.seriesLabels()), 1, Integer::sum);
            }
        }
        return histories.stream()
                .filter(history -> history.size() > 0)
                .map(history -> of(history, fired.getOrDefault(key(rule, history), 0)))
                .sorted(Comparator.comparingInt(TrialRange::alertsFired)
                        .reversed()
                        .thenComparing(TrialRange::source)
                        .thenComparing(TrialRange::type)
                        .thenComparing(range -> range.labels().toString()))
                .limit(MAX_RANGES)
                .toList();
    }

    /** Returns the key of the alerts of a series: those of its stream if the rule groups series. */
    private static Key key(AlertRule rule, SeriesHistory history) {
        List<String> by = rule.by();
        Map<String, String> labels =
                by == null ? history.labels() : LabelSet.of(history.labels()).only(by);
        return new Key(history.source(), history.type(), labels);
    }

    private static TrialRange of(SeriesHistory history, int alertsFired) {
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (int i = 0; i < history.size(); i++) {
            from = Math.min(from, history.timeNanos(i));
            to = Math.max(to, history.timeNanos(i));
        }
        return new TrialRange(
                history.source(), history.type(), history.labels(), history.size(), from, to, alertsFired);
    }

    void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("source", source);
        out.writeStringField("type", type);
        JsonCodec.texts(out, "labels", labels);
        out.writeNumberField("values", values);
        out.writeStringField("from", Timestamps.ofNanos(fromNanos).toString());
        out.writeStringField("to", Timestamps.ofNanos(toNanos).toString());
        out.writeNumberField("alerts_fired", alertsFired);
        out.writeEndObject();
    }
}
