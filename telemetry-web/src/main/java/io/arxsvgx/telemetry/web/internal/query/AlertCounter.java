// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.query;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertHistory;
import io.arxsvgx.telemetry.alert.AlertQuery;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.AlertStoreException;
import io.arxsvgx.telemetry.rule.Severity;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A count of the alerts that match a query, over all pages: pending, firing and resolved ones, with a store also those
 * of earlier times and processes. Thread-safe.
 */
public final class AlertCounter {
    private static final List<Severity> MOST_SEVERE_FIRST = List.of(Severity.CRITICAL, Severity.WARNING, Severity.INFO);

    private final TelemetryProcessor processor;
    private final AlertHistory history;

    public AlertCounter(TelemetryProcessor processor) {
        this.processor = processor;
        history = processor.alerts().history();
    }

    /**
     * The numbers of matching alerts. Immutable.
     *
     * @param numbers by state and severity
     * @param silenced the firing ones that a silence covers
     * @param acknowledged the firing ones that are acknowledged
     * @param stale the firing ones whose series has no events any more
     * @param complete false while the store is unavailable: then only the alerts in memory are counted
     */
    public record Counts(
            Map<AlertState, Map<Severity, Long>> numbers,
            long silenced,
            long acknowledged,
            long stale,
            boolean complete) {
        /** Writes the counts as an object. */
        public void write(JsonGenerator out) throws IOException {
            out.writeStartObject();
            long total = 0;
            for (AlertState state : AlertState.values()) {
                total += write(out, state);
            }
            out.writeNumberField("total", total);
            out.writeNumberField("silenced", silenced);
            out.writeNumberField("acknowledged", acknowledged);
            out.writeNumberField("stale", stale);
            out.writeBooleanField("complete", complete);
            out.writeEndObject();
        }

        private long write(JsonGenerator out, AlertState state) throws IOException {
            Map<Severity, Long> bySeverity = numbers.getOrDefault(state, Map.of());
            long total = 0;
            out.writeObjectFieldStart(state.label());
            for (Severity severity : MOST_SEVERE_FIRST) {
                long number = bySeverity.getOrDefault(severity, 0L);
                total += number;
                out.writeNumberField(severity.label(), number);
            }
            out.writeNumberField("total", total);
            out.writeEndObject();
            return total;
        }
    }

    /** Counts the alerts that match, whatever the page of the query is. Without a state it counts those of all states. */
    public Counts count(AlertQuery query) {
        Map<AlertState, Map<Severity, Long>> numbers = new EnumMap<>(AlertState.class);
        AlertState state = query.state();
        if (state == null || state == AlertState.PENDING) {
            AlertQuery pending = query.with(AlertState.PENDING, null, Integer.MAX_VALUE);
            processor.alerts().pending(Integer.MAX_VALUE).stream()
                    .filter(pending::matches)
                    .forEach(alert -> add(numbers, alert.state(), alert.severity(), 1));
        }
        if (state == AlertState.PENDING) {
            return new Counts(numbers, 0, 0, 0, true);
        }
        List<Alert> listed = processor.alerts().newest(Integer.MAX_VALUE);
        Set<String> ids = new HashSet<>();
        listed.forEach(alert -> ids.add(alert.id()));
        List<Alert> matching = listed.stream().filter(query::matches).toList();
        matching.forEach(alert -> add(numbers, alert.state(), alert.severity(), 1));
        boolean complete = true;
        try {
            history.count(query, ids)
                    .forEach((of, bySeverity) ->
                            bySeverity.forEach((severity, number) -> add(numbers, of, severity, number)));
        } catch (AlertStoreException e) {
            complete = false;
        }
        return new Counts(
                numbers,
                firing(matching, Alert::silenced),
                firing(matching, alert -> alert.acknowledgement() != null),
                firing(matching, Alert::stale),
                complete);
    }

    private static void add(
            Map<AlertState, Map<Severity, Long>> numbers, AlertState state, Severity severity, long number) {
        numbers.computeIfAbsent(state, key -> new EnumMap<>(Severity.class)).merge(severity, number, Long::sum);
    }

    private static long firing(List<Alert> alerts, Predicate<Alert> which) {
        return alerts.stream()
                .filter(alert -> alert.state() == AlertState.FIRING && which.test(alert))
                .count();
    }
}
