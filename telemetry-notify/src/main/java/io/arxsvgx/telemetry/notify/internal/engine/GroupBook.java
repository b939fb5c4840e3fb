// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertKind;
import io.arxsvgx.telemetry.alert.AlertLabels;
import io.arxsvgx.telemetry.alert.OutboxEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of which receivers are notified, in the groups of their routes. A group begins with its first alert and ends
 * when its last one was resolved and notified. Guarded by the engine.
 */
final class GroupBook {
    /** A message that was accepted within this time was not late. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private final NotifierClock clock;
    private final Journal journal;
    private final Documents documents;
    private Routing routing;
    private final Map<String, TrackedAlert> alerts = new LinkedHashMap<>();
    private final Map<String, AlertGroup> groups = new LinkedHashMap<>();
    private long earliest = NotifierClock.NEVER;
    /** The documents of groups of an earlier process whose alerts have not been routed yet, by the group's id. */
    private final Map<String, JsonNode> stored = new HashMap<>();

    GroupBook(NotifierClock clock, Journal journal, Documents documents, Routing routing) {
        this.clock = clock;
        this.journal = journal;
        this.documents = documents;
        this.routing = routing;
    }

    Collection<AlertGroup> groups() {
        return groups.values();
    }

    Collection<TrackedAlert> alerts() {
        return alerts.values();
    }

    @Nullable
    TrackedAlert find(String alertId) {
        return alerts.get(alertId);
    }

    /** Returns the routes of an alert. */
    static List<RouteTarget> targets(Routing routing, Alert alert) {
        return routing.targets(AlertLabels.of(alert), alert.kind() == AlertKind.PATTERN);
    }

    /**
     * Accepts a step of an alert, and adds it to the groups of its routes.
     *
     * @param isWritten whether the store has written the alert with the step
     */
    void accept(Alert alert, long step, boolean isWritten) {
        TrackedAlert tracked = alerts.get(alert.id());
        boolean isRouted = !targets(routing, alert).isEmpty();
        if (tracked == null) {
            if (!isRouted) {
                return;
            }
            tracked = new TrackedAlert(alert, step);
            alerts.put(alert.id(), tracked);
        } else if (step < tracked.step) {
            return;
        } else {
            tracked.step = step;
            tracked.update(alert);
        }
        // without a route the store writes no document with the step
        if (!isWritten || !isRouted || tracked.isOwnDocument) {
            save(tracked);
        }
        route(tracked);
    }

    /** Accepts another change of an alert. */
    void changed(Alert alert) {
        TrackedAlert tracked = alerts.get(alert.id());
        if (tracked != null && !tracked.isResolved()) {
            tracked.update(alert);
            save(tracked);
        }
    }

    private void save(TrackedAlert tracked) {
        tracked.isOwnDocument = true;
        journal.put(Documents.ALERT + tracked.id(), () -> documents.alert(tracked));
    }

    private void route(TrackedAlert tracked) {
        targets(routing, tracked.alert).forEach(target -> joinUnlessLeft(tracked, target));
    }

    private void joinUnlessLeft(TrackedAlert tracked, RouteTarget target) {
        if (!tracked.leftGroups.contains(groupId(tracked, target))) {
            join(tracked, target);
        }
    }

    private static String groupId(TrackedAlert tracked, RouteTarget target) {
        return AlertGroup.id(target.receiver(), AlertGroup.key(target, target.groupLabels(tracked.labels)));
    }

    /** Adds an alert to the group of a route; a group begins with it if there is none. */
    AlertGroup join(TrackedAlert tracked, RouteTarget target) {
        SortedMap<String, String> labels = target.groupLabels(tracked.labels);
        AlertGroup group = groups.get(groupId(tracked, target));
        if (group == null) {
            group = begin(target, labels, tracked);
        } else {
            group.target(target);
        }
        add(group, tracked);
        return group;
    }

    private static void add(AlertGroup group, TrackedAlert tracked) {
        if (tracked.groups.add(group)) {
            group.alerts.put(tracked.id(), tracked);
        }
    }

    private AlertGroup begin(RouteTarget target, SortedMap<String, String> labels, TrackedAlert first) {
        AlertGroup group = new AlertGroup(target, labels);
        groups.put(group.id, group);
        JsonNode document = stored.remove(group.id);
        if (document == null) {
            Instant due = first.alert.timestamp().plus(target.groupWait());
            schedule(group, clock.deadline(due, target.groupWait()));
        } else {
            Documents.readGroup(document, group);
            continueTimer(group, document);
        }
        save(group);
        return group;
    }

    private void continueTimer(AlertGroup group, JsonNode document) {
        Instant due = Documents.time(document, "next");
        schedule(
                group,
                due == null ? clock.nanos() : clock.deadline(due, group.target().groupInterval()));
    }

    void save(AlertGroup group) {
        journal.put(Documents.GROUP + group.id, () -> documents.group(group, clock.at(group.nextFlush)));
    }

    /** Records that a receiver has accepted a message: the repeat interval begins then, not when a message began to wait. */
    void sent(String groupId, String integration) {
        AlertGroup group = groups.get(groupId);
        NotifiedState notified = group == null ? null : group.notified.get(integration);
        if (group != null
                && notified != null
                && notified.at != null
                && notified.at.plus(LATE).isBefore(clock.now())) {
            notified.at = clock.now();
            save(group);
        }
    }

    /** Removes an alert from a group that has notified all of it; the alert ends with its last group, the group with its last. */
    void leave(AlertGroup group, TrackedAlert alert) {
        group.alerts.remove(alert.id());
        alert.groups.remove(group);
        group.notified.values().forEach(notified -> notified.firing.remove(alert.id()));
        group.escalations.remove(alert.id());
        if (alert.groups.isEmpty()) {
            forget(alert);
        } else if (alert.isResolved()) {
            alert.leftGroups.add(group.id);
            save(alert);
        }
    }

    /** Ends a group without alerts. */
    void end(AlertGroup group) {
        groups.remove(group.id);
        journal.remove(Documents.GROUP + group.id);
    }

    /** Routes all alerts again; an alert stays in a group whose receiver still exists and knows it as firing. */
    void reroute(Routing newer, Collection<String> receivers) {
        routing = newer;
        for (TrackedAlert tracked : List.copyOf(alerts.values())) {
            List<AlertGroup> before = new ArrayList<>(tracked.groups);
            if (!tracked.isResolved() || before.stream().noneMatch(group -> group.isKnown(tracked))) {
                route(tracked);
            }
            List<String> now = targets(newer, tracked.alert).stream()
                    .map(target -> groupId(tracked, target))
                    .toList();
            for (AlertGroup group : before) {
                if (!now.contains(group.id) && !(group.isKnown(tracked) && receivers.contains(group.receiver()))) {
                    leave(group, tracked);
                }
            }
        }
        groups.values().stream()
                .filter(group -> group.alerts.isEmpty())
                .toList()
                .forEach(this::end);
    }

    /** Writes all documents again, since the store has lost them. */
    void saveAll() {
        alerts.values().forEach(this::save);
        groups.values().forEach(this::save);
    }

    /** Restores the alerts and groups of an earlier process, which may have had other routes and receivers. */
    void restore(List<OutboxEntry> entries, Collection<String> receivers) {
        for (OutboxEntry entry : entries) {
            if (entry.key().startsWith(Documents.GROUP)) {
                stored.put(entry.key().substring(Documents.GROUP.length()), documents.read(entry.document()));
            }
        }
        for (OutboxEntry entry : entries) {
            if (entry.key().startsWith(Documents.ALERT)) {
                TrackedAlert tracked = Documents.alert(documents.read(entry.document()));
                if (alerts.putIfAbsent(tracked.id(), tracked) == null) {
                    route(tracked);
                }
            }
        }
        List.copyOf(stored.values()).forEach(document -> restoreFormerRoute(document, receivers));
        List.copyOf(groups.values()).forEach(this::rejoinOthers);
        List.copyOf(alerts.values()).stream()
                .filter(tracked -> tracked.groups.isEmpty())
                .forEach(this::forget);
        stored.keySet().forEach(id -> journal.remove(Documents.GROUP + id));
        stored.clear();
    }

    /** Continues a group to which no route leads any more, if it has notified its receiver that alerts fire. */
    private void restoreFormerRoute(JsonNode document, Collection<String> receivers) {
        AlertGroup group = Documents.group(document);
        boolean isKnown = group.knownAlerts().stream().anyMatch(alerts::containsKey);
        if (isKnown && receivers.contains(group.receiver())) {
            stored.remove(group.id);
            groups.put(group.id, group);
            continueTimer(group, document);
        }
    }

    /** Adds the alerts to a group that it knows, by earlier labels and routes, and those that escalated to the escalation. */
    private void rejoinOthers(AlertGroup group) {
        for (String id : group.knownAlerts()) {
            TrackedAlert tracked = alerts.get(id);
            if (tracked != null) {
                add(group, tracked);
            }
        }
        String to = group.target().escalateTo();
        group.escalations.forEach((id, since) -> {
            TrackedAlert tracked = alerts.get(id);
            if (to != null && tracked != null && since.equals(AlertGroup.ESCALATED)) {
                joinUnlessLeft(tracked, group.target().escalation(to));
            }
        });
    }

    private void forget(TrackedAlert tracked) {
        alerts.remove(tracked.id());
        journal.remove(Documents.ALERT + tracked.id());
    }

    /** Sets the time of a group's next flush. */
    void schedule(AlertGroup group, long at) {
        group.nextFlush = at;
        earliest = Math.min(earliest, at);
    }

    /** Returns the groups whose flush is due; each has to be scheduled again, or ended. */
    List<AlertGroup> due(long now) {
        if (earliest > now) {
            return List.of();
        }
        List<AlertGroup> due = new ArrayList<>();
        earliest = NotifierClock.NEVER;
        for (AlertGroup group : groups.values()) {
            if (group.nextFlush <= now) {
                due.add(group);
            } else {
                earliest = Math.min(earliest, group.nextFlush);
            }
        }
        return due;
    }

    /** Returns the earliest time at which a flush can be due. */
    long earliest() {
        return earliest;
    }
}
