// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import io.arxsvgx.telemetry.notification.ReceiverStatus;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait for one integration: those of a group in order, one at a time; those of different groups side by
 * side. Guarded by the engine.
 */
final class IntegrationQueue {
    /** How many messages are handed over ahead of the calls, so that a call need not wait for the outbox. */
    private static final int AHEAD = 4;

    final String receiver;
    private Integration integration;
    final CircuitBreaker breaker = new CircuitBreaker();
    private final Map<String, ArrayDeque<QueuedMessage>> lines = new HashMap<>();
    /** The first message of each line that is not in flight. */
    private final TreeSet<QueuedMessage> heads = new TreeSet<>(
            Comparator.comparingLong((QueuedMessage one) -> one.nextAttempt).thenComparing(one -> one.id));

    private int waiting;
    private int inFlight;
    private long sent;
    private long failedAttempts;
    private long lost;
    private @Nullable String lastError;
    private @Nullable Instant lastSentAt;
    private @Nullable Duration latency;

    IntegrationQueue(String receiver, Integration integration) {
        this.receiver = receiver;
        this.integration = integration;
    }

    Integration integration() {
        return integration;
    }

    /** Sets the integration of a newer configuration, which may have been corrected. */
    void integration(Integration newer) {
        integration = newer;
        breaker.reset();
    }

    void add(QueuedMessage message) {
        ArrayDeque<QueuedMessage> line = lines.computeIfAbsent(message.group, group -> new ArrayDeque<>(2));
        line.add(message);
        waiting++;
        if (line.size() == 1) {
            heads.add(message);
        }
    }

    /** Returns the newest message of a group if nobody has attempted it; null if there is none. */
    @Nullable
    QueuedMessage replaceable(String group) {
        ArrayDeque<QueuedMessage> line = lines.get(group);
        QueuedMessage last = line == null ? null : line.peekLast();
        return last == null || last.isFrozen ? null : last;
    }

    boolean hasMessages(String group) {
        return lines.containsKey(group);
    }

    boolean isBusy() {
        return inFlight > 0;
    }

    int waiting() {
        return waiting;
    }

    /** Takes the next message that may be attempted now; null if there is none. */
    @Nullable
    QueuedMessage take(long now) {
        int most = breaker.isOpen() ? 1 : integration.concurrency() * AHEAD;
        if (heads.isEmpty() || inFlight >= most || breaker.notBefore() > now) {
            return null;
        }
        QueuedMessage first = heads.first();
        if (first.nextAttempt > now && !breaker.isOpen()) {
            return null;
        }
        heads.remove(first);
        first.isInFlight = true;
        first.isFrozen = true;
        inFlight++;
        return first;
    }

    /** Returns the time at which {@link #take} returns a message again; never while it waits for a result. */
    long nextAttempt() {
        int most = breaker.isOpen() ? 1 : integration.concurrency() * AHEAD;
        if (heads.isEmpty() || inFlight >= most) {
            return NotifierClock.NEVER;
        }
        return breaker.isOpen() ? breaker.notBefore() : Math.max(heads.first().nextAttempt, breaker.notBefore());
    }

    void succeeded(QueuedMessage message, Instant at, Duration took) {
        finished(message);
        sent++;
        lastSentAt = at;
        latency = took;
        lastError = null;
        breaker.succeeded();
        remove(message);
    }

    /** Puts a message back whose attempt has failed; it stays the first of its group. */
    void failed(QueuedMessage message, Attempt attempt, long now, long next, Duration took) {
        finished(message);
        failed(attempt, took);
        message.nextAttempt = next;
        heads.add(message);
        breaker.failed(now);
        if (attempt.retryAfter() != null) {
            breaker.pause(now + attempt.retryAfter().toNanos());
        }
    }

    /** Removes a message that no attempt can deliver; others may succeed. */
    void died(QueuedMessage message, Attempt attempt, Duration took) {
        finished(message);
        failed(attempt, took);
        remove(message);
    }

    private void failed(Attempt attempt, Duration took) {
        failedAttempts++;
        lastError = attempt.text();
        latency = took;
    }

    private void finished(QueuedMessage message) {
        message.isInFlight = false;
        inFlight--;
    }

    /** Attempts a message at once, whatever failed before. */
    void hurry(QueuedMessage message, long now) {
        breaker.reset();
        if (heads.remove(message)) {
            message.nextAttempt = now;
            heads.add(message);
        }
    }

    /** Removes a message that is not in flight. */
    void remove(QueuedMessage message) {
        ArrayDeque<QueuedMessage> line = lines.get(message.group);
        if (line == null || !line.remove(message)) {
            return;
        }
        waiting--;
        heads.remove(message);
        QueuedMessage next = line.peekFirst();
        if (next == null) {
            lines.remove(message.group);
        } else if (!next.isInFlight) {
            heads.add(next);
        }
    }

    /** Returns the message that waits for the longest time without an attempt, to make room; null if there is none. */
    @Nullable
    QueuedMessage oldest() {
        return heads.isEmpty() ? null : heads.first();
    }

    void lost() {
        lost++;
    }

    /** Returns the problem of the receiver; null if the last attempt succeeded. */
    @Nullable
    String problem() {
        return lastError == null
                ? null
                : "receiver \"" + receiver + "\" (" + integration.name() + ") failed: " + lastError + "; " + waiting
                        + " notifications pending";
    }

    ReceiverStatus status(NotifierClock clock, long dead) {
        long next = nextAttempt();
        return new ReceiverStatus(
                receiver,
                integration.name(),
                integration.address(),
                lastError != null,
                waiting,
                dead,
                sent,
                failedAttempts,
                lost,
                lastError,
                lastSentAt,
                latency,
                next == NotifierClock.NEVER ? null : clock.at(Math.max(next, clock.nanos())));
    }
}
