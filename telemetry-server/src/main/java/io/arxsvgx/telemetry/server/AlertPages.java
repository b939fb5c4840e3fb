// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.store.AlertQuery;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pages of alerts: those the processor lists, pending ones where they are asked for, and where there is a store, those of earlier times and processes too.
 * Thread-safe.
 */
final class AlertPages {
    private final TelemetryProcessor processor;
    private final @Nullable SqliteAlertStore store;

    AlertPages(TelemetryProcessor processor, @Nullable SqliteAlertStore store) {
        this.processor = processor;
        this.store = store;
    }

    /** Newest last; of those that match the newest ones. */
    List<Alert> find(AlertQuery query) {
        if (query.state() == AlertState.PENDING) {
            return page(processor.pendingAlerts(Integer.MAX_VALUE), query);
        }
        List<Alert> listed = processor.alerts(Integer.MAX_VALUE);
        if (store != null) {
            try {
                return merged(store.find(query), listed, query);
            } catch (SQLException e) {
                // as long as the store cannot be had, what the processor lists is what there is
                return page(listed, query);
            } catch (IllegalArgumentException e) {
                throw new HttpFault(
                        400, "before is \"" + query.before() + "\"; it takes the id of an alert that is kept");
            }
        }
        return page(listed, query);
    }

    private static List<Alert> page(List<Alert> listed, AlertQuery query) {
        int end = query.before() == null ? listed.size() : indexOf(listed, query.before());
        List<Alert> found = new ArrayList<>();
        for (int i = end - 1; i >= 0 && found.size() < query.limit(); i--) {
            if (query.matches(listed.get(i))) {
                found.add(listed.get(i));
            }
        }
        java.util.Collections.reverse(found);
        return found;
    }

    private static int indexOf(List<Alert> alerts, String id) {
        for (int i = 0; i < alerts.size(); i++) {
            if (alerts.get(i).id().equals(id)) {
                return i;
            }
        }
        throw new HttpFault(400, "before is \"" + id + "\"; it takes the id of an alert that is listed");
    }

    /** What is kept, as it is now, and at the end what is not kept yet. */
    private static List<Alert> merged(List<Alert> kept, List<Alert> listed, AlertQuery query) {
        Map<String, Alert> now = new HashMap<>();
        listed.forEach(alert -> now.put(alert.id(), alert));
        List<Alert> all = new ArrayList<>();
        for (Alert alert : kept) {
            all.add(now.getOrDefault(alert.id(), alert));
            now.remove(alert.id());
        }
        if (query.before() == null) {
            List<Alert> late = new ArrayList<>();
            for (int i = listed.size() - 1; i >= 0 && isLate(listed.get(i), now); i--) {
                if (query.matches(listed.get(i))) {
                    late.add(0, listed.get(i));
                }
            }
            all.addAll(late);
        }
        return all.subList(Math.max(0, all.size() - query.limit()), all.size());
    }

    private static boolean isLate(Alert alert, Map<String, Alert> unseen) {
        return unseen.containsKey(alert.id());
    }
}
