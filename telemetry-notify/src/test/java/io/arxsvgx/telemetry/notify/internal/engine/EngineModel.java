// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.message.MessageAlert;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of the contract, independent of the engine: what each attempt may contain, and when. Where the contract leaves
 * freedom, so does the model.
 */
final class EngineModel implements EngineWorld.Observer {
    static final Duration TICK = Duration.ofSeconds(61);
    private static final Duration DAY = Duration.ofHours(24);

    final Map<String, ModelAlert> alerts = new LinkedHashMap<>();
    final Map<String, ModelQueue> queues = new LinkedHashMap<>();
    final List<String> log = new ArrayList<>();
    private final Set<String> noted = new HashSet<>();
    final List<String> faults = new ArrayList<>();
    /** Since when a source is silenced or inhibited, and a route muted. */
    final Map<String, Instant> hidden = new HashMap<>();

    final Set<String> mutedRoutes = new HashSet<>();
    final Map<String, Instant> unmutedAt = new HashMap<>();
    /** Receivers with an integration that has failed or not answered: messages may be late there. */
    final Set<String> dirty = new HashSet<>();

    /** By integration, since when it fails without a success. */
    final Map<String, Instant> failingSince = new HashMap<>();

    /** By integration, the last attempt. */
    final Map<String, Instant> lastAttempt = new HashMap<>();

    boolean usesRetryAfter;
    Instant configuredAt = Instant.MIN;
    private Instant restartedAt = Instant.MIN;
    final EngineWorld world;

    EngineModel(EngineWorld world) {
        this.world = world;
    }

    Instant now() {
        return world.clock.now();
    }

    void note(String text) {
        boolean isAgain = (text.startsWith("attempt") || text.startsWith("answer RETRY")) && !noted.add(text);
        if (isAgain) {
            return;
        }
        log.add(now().toString().substring(11) + " " + text);
    }

    void check(boolean isRight, ModelQueue queue, String rule) {
        if (!isRight) {
            faults.add(rule + " in " + queue.name);
            note("FAULT " + rule + " in " + queue.name);
        }
    }

    private ModelQueue queue(NotificationEngine.Delivery delivery) {
        Message message = delivery.message();
        String name = message.receiver() + "/" + delivery.integration().name() + " " + message.groupKey();
        return queues.computeIfAbsent(
                name,
                any -> new ModelQueue(
                        name,
                        ModelRoute.of(message.groupKey()),
                        message.groupKey().contains("/escalation:")));
    }

    static String integration(NotificationEngine.Delivery delivery) {
        return delivery.message().receiver() + "/" + delivery.integration().name();
    }

    @Override
    public void attempted(NotificationEngine.Delivery delivery) {
        ModelQueue queue = queue(delivery);
        Message message = delivery.message();
        String key = message.idempotencyKey();
        note("attempt " + queue.name + " key " + key.substring(key.indexOf('-') + 6) + ModelQueue.content(message));
        check(!queue.isInFlight, queue, "two attempts at a time");
        check(!queue.finished.contains(key), queue, "an answered message is attempted again");
        String content = ModelQueue.content(message);
        String before = queue.contents.putIfAbsent(key, content);
        check(before == null || before.equals(content), queue, "a key with another content");
        for (ModelQueue other : queues.values()) {
            check(
                    other == queue
                            || !other.name.startsWith(message.receiver() + "/")
                            || content.equals(other.contents.getOrDefault(key, content)),
                    queue,
                    "a key of another queue");
        }
        check(!now().isBefore(queue.notBefore), queue, "Retry-After");
        lastAttempt.put(integration(delivery), now());
        queue.isInFlight = true;
        if (queue.open != null && queue.open.idempotencyKey().equals(key)) {
            return;
        }
        if (queue.open != null) {
            Instant since = failingSince.getOrDefault(integration(delivery), Instant.MAX);
            boolean mayBeDead = !since.equals(Instant.MAX)
                    && since.plus(DAY).minus(Duration.ofMinutes(10)).isBefore(now());
            check(mayBeDead, queue, "a message before the answer to the one before");
            queue.die(queue.open);
            queue.isInFlight = true;
        }
        if (before == null) {
            checkFirst(queue, message);
        }
        queue.begin(message, now());
    }

    private boolean isClean(ModelQueue queue) {
        return !dirty.contains(queue.receiver());
    }

    private void checkFirst(ModelQueue queue, Message message) {
        for (MessageAlert one : message.alerts()) {
            ModelAlert alert = alerts.get(one.id());
            checkTruth(queue, one, alert);
            if (queue.isEscalation && !one.resolved()) {
                checkEscalation(queue, one, alert);
            }
            check(!one.resolved() || !queue.toldResolved.contains(one.id()), queue, one.id() + " resolved twice");
        }
        check(
                message.alerts().stream()
                                .map(one -> one.fingerprint())
                                .distinct()
                                .count()
                        == message.alerts().size(),
                queue,
                "an alert twice");
        checkReason(queue, message);
        checkTimers(queue, message);
    }

    private void checkTruth(ModelQueue queue, MessageAlert one, ModelAlert alert) {
        Duration late = queue.route.target().groupInterval().plus(TICK);
        Instant possible = isClean(queue) ? now() : now().minus(late);
        boolean isMuted = mutedRoutes.contains(queue.route.target().id());
        if (one.resolved()) {
            check(!alert.isFiring(), queue, one.id() + " is not resolved");
            check(world.sendsResolved, queue, one.id() + " resolved though the receiver does not want it");
        } else {
            check(
                    alert.isFiring() || alert.resolvedAt.isAfter(possible) || isMuted || wasMuted(queue, late),
                    queue,
                    one.id() + " has not fired any more for longer than the interval");
            Instant since = hidden.get(alert.source);
            check(!isClean(queue) || since == null, queue, one.id() + " is silenced or inhibited");
            check(!isClean(queue) || !isMuted, queue, "the route is muted");
        }
    }

    /** A muted route is not flushed, so that a message that waits keeps its content. */
    private boolean wasMuted(ModelQueue queue, Duration late) {
        Instant until = unmutedAt.getOrDefault(queue.route.target().id(), Instant.MIN);
        return !isClean(queue) && until.isAfter(now().minus(late));
    }

    private void checkEscalation(ModelQueue queue, MessageAlert one, ModelAlert alert) {
        Instant due = alert.firedAt.plus(queue.route.target().escalateAfter());
        check(!now().isBefore(due), queue, one.id() + " is escalated too early");
        check(
                alert.acknowledgedAt == null
                        || !alert.acknowledgedAt.isBefore(due)
                        || queue.toldFiring.contains(one.id()),
                queue,
                one.id() + " is escalated though acknowledged");
    }

    private void checkReason(ModelQueue queue, Message message) {
        if (message.alerts().stream().anyMatch(queue::isNews) || queue.isPreviousUncertain) {
            return;
        }
        if (!configuredAt.isBefore(queue.previousAt)) {
            return;
        }
        Duration repeat = message.receiver().equals("hub")
                ? Duration.ofMinutes(1)
                : queue.route.target().repeatInterval();
        check(
                !now().isBefore(queue.previousAt.plus(repeat)),
                queue,
                "repeated after " + Duration.between(queue.previousAt, now()));
        check(
                message.receiver().equals("hub")
                        || message.alerts().stream()
                                .anyMatch(one -> !one.resolved() && alerts.get(one.id()).acknowledgedAt == null),
                queue,
                "repeated though acknowledged");
    }

    private void checkTimers(ModelQueue queue, Message message) {
        if (!isClean(queue) || queue.isEscalation || message.receiver().equals("hub")) {
            return;
        }
        RouteTarget target = queue.route.target();
        boolean isAlive = queue.previous != null && queue.previous.isFiring();
        if (isAlive && configuredAt.isBefore(queue.previousAt)) {
            check(
                    !now().isBefore(queue.previousAt.plus(target.groupInterval())),
                    queue,
                    "earlier than the group interval: " + Duration.between(queue.previousAt, now()));
        }
        Instant first = message.alerts().stream()
                .map(one -> alerts.get(one.id()).firedAt)
                .min(Instant::compareTo)
                .orElseThrow();
        boolean isOld = alerts.values().stream().anyMatch(one -> isInGroupBefore(one, first, queue, message));
        check(isOld || !now().isBefore(first.plus(target.groupWait())), queue, "earlier than the group wait");
    }

    /** Whether the group may have existed when an alert of it fired. */
    private boolean isInGroupBefore(ModelAlert one, Instant first, ModelQueue queue, Message message) {
        Duration late = queue.route.target().groupInterval().plus(TICK);
        return one.firedAt.isBefore(first)
                && (one.isFiring() || one.resolvedAt.plus(late).isAfter(first))
                && isSameGroup(one, message);
    }

    private static boolean isSameGroup(ModelAlert alert, Message message) {
        String source = message.groupLabels().get("source");
        return source == null || source.equals(alert.source);
    }

    @Override
    public void answered(NotificationEngine.Delivery delivery, Attempt attempt) {
        ModelQueue queue = queue(delivery);
        note("answer " + attempt.outcome() + " " + attempt.retryAfter() + " " + queue.name);
        if (attempt.outcome() == Attempt.Outcome.RETRY) {
            failingSince.putIfAbsent(integration(delivery), now());
            lastAttempt.put(integration(delivery), now());
        } else {
            failingSince.remove(integration(delivery));
        }
        if (queue.open != null
                && queue.open.idempotencyKey().equals(delivery.message().idempotencyKey())) {
            queue.answer(delivery.message(), attempt, now());
        }
    }

    /** Answers that the store may have lost are no longer final. */
    @Override
    public void crashed() {
        note("crash");
        restartedAt = now();
        for (ModelQueue queue : queues.values()) {
            queue.crashed();
        }
    }

    /** While a receiver fails it is attempted often enough. */
    void checkRetries(Duration tick) {
        if (usesRetryAfter || !world.unanswered.isEmpty()) {
            return;
        }
        for (ModelQueue queue : queues.values()) {
            String integration = queue.integration();
            Instant since = failingSince.get(integration);
            if (queue.open != null && !queue.isInFlight && since != null) {
                boolean isEarly = now().isBefore(since.plus(Duration.ofMinutes(5)));
                // a circuit breaker that a restart or a reload has closed opens again after some attempts
                int early = restartedAt.isBefore(since) ? 10 : 30;
                Duration maximum = Duration.ofSeconds(isEarly ? early : 300).plus(tick);
                Instant latest = lastAttempt.get(integration).plus(maximum);
                check(!now().isAfter(latest), queue, "no attempt for " + maximum);
            }
        }
    }

    /** Everything that was answered is on disk now. */
    void settle() {
        queues.values().forEach(ModelQueue::settle);
    }

    /** Receivers that are no longer configured have nothing open. */
    void configured(Set<String> receivers) {
        configuredAt = now();
        restartedAt = now();
        queues.values().forEach(queue -> queue.notBefore = Instant.MIN);
        queues.values().stream()
                .filter(queue -> !receivers.contains(queue.receiver()))
                .forEach(ModelQueue::forget);
    }
}
