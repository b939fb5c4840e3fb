// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertLabels;
import io.arxsvgx.telemetry.notification.NotifierContext;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The timers of groups: flushes that are due, escalations, resolved alerts that everybody was notified. Guarded by the engine. */
final class GroupTimers {
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);

    private final NotifierClock clock;
    private final NotifierContext context;
    private final GroupBook groups;
    private final MessageBook messages;

    GroupTimers(NotifierClock clock, NotifierContext context, GroupBook groups, MessageBook messages) {
        this.clock = clock;
        this.context = context;
        this.groups = groups;
        this.messages = messages;
    }

    /** Flushes the groups that are due. */
    void flushDue(Routing routing, Map<String, List<Integration>> receivers) {
        long now = clock.nanos();
        Suppression suppression = new Suppression(routing);
        groups.due(now).forEach(group -> flush(group, routing, receivers, suppression));
    }

    private void flush(
            AlertGroup group, Routing routing, Map<String, List<Integration>> receivers, Suppression suppression) {
        Instant now = clock.now();
        boolean isMuted = routing.isMuted(group.target(), now);
        List<Integration> integrations = receivers.getOrDefault(group.receiver(), List.of());
        if (!isMuted) {
            GroupFlush flush = new GroupFlush(group, suppression::covers, messages, now);
            for (Integration integration : integrations) {
                List<Alert> notified = flush.next(integration);
                if (notified != null) {
                    messages.add(group, integration, notified);
                }
            }
            escalate(group, now);
            removeResolved(group);
        }
        if (group.alerts.isEmpty()) {
            groups.end(group);
            return;
        }
        groups.schedule(group, clock.nanos() + interval(group, integrations).toNanos());
        groups.save(group);
    }

    /** Returns the time until the next look: the group interval, or less for a receiver that forgets, or an escalation. */
    private Duration interval(AlertGroup group, List<Integration> integrations) {
        Duration least = group.target().groupInterval();
        for (Integration integration : integrations) {
            Duration resend = integration.resendInterval();
            least = resend != null && resend.compareTo(least) < 0 ? resend : least;
        }
        Duration escalate = group.target().escalateAfter();
        for (TrackedAlert alert : group.alerts.values()) {
            Instant since = group.escalations.get(alert.id());
            if (escalate != null && since != null && isAwaited(alert, since)) {
                Duration left = Duration.between(clock.now(), since.plus(escalate));
                least = left.compareTo(least) < 0 ? left : least;
            }
        }
        return least.compareTo(MIN_INTERVAL) < 0 ? MIN_INTERVAL : least;
    }

    /** Returns whether an alert still has to be acknowledged before it is escalated. */
    private static boolean isAwaited(TrackedAlert alert, Instant since) {
        return !since.equals(AlertGroup.ESCALATED) && !alert.isAcknowledged() && !alert.isResolved();
    }

    /** Notifies the receiver of the escalation about alerts that nobody has acknowledged in time. */
    private void escalate(AlertGroup group, Instant now) {
        Duration after = group.target().escalateAfter();
        String to = group.target().escalateTo();
        if (after == null || to == null) {
            return;
        }
        for (TrackedAlert alert : List.copyOf(group.alerts.values())) {
            if (!group.isKnown(alert) || alert.isResolved()) {
                continue;
            }
            Instant since = group.escalations.computeIfAbsent(alert.id(), id -> now);
            if (!since.equals(AlertGroup.ESCALATED)
                    && !alert.isAcknowledged()
                    && !since.plus(after).isAfter(now)) {
                group.escalations.put(alert.id(), AlertGroup.ESCALATED);
                AlertGroup escalation = groups.join(alert, group.target().escalation(to));
                groups.schedule(escalation, clock.nanos());
                groups.save(escalation);
            }
        }
    }

    private void removeResolved(AlertGroup group) {
        group.alerts.values().stream()
                .filter(TrackedAlert::isResolved)
                .toList()
                .forEach(alert -> groups.leave(group, alert));
    }

    /** Returns the time of the next flush. */
    long next() {
        return groups.earliest();
    }

    /** Lets all groups be flushed now, since nothing would remember them. */
    void hurry() {
        long now = clock.nanos();
        groups.groups().forEach(group -> groups.schedule(group, Math.min(group.nextFlush, now)));
    }

    /** What keeps alerts from being notified at the time of a flush; the alerts that fire are read at most once. */
    private final class Suppression {
        private final Routing routing;
        private @Nullable Predicate<SortedMap<String, String>> inhibition;

        Suppression(Routing routing) {
            this.routing = routing;
        }

        boolean covers(TrackedAlert alert) {
            return context.isSilenced(alert.alert) || isInhibited(alert);
        }

        private boolean isInhibited(TrackedAlert alert) {
            if (!routing.hasInhibition()) {
                return false;
            }
            if (inhibition == null) {
                inhibition = routing.inhibitedBy(
                        context.firing().stream().map(AlertLabels::of).toList());
            }
            return inhibition.test(alert.labels);
        }
    }
}
