// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.query;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertHistory;
import io.arxsvgx.telemetry.alert.AlertQuery;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.AlertStoreException;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.web.internal.validation.ValidationException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query over alerts, page by page: the alerts that the processor lists, pending ones on request, and with a store
 * also those of earlier times and processes. Thread-safe.
 */
public final class AlertFinder {
    private final TelemetryProcessor processor;
    private final AlertHistory history;

    public AlertFinder(TelemetryProcessor processor) {
        this.processor = processor;
        history = processor.alerts().history();
    }

    /** Returns the newest matching alerts, newest last. */
    public List<Alert> find(AlertQuery query) {
        if (query.state() == AlertState.PENDING) {
            return page(processor.pendingAlerts(Integer.MAX_VALUE), query);
        }
        List<Alert> listed = processor.alerts(Integer.MAX_VALUE);
        try {
            return merged(history, listed, endOf(listed, query), query);
        } catch (AlertStoreException e) {
            // while the store is unavailable, return what the processor lists
            return page(listed, query);
        } catch (IllegalArgumentException e) {
            throw unknown(query);
        }
    }

    /**
     * Returns matching open alerts, the most severe first, and of the same severity the oldest first.
     *
     * @param query a query for the firing or the pending alerts, without {@link AlertQuery#before}
     */
    public List<Alert> mostSevere(AlertQuery query) {
        List<Alert> open = isAllListed(query)
                ? processor.alerts().firing().stream().filter(query::matches).toList()
                : find(query.with(query.state(), null, Integer.MAX_VALUE));
        return open.stream()
                .sorted(Comparator.comparing(Alert::severity).reversed().thenComparing(Alert::timestamp))
                .limit(query.limit())
                .toList();
    }

    /** Returns whether the processor lists all firing alerts of the store, so that the store need not be read. */
    private boolean isAllListed(AlertQuery query) {
        if (query.state() != AlertState.FIRING) {
            return false;
        }
        Set<String> listed = processor.alerts().firing().stream().map(Alert::id).collect(Collectors.toSet());
        try {
            return history.count(query, listed).isEmpty();
        } catch (AlertStoreException e) {
            return true;
        }
    }

    private static ValidationException unknown(AlertQuery query) {
        return new ValidationException(
                "before: expected the id of a listed alert, got " + ForeignText.quote(String.valueOf(query.before())));
    }

    private static List<Alert> page(List<Alert> listed, AlertQuery query) {
        try {
            return query.select(listed);
        } catch (IllegalArgumentException e) {
            throw unknown(query);
        }
    }

    /**
     * Returns the end of the page in the list; -1 if the alert that the query names in {@code before} is not listed.
     */
    private static int endOf(List<Alert> alerts, AlertQuery query) {
        if (query.before() == null) {
            return alerts.size();
        }
        for (int i = 0; i < alerts.size(); i++) {
            if (alerts.get(i).id().equals(query.before())) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the kept and the listed alerts, each once and in its current state. Both are in the order of firing. */
    private static List<Alert> merged(AlertHistory history, List<Alert> listed, int end, AlertQuery query) {
        List<Alert> kept = history.find(end < 0 ? query : before(query, keptFrom(history, listed, end)));
        List<Alert> older = end < 0 ? olderThan(history, query.before(), listed) : listed.subList(0, end);
        Map<String, Alert> now = new HashMap<>();
        listed.forEach(alert -> now.put(alert.id(), alert));
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < kept.size(); i++) {
            places.put(kept.get(i).id(), i);
        }
        List<Alert> found = new ArrayList<>();
        int next = kept.size() - 1;
        for (int i = older.size() - 1; i >= 0 && found.size() < query.limit(); i--) {
            Alert alert = older.get(i);
            if (!query.matches(alert)) {
                continue;
            }
            Integer place = places.get(alert.id());
            if (place == null
                    && next >= 0
                    && alert.durable()
                    && history.alert(alert.id()).isPresent()) {
                // kept in its current state, but not among these: it is older than all of them
                place = -1;
            }
            for (; place != null && next > place; next--) {
                addKept(found, kept.get(next), now);
            }
            found.add(alert);
        }
        for (; next >= 0; next--) {
            addKept(found, kept.get(next), now);
        }
        List<Alert> page = new ArrayList<>(found.subList(0, Math.min(found.size(), query.limit())));
        Collections.reverse(page);
        return page;
    }

    /** Adds a kept alert that is no longer listed. A listed one has its place in the list. */
    private static void addKept(List<Alert> found, Alert kept, Map<String, Alert> listed) {
        if (!listed.containsKey(kept.id())) {
            found.add(kept);
        }
    }

    /** Returns the id of the first listed alert from a position on that is kept; null if none is. */
    private static @Nullable String keptFrom(AlertHistory history, List<Alert> listed, int from) {
        for (Alert alert : listed.subList(from, listed.size())) {
            if (history.alert(alert.id()).isPresent()) {
                return alert.id();
            }
        }
        return null;
    }

    private static AlertQuery before(AlertQuery query, @Nullable String id) {
        return query.with(query.state(), id, query.limit());
    }

    /** Returns the listed alerts that fired before a kept one that is not listed. */
    private static List<Alert> olderThan(AlertHistory history, @Nullable String id, List<Alert> listed) {
        Instant fired = history.alert(String.valueOf(id)).map(Alert::firedAt).orElse(Instant.MIN);
        return listed.stream()
                .filter(alert -> alert.firedAt() != null && alert.firedAt().isBefore(fired))
                .toList();
    }
}
