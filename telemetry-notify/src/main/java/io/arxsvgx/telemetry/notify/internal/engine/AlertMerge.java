// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertLabels;
import io.arxsvgx.telemetry.alert.AlertState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The alerts of a message. */
final class AlertMerge {
    /** What an alert takes beside its texts. */
    private static final int BASE_SIZE = 500;

    private static final int VALUE_SIZE = 24;

    private AlertMerge() {}

    /** Returns the alerts of a newer message, with those of the older one that only that reports, the oldest first. */
    static List<Alert> merged(List<Alert> older, List<Alert> newer) {
        List<Alert> all = new ArrayList<>();
        Set<String> ids = newer.stream().map(Alert::id).collect(Collectors.toSet());
        older.stream()
                .filter(alert -> isResolved(alert) && !ids.contains(alert.id()))
                .forEach(all::add);
        all.addAll(newer);
        return newestOfLabels(all);
    }

    /** Returns alerts in the order in which they fired; of those with the same labels, which receivers take for one, the last. */
    static List<Alert> newestOfLabels(List<Alert> alerts) {
        Map<Object, Alert> newest = new LinkedHashMap<>();
        sorted(alerts).forEach(alert -> newest.merge(AlertLabels.of(alert), alert, AlertMerge::newer));
        return sorted(newest.values().stream().toList());
    }

    private static Alert newer(Alert one, Alert next) {
        return isResolved(next) && !isResolved(one) ? one : next;
    }

    private static boolean isResolved(Alert alert) {
        return alert.state() == AlertState.RESOLVED;
    }

    /** Returns alerts in the order in which they fired. */
    private static List<Alert> sorted(List<Alert> alerts) {
        return alerts.stream()
                .sorted(Comparator.comparing(Alert::timestamp).thenComparing(Alert::id))
                .toList();
    }

    /** Returns at most some of the alerts, those that fire before those that were resolved; 0 for all. */
    static List<Alert> limited(List<Alert> alerts, int most) {
        if (most == 0 || alerts.size() <= most) {
            return alerts;
        }
        List<Alert> kept = new ArrayList<>(alerts);
        kept.sort(Comparator.comparing(AlertMerge::isResolved));
        return sorted(kept.subList(0, most));
    }

    /** Returns about how much memory an alert takes in a message. */
    static int size(Alert alert) {
        return BASE_SIZE
                + alert.description().length()
                + texts(alert.labels())
                + texts(alert.seriesLabels())
                + texts(alert.annotations())
                + VALUE_SIZE * alert.evidence().values().size();
    }

    private static int texts(Map<String, String> map) {
        return map.entrySet().stream()
                .mapToInt(one -> one.getKey().length() + one.getValue().length())
                .sum();
    }
}
