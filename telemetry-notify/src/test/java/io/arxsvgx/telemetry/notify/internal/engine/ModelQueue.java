// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.message.MessageAlert;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one integration has been sent about one group. */
final class ModelQueue {
    private static final Duration MAX_ELAPSED = Duration.ofHours(24);

    /** What a receiver has accepted about a source. */
    record Notified(String id, boolean resolved, int severity, Instant at) {}

    final String name;
    final ModelRoute route;
    final boolean isEscalation;
    final Map<String, String> contents = new LinkedHashMap<>();
    /** The keys of messages from before the receiver was removed. */
    private final Set<String> formerKeys = new HashSet<>();

    private final Set<String> settled = new HashSet<>();
    final Set<String> finished = new HashSet<>();
    /** By source. */
    final Map<String, Notified> notified = new HashMap<>();

    final Set<String> toldFiring = new HashSet<>();
    final Set<String> toldResolved = new HashSet<>();
    final Set<String> attempted = new HashSet<>();
    /** The ids of the alerts of messages that no attempt will deliver. */
    final Set<String> dead = new HashSet<>();

    @Nullable
    Message open;

    boolean isInFlight;
    Instant firstAttempt = Instant.MIN;
    Instant notBefore = Instant.MIN;
    private Instant settledNotBefore = Instant.MIN;

    @Nullable
    Message previous;

    Instant previousAt = Instant.MIN;
    boolean isPreviousUncertain;

    ModelQueue(String name, ModelRoute route, boolean isEscalation) {
        this.name = name;
        this.route = route;
        this.isEscalation = isEscalation;
    }

    static String content(Message message) {
        StringBuilder text = new StringBuilder(message.receiver());
        message.alerts()
                .forEach(one -> text.append(' ')
                        .append(one.id())
                        .append(one.resolved() ? " resolved " : " firing ")
                        .append(one.labels())
                        .append(one.endsAt()));
        return text.toString();
    }

    /** What was answered is on disk now. */
    void settle() {
        settled.addAll(finished);
        settledNotBefore = notBefore;
    }

    /** Answers that are not on disk are forgotten. */
    void crashed() {
        isInFlight = false;
        finished.retainAll(settled);
        notBefore = notBefore.isBefore(settledNotBefore) ? notBefore : settledNotBefore;
    }

    String receiver() {
        return name.substring(0, name.indexOf('/'));
    }

    String integration() {
        return name.substring(0, name.indexOf(' '));
    }

    private static int severity(MessageAlert alert) {
        return severity(alert.label("severity"));
    }

    static int severity(String label) {
        return switch (label) {
            case "critical" -> 2;
            case "warning" -> 1;
            default -> 0;
        };
    }

    boolean isNews(MessageAlert alert) {
        Notified before = notified.get(alert.label("source"));
        if (alert.resolved()) {
            return !toldResolved.contains(alert.id());
        }
        boolean wasLeftOut = previous != null
                && previous.alerts().stream().noneMatch(one -> one.id().equals(alert.id()));
        return before == null
                || before.resolved()
                || !before.id().equals(alert.id())
                || severity(alert) > before.severity()
                || wasLeftOut;
    }

    void begin(Message message, Instant now) {
        open = message;
        firstAttempt = now;
        message.alerts().forEach(one -> attempted.add(one.id()));
    }

    /** The receiver has accepted the message. */
    void accept(Message message, Instant now) {
        for (MessageAlert one :
                formerKeys.contains(message.idempotencyKey()) ? List.<MessageAlert>of() : message.alerts()) {
            notified.put(one.label("source"), new Notified(one.id(), one.resolved(), severity(one), now));
            (one.resolved() ? toldResolved : toldFiring).add(one.id());
        }
        close(message);
    }

    void die(Message message) {
        message.alerts().forEach(one -> dead.add(one.id()));
        isPreviousUncertain = true;
        close(message);
    }

    private void close(Message message) {
        finished.add(message.idempotencyKey());
        previous = message;
        previousAt = firstAttempt;
        open = null;
        notBefore = Instant.MIN;
    }

    void answer(Message message, Attempt attempt, Instant now) {
        isInFlight = false;
        switch (attempt.outcome()) {
            case SENT -> {
                isPreviousUncertain = false;
                accept(message, now);
            }
            case DEAD -> die(message);
            case RETRY -> fail(message, attempt, now);
        }
    }

    private void fail(Message message, Attempt attempt, Instant now) {
        if (formerKeys.contains(message.idempotencyKey())) {
            open = null;
        } else if (!now.isBefore(firstAttempt.plus(MAX_ELAPSED))) {
            die(message);
        } else {
            notBefore = attempt.retryAfter() == null ? now : now.plus(attempt.retryAfter());
        }
    }

    /** The receiver is no longer configured: what it knows is uncertain. */
    void forget() {
        formerKeys.addAll(contents.keySet());
        notified.clear();
        toldResolved.clear();
        isPreviousUncertain = true;
        open = null;
        isInFlight = false;
        notBefore = Instant.MIN;
        finished.clear();
        settled.clear();
    }
}
