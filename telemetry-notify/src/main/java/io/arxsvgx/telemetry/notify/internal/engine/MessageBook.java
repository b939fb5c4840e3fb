// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.OutboxEntry;
import io.arxsvgx.telemetry.notification.Notification;
import io.arxsvgx.telemetry.notification.NotificationQuery;
import io.arxsvgx.telemetry.notification.NotificationState;
import io.arxsvgx.telemetry.notification.ReceiverStatus;
import io.arxsvgx.telemetry.notify.internal.http.RetryAfterHeader;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import io.arxsvgx.telemetry.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The messages of all integrations: those that wait, the newest that were sent, and those that are dead, bounded in number
 * and size. Guarded by the engine.
 */
final class MessageBook {
    static final int MAX_PENDING = 50_000;
    static final long MAX_SIZE = 64L << 20;
    static final int MAX_SENT = 10_000;
    static final int MAX_DEAD = 1_000;

    private final NotifierClock clock;
    private final Journal journal;
    private final Documents documents;
    private final RetryPolicy retries;
    /** The queues by receiver and integration, in the order of the configuration. */
    private Map<String, IntegrationQueue> queues = new LinkedHashMap<>();

    private final NavigableMap<String, QueuedMessage> pending = new TreeMap<>();
    private final NavigableMap<String, QueuedMessage> dead = new TreeMap<>();
    private final NavigableMap<String, QueuedMessage> sent = new TreeMap<>();
    private Duration maxElapsed = Duration.ofHours(24);
    private long size;
    private long lastId;

    MessageBook(NotifierClock clock, Journal journal, Documents documents, RetryPolicy retries) {
        this.clock = clock;
        this.journal = journal;
        this.documents = documents;
        this.retries = retries;
    }

    private static String key(String receiver, String integration) {
        return receiver + '\n' + integration;
    }

    /** Sets the integrations of a configuration; messages of one that is gone are dead. */
    void configure(Map<String, List<Integration>> receivers, Duration maximum) {
        maxElapsed = maximum;
        Map<String, IntegrationQueue> before = queues;
        queues = new LinkedHashMap<>();
        receivers.forEach((receiver, integrations) -> integrations.forEach(integration -> {
            IntegrationQueue known = before.remove(key(receiver, integration.name()));
            if (known != null) {
                known.integration(integration);
            }
            queues.put(
                    key(receiver, integration.name()),
                    known == null ? new IntegrationQueue(receiver, integration) : known);
        }));
        pending.values().stream()
                .filter(one -> !one.isInFlight && queue(one) == null)
                .toList()
                .forEach(one -> die(one, "the receiver is no longer configured"));
    }

    Iterable<IntegrationQueue> queues() {
        return queues.values();
    }

    @Nullable
    IntegrationQueue queue(String receiver, String integration) {
        return queues.get(key(receiver, integration));
    }

    private @Nullable IntegrationQueue queue(QueuedMessage message) {
        return queue(message.receiver, message.integration);
    }

    /**
     * Adds a message about a group, or replaces the one that nobody has attempted. Alerts that were resolved and that only
     * the replaced one reports are notified by the new one.
     */
    void add(AlertGroup group, Integration integration, List<Alert> alerts) {
        IntegrationQueue queue = queue(group.receiver(), integration.name());
        if (queue == null) {
            return;
        }
        QueuedMessage waiting = queue.replaceable(group.id);
        List<Alert> all = waiting == null ? alerts : AlertMerge.merged(waiting.alerts, alerts);
        List<Alert> notified = AlertMerge.limited(all, integration.maxAlerts());
        int leftOut = all.size() - notified.size();
        if (waiting == null) {
            QueuedMessage added = new QueuedMessage(
                    nextId(),
                    group.receiver(),
                    integration.name(),
                    group.id,
                    group.key,
                    group.labels,
                    clock.now(),
                    notified,
                    leftOut);
            added.nextAttempt = clock.nanos();
            enter(queue, added);
            save(added);
        } else {
            replace(waiting, notified, leftOut);
        }
        makeRoom();
    }

    /**
     * Removes alerts that were resolved from the message that nobody has attempted, for a receiver that is not notified of
     * that: the message would say that they fire.
     */
    void withdraw(AlertGroup group, Integration integration, Set<String> resolved) {
        IntegrationQueue queue = queue(group.receiver(), integration.name());
        QueuedMessage waiting = queue == null ? null : queue.replaceable(group.id);
        if (queue == null || waiting == null || Collections.disjoint(waiting.alertIds, resolved)) {
            return;
        }
        List<Alert> kept = waiting.alerts.stream()
                .filter(alert -> !resolved.contains(alert.id()))
                .toList();
        if (kept.isEmpty()) {
            queue.remove(waiting);
            leave(waiting);
            forget(waiting);
        } else {
            replace(waiting, kept, waiting.truncated);
        }
    }

    private void replace(QueuedMessage waiting, List<Alert> alerts, int leftOut) {
        size -= waiting.size;
        waiting.replace(alerts, leftOut);
        measure(waiting);
        save(waiting);
    }

    private String nextId() {
        Instant now = clock.now();
        lastId = Math.max(lastId + 1, now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000);
        return String.format("%016d", lastId);
    }

    private void enter(IntegrationQueue queue, QueuedMessage message) {
        pending.put(message.id, message);
        measure(message);
        queue.add(message);
    }

    private void measure(QueuedMessage message) {
        message.size = message.alerts.stream().mapToInt(AlertMerge::size).sum();
        size += message.size;
    }

    private void save(QueuedMessage message) {
        journal.put(Documents.MESSAGE + message.id, () -> documents.message(message));
    }

    private void saveStatus(QueuedMessage message) {
        journal.put(Documents.STATUS + message.id, () -> documents.status(message));
    }

    /** Discards the oldest messages beyond the limits, which are counted as lost and listed as dead. */
    private void makeRoom() {
        while (pending.size() > MAX_PENDING || (size > MAX_SIZE && pending.size() > 1)) {
            IntegrationQueue fullest = null;
            for (IntegrationQueue queue : queues.values()) {
                if (queue.oldest() != null && (fullest == null || queue.waiting() > fullest.waiting())) {
                    fullest = queue;
                }
            }
            QueuedMessage oldest = fullest == null ? null : fullest.oldest();
            if (fullest == null || oldest == null) {
                return;
            }
            fullest.lost();
            fullest.remove(oldest);
            die(oldest, "discarded: more than " + MAX_PENDING + " messages or " + (MAX_SIZE >> 20) + " MiB wait");
        }
    }

    /** Takes the messages that are to be attempted now. */
    List<QueuedMessage> take() {
        long now = clock.nanos();
        List<QueuedMessage> taken = new ArrayList<>();
        for (IntegrationQueue queue : queues.values()) {
            for (QueuedMessage next = queue.take(now); next != null; next = queue.take(now)) {
                if (next.firstAttemptAt == null) {
                    next.firstAttemptAt = clock.now();
                    saveStatus(next);
                }
                taken.add(next);
            }
        }
        return taken;
    }

    /** Records the result of an attempt. */
    void finished(QueuedMessage message, Attempt attempt, Duration took) {
        IntegrationQueue queue = queue(message);
        message.attempts++;
        switch (attempt.outcome()) {
            case SENT -> {
                if (queue != null) {
                    queue.succeeded(message, clock.now(), took);
                }
                sent(message, attempt.text());
            }
            case DEAD -> {
                if (queue != null) {
                    queue.died(message, attempt, took);
                }
                die(message, attempt.text());
            }
            case RETRY -> retry(queue, message, attempt, took);
        }
    }

    private void retry(@Nullable IntegrationQueue queue, QueuedMessage message, Attempt attempt, Duration took) {
        message.lastError = attempt.text();
        Instant first = message.firstAttemptAt == null ? clock.now() : message.firstAttemptAt;
        Duration since = Duration.between(first, clock.now());
        if (queue == null) {
            die(message, "the receiver is no longer configured");
        } else if (since.compareTo(maxElapsed) >= 0) {
            queue.died(message, attempt, took);
            die(message, "no success within " + Durations.format(maxElapsed) + "; last: " + attempt.text());
        } else {
            long now = clock.nanos();
            long wait = retries.waitAfter(message.attempts, since).toNanos();
            queue.failed(message, attempt, now, now + wait, took);
            message.notBefore =
                    attempt.retryAfter() == null ? null : clock.now().plus(attempt.retryAfter());
            saveStatus(message);
        }
    }

    private void sent(QueuedMessage message, String answer) {
        message.state = NotificationState.SENT;
        message.sentAt = clock.now();
        message.answer = answer;
        message.alerts = List.of();
        leave(message);
        journal.remove(Documents.STATUS + message.id);
        journal.remove(Documents.MESSAGE + message.id);
        journal.put(Documents.SENT + message.id, () -> documents.sent(message));
        sent.put(message.id, message);
        if (sent.size() > MAX_SENT) {
            journal.remove(Documents.SENT + sent.pollFirstEntry().getKey());
        }
    }

    private void die(QueuedMessage message, String reason) {
        message.state = NotificationState.DEAD;
        message.lastError = reason;
        leave(message);
        saveStatus(message);
        dead.put(message.id, message);
        if (dead.size() > MAX_DEAD) {
            forget(dead.firstEntry().getValue());
        }
    }

    private void forget(QueuedMessage message) {
        dead.remove(message.id);
        journal.remove(Documents.STATUS + message.id);
        journal.remove(Documents.MESSAGE + message.id);
    }

    private void leave(QueuedMessage message) {
        if (pending.remove(message.id) != null) {
            size -= message.size;
        }
    }

    /** Attempts a message that waits or is dead at once. */
    boolean retry(String id) {
        QueuedMessage buried = dead.get(id);
        QueuedMessage message = buried == null ? pending.get(id) : buried;
        IntegrationQueue queue = message == null ? null : queue(message);
        if (message == null || queue == null) {
            return false;
        }
        if (buried != null) {
            dead.remove(id);
            message.state = NotificationState.PENDING;
            message.firstAttemptAt = null;
            message.nextAttempt = clock.nanos();
            enter(queue, message);
            saveStatus(message);
        }
        queue.hurry(message, clock.nanos());
        return true;
    }

    /** Returns the time at which {@link #take} has something to return. */
    long nextAttempt() {
        long next = NotifierClock.NEVER;
        for (IntegrationQueue queue : queues.values()) {
            next = Math.min(next, queue.nextAttempt());
        }
        return next;
    }

    /** Returns whether a message is being attempted. */
    boolean isBusy() {
        return queues.values().stream().anyMatch(IntegrationQueue::isBusy);
    }

    int pending() {
        return pending.size();
    }

    /** Returns whether a message about a group has not been accepted yet. */
    boolean isWaiting(AlertGroup group, Integration integration) {
        IntegrationQueue queue = queue(group.receiver(), integration.name());
        return queue != null && queue.hasMessages(group.id);
    }

    /** Writes all documents again, since the store has lost them. */
    void saveAll() {
        Stream.of(pending, dead).flatMap(all -> all.values().stream()).forEach(message -> {
            save(message);
            saveStatus(message);
        });
        sent.values().forEach(message -> journal.put(Documents.SENT + message.id, () -> documents.sent(message)));
    }

    /** Restores the messages of an earlier process. */
    void restore(List<OutboxEntry> entries) {
        documents.sent(entries).forEach(message -> sent.put(message.id, message));
        documents.unsent(entries).forEach(this::restore);
        Stream.of(pending, dead, sent)
                .filter(all -> !all.isEmpty())
                .forEach(all -> lastId = Math.max(lastId, Long.parseLong(all.lastKey())));
    }

    private void restore(QueuedMessage message) {
        IntegrationQueue queue = queue(message);
        message.nextAttempt = clock.nanos();
        if (message.state == NotificationState.DEAD) {
            dead.put(message.id, message);
        } else if (queue == null) {
            die(message, "the receiver is no longer configured");
        } else {
            enter(queue, message);
            if (message.notBefore != null) {
                queue.breaker.pause(clock.deadline(message.notBefore, RetryAfterHeader.MAX));
            }
        }
    }

    List<Notification> find(NotificationQuery query) {
        NavigableMap<String, QueuedMessage> all = new TreeMap<>(sent);
        all.putAll(dead);
        all.putAll(pending);
        List<Notification> found = all.descendingMap().values().stream()
                .filter(one -> DeliveryReport.matches(query, one))
                .limit(query.limit())
                .map(this::listed)
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(found);
        return found;
    }

    private Notification listed(QueuedMessage message) {
        IntegrationQueue queue = queue(message);
        return message.listed(clock, queue == null ? 0 : queue.breaker.notBefore());
    }

    List<ReceiverStatus> status() {
        return DeliveryReport.status(queues.values(), dead.values(), clock);
    }

    List<String> problems() {
        return DeliveryReport.problems(queues.values(), dead);
    }
}
