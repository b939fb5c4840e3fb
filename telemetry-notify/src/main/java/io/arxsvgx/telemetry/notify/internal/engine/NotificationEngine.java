// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.OutboxEntry;
import io.arxsvgx.telemetry.notification.Notification;
import io.arxsvgx.telemetry.notification.NotificationGroup;
import io.arxsvgx.telemetry.notification.NotificationQuery;
import io.arxsvgx.telemetry.notification.NotificationState;
import io.arxsvgx.telemetry.notification.NotifierContext;
import io.arxsvgx.telemetry.notification.ReceiverStatus;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine of notifications: takes steps of alerts into groups, flushes groups into messages, and gives out the messages
 * that are due. One thread at a time calls {@link #pass}; everything else is for any thread. What a pass has changed is
 * written to the outbox before the messages that it gives out are sent.
 */
public final class NotificationEngine {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry.notify");
    private static final Documents DOCUMENTS = new Documents();
    private static final long STORE_RETRY = Duration.ofSeconds(1).toNanos();
    private static final long CHECK_INTERVAL = Duration.ofSeconds(2).toNanos();
    private static final long ORPHAN_AGE = Duration.ofMinutes(5).toNanos();

    private final NotifierContext context;
    private final NotifierClock clock;
    private final Inbox inbox = new Inbox();
    private final ConcurrentLinkedQueue<Result> results = new ConcurrentLinkedQueue<>();
    /* Guarded by this. */
    private final Journal journal;
    private final MessageBook messages;
    private final GroupBook groups;
    private final GroupTimers timers;
    private volatile boolean isRestored;
    private long startedAt;
    private boolean hasLookedForOrphans;
    private volatile long nextCheck;

    private volatile Setup setup;
    private volatile @Nullable String storeProblem;
    private volatile long nextStoreAttempt = Long.MIN_VALUE;
    private volatile long nextPass = Long.MIN_VALUE;

    /** A message that is to be sent. */
    public static final class Delivery {
        private final QueuedMessage queued;
        private final Integration integration;
        private final Message message;

        private Delivery(QueuedMessage queued, Integration integration, Message message) {
            this.queued = queued;
            this.integration = integration;
            this.message = message;
        }

        public Integration integration() {
            return integration;
        }

        public Message message() {
            return message;
        }
    }

    private record Result(QueuedMessage message, Attempt attempt, Duration took) {}

    public NotificationEngine(NotifierContext context, Setup setup, RandomGenerator random) {
        this.context = context;
        this.setup = setup;
        clock = new NotifierClock(context);
        journal = new Journal(context.outbox().orElse(null));
        messages = new MessageBook(clock, journal, DOCUMENTS, new RetryPolicy(random));
        groups = new GroupBook(clock, journal, DOCUMENTS, setup.routing());
        timers = new GroupTimers(clock, context, groups, messages);
        messages.configure(setup.receivers(), setup.maxElapsed());
        startedAt = clock.nanos();
        nextCheck = startedAt;
    }

    /** Returns the routes of an alert. */
    public static List<RouteTarget> targets(Setup setup, Alert alert) {
        return GroupBook.targets(setup.routing(), alert);
    }

    /** Returns the document that the store writes with a step; empty if no receiver is notified. */
    public static List<OutboxEntry> entries(Setup setup, Alert alert, long step) {
        return GroupBook.targets(setup.routing(), alert).isEmpty()
                ? List.of()
                : List.of(new OutboxEntry(Documents.ALERT + alert.id(), DOCUMENTS.alert(alert, step)));
    }

    /** Adds a step or, with number 0, another change. */
    public void accept(Alert alert, long step) {
        inbox.add(alert, step);
    }

    /** Records the result of a delivery. */
    public void finished(Delivery delivery, Attempt attempt, Duration took) {
        results.add(new Result(delivery.queued, attempt, took));
    }

    /** Returns whether a pass has something to do now. */
    public boolean isDue() {
        if (!isRestored) {
            return nextStoreAttempt <= clock.nanos();
        }
        long now = clock.nanos();
        return !inbox.isEmpty() || !results.isEmpty() || nextPass <= now || (journal.isDurable() && nextCheck <= now);
    }

    /**
     * Handles what has come and what is due.
     *
     * @param mayTake whether messages may be taken to be sent
     * @return the messages to send
     */
    public List<Delivery> pass(boolean mayTake) {
        if (!restore()) {
            return List.of();
        }
        List<Delivery> deliveries;
        Journal.Batch batch;
        synchronized (this) {
            for (Result result = results.poll(); result != null; result = results.poll()) {
                messages.finished(result.message, result.attempt, result.took);
                if (result.message.state == NotificationState.SENT) {
                    groups.sent(result.message.group, result.message.integration);
                }
            }
            for (Inbox.Item item : inbox.take()) {
                if (item.step() > 0) {
                    groups.accept(item.alert(), item.step(), item.isWritten());
                } else {
                    groups.changed(item.alert());
                }
            }
            endOrphans();
            timers.flushDue(setup.routing(), setup.receivers());
            deliveries = mayTake ? take() : List.of();
            batch = journal.take();
        }
        write(batch);
        synchronized (this) {
            long next = Math.min(timers.next(), messages.nextAttempt());
            nextPass = journal.isEmpty() ? next : Math.min(next, Math.max(nextStoreAttempt, clock.nanos()));
        }
        return deliveries;
    }

    private List<Delivery> take() {
        List<Delivery> deliveries = new ArrayList<>();
        for (QueuedMessage queued : messages.take()) {
            IntegrationQueue queue = messages.queue(queued.receiver, queued.integration);
            if (queue != null) {
                deliveries.add(new Delivery(queued, queue.integration(), queued.message(setup.externalUrl())));
            }
        }
        return deliveries;
    }

    /** Reads what an earlier process has left, once; returns false while the store is unavailable. */
    private boolean restore() {
        if (isRestored) {
            checkStore();
            return true;
        }
        if (clock.nanos() < nextStoreAttempt) {
            return false;
        }
        try {
            List<OutboxEntry> entries = journal.read();
            synchronized (this) {
                messages.restore(entries);
                groups.restore(entries, setup.names());
                isRestored = true;
            }
            storeProblem = null;
            return true;
        } catch (RuntimeException e) {
            failed(e);
            nextPass = nextStoreAttempt;
            return false;
        }
    }

    private void checkStore() {
        long now = clock.nanos();
        if (!journal.isDurable() || now < nextCheck) {
            return;
        }
        nextCheck = now + CHECK_INTERVAL;
        if (journal.hasLostDocuments()) {
            synchronized (this) {
                groups.saveAll();
                messages.saveAll();
            }
        }
    }

    private void write(Journal.Batch batch) {
        if (batch.isEmpty()) {
            return;
        }
        if (storeProblem != null && clock.nanos() < nextStoreAttempt) {
            synchronized (this) {
                journal.putBack(batch);
            }
            return;
        }
        try {
            journal.write(batch);
            storeProblem = null;
        } catch (RuntimeException e) {
            synchronized (this) {
                journal.putBack(batch);
            }
            failed(e);
        }
    }

    private void failed(RuntimeException e) {
        if (storeProblem == null) {
            LOG.warn(
                    "outbox unavailable; notifications are not durable until it is available again: {}",
                    e.getMessage());
        }
        storeProblem = String.valueOf(e.getMessage());
        nextStoreAttempt = clock.nanos() + STORE_RETRY;
    }

    /** Resolves alerts of an earlier process that this one does not know, such as those whose state was deleted. */
    private void endOrphans() {
        if (hasLookedForOrphans || clock.nanos() - startedAt < ORPHAN_AGE) {
            return;
        }
        hasLookedForOrphans = true;
        for (TrackedAlert tracked : List.copyOf(groups.alerts())) {
            if (!tracked.isResolved() && context.alert(tracked.id()).isEmpty()) {
                groups.accept(
                        tracked.alert.toBuilder()
                                .state(AlertState.RESOLVED)
                                .endsAt(clock.now())
                                .endReason("the process that raised it has ended")
                                .build(),
                        tracked.step,
                        false);
            }
        }
    }

    /** Replaces the configuration. */
    public synchronized void configure(Setup newer) {
        setup = newer;
        messages.configure(newer.receivers(), newer.maxElapsed());
        groups.reroute(newer.routing(), newer.names());
        nextPass = Long.MIN_VALUE;
    }

    public Setup setup() {
        return setup;
    }

    /** Lets all groups be flushed at the next pass, if no later process could continue them. */
    public synchronized void hurryIfNotDurable() {
        if (!journal.isDurable() || storeProblem != null) {
            timers.hurry();
            nextPass = Long.MIN_VALUE;
        }
    }

    /** Returns whether nothing waits that could be sent now. */
    public synchronized boolean isIdle() {
        return inbox.isEmpty() && results.isEmpty() && messages.nextAttempt() > clock.nanos() && !messages.isBusy();
    }

    /** Returns the number of messages that wait and are in no outbox. */
    public synchronized int notDurable() {
        return journal.isDurable() && storeProblem == null ? 0 : messages.pending();
    }

    public synchronized List<Notification> find(NotificationQuery query) {
        return messages.find(query);
    }

    public synchronized boolean retry(String id) {
        boolean found = messages.retry(id);
        nextPass = Long.MIN_VALUE;
        return found;
    }

    public synchronized List<ReceiverStatus> receivers() {
        return messages.status();
    }

    public synchronized List<NotificationGroup> groups() {
        return groups.groups().stream()
                .map(group -> new NotificationGroup(
                        group.receiver(), group.key, group.labels, List.copyOf(group.alerts.keySet())))
                .toList();
    }

    public synchronized List<String> problems() {
        List<String> problems = new ArrayList<>();
        String store = storeProblem;
        if (store != null) {
            problems.add("outbox unavailable: " + store);
        }
        if (inbox.lost() > 0) {
            problems.add(inbox.lost() + " steps of alerts were discarded before they could be notified");
        }
        problems.addAll(messages.problems());
        return problems;
    }
}
