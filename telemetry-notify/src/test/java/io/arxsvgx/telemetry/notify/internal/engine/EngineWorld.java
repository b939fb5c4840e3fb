// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Acknowledgement;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Outbox;
import io.arxsvgx.telemetry.notification.NotifierContext;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.message.MessageAlert;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import io.arxsvgx.telemetry.rule.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An engine under a manual clock with receivers that answer as a test wants, and an outbox that survives the engine. */
final class EngineWorld implements NotifierContext, Routing {
    final ManualTimeSource clock = TimeSource.manual(Instant.parse("2026-01-31T12:00:00Z"));
    final Map<String, Alert> alerts = new LinkedHashMap<>();
    final Set<String> silenced = new HashSet<>();
    final List<String> calls = new ArrayList<>();
    final List<Message> sent = new ArrayList<>();
    final Map<String, String> stored = new TreeMap<>();
    /** The ids of routes that are muted. */
    final Set<String> mutedRoutes = new HashSet<>();
    /** The source that is inhibited by the source of an alert that fires. */
    final Map<String, String> inhibitions = new LinkedHashMap<>();
    /** The attempts whose answers have not arrived. */
    final List<Unanswered> unanswered = new ArrayList<>();

    boolean isStoreAway;
    boolean isMuted;
    boolean holdsAnswers;
    boolean crashesBeforeAccept;
    /** The number of writes of the outbox before the process dies, in the middle of the last one; 0 for never. */
    int writesUntilCrash;

    boolean sendsResolved = true;
    int maxAlerts;
    boolean isDurable = true;
    Function<Message, Attempt> answer = message -> Attempt.sent("200");
    Observer observer = new Observer() {};
    Function<SortedMap<String, String>, List<RouteTarget>> routes = labels -> List.of(target("ops", "alertname"));
    Map<String, List<String>> receivers = Map.of("ops", List.of("webhook[0]"));

    private final Map<String, Long> steps = new LinkedHashMap<>();
    private NotificationEngine engine;

    EngineWorld() {
        engine = begin();
    }

    static RouteTarget target(String receiver, String... groupBy) {
        return new RouteTarget(
                "0",
                "{}",
                receiver,
                Set.of(groupBy),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofHours(4),
                null,
                null);
    }

    private Setup setup() {
        Map<String, List<Integration>> all = new LinkedHashMap<>();
        receivers.forEach((name, integrations) -> all.put(
                name,
                integrations.stream().map(one -> (Integration) new Fake(one)).toList()));
        return new Setup(this, all, "http://localhost", Duration.ofHours(24), "");
    }

    private NotificationEngine begin() {
        return new NotificationEngine(this, setup(), () -> Long.MAX_VALUE);
    }

    NotificationEngine engine() {
        return engine;
    }

    void reconfigure() {
        engine.configure(setup());
    }

    /** Ends the engine without a stop, and begins another one with what the outbox has. */
    void crash() {
        unanswered.clear();
        writesUntilCrash = 0;
        observer.crashed();
        engine = begin();
    }

    /** Runs passes until nothing is due. */
    void run() {
        try {
            while (engine.isDue()) {
                engine.pass(true).forEach(this::send);
            }
        } catch (StoredDocuments.ProcessDeath e) {
            crash();
            run();
        }
    }

    private void send(NotificationEngine.Delivery one) {
        try {
            observer.attempted(one);
            unanswered.add(new Unanswered(one, one.integration().send(one.message())));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (!holdsAnswers) {
            answer(unanswered.remove(unanswered.size() - 1));
        }
    }

    private void answer(Unanswered one) {
        observer.answered(one.delivery(), one.attempt());
        engine.finished(one.delivery(), one.attempt(), Duration.ofMillis(5));
    }

    /** Gives the engine the answers that have not arrived yet. */
    void answerAll() {
        List<Unanswered> all = List.copyOf(unanswered);
        unanswered.clear();
        all.forEach(this::answer);
        run();
    }

    /** Advances the clock second by second. */
    void advance(Duration time) {
        advance(time, Duration.ofSeconds(1));
    }

    /** Advances the clock in steps. */
    void advance(Duration time, Duration step) {
        for (long left = time.toMillis(); left > 0; left -= step.toMillis()) {
            clock.advance(Duration.ofMillis(Math.min(left, step.toMillis())));
            run();
        }
    }

    void fire(String id, Severity severity) {
        fire(id, id, severity);
    }

    void fire(String id) {
        fire(id, Severity.WARNING);
    }

    /** Fires an alert with the labels of another one. */
    void fireAgain(String id, String like) {
        fire(id, like, Severity.WARNING);
    }

    void fire(String id, String source, Severity severity) {
        step(Alert.builder()
                .id(id)
                .ruleId("hot")
                .severity(severity)
                .source(source)
                .type("temperature")
                .value(90)
                .startsAt(clock.now())
                .build());
    }

    void raise(String id, Severity severity) {
        step(alerts.get(id).toBuilder().severity(severity).build());
    }

    void resolve(String id) {
        step(alerts.get(id).toBuilder()
                .state(AlertState.RESOLVED)
                .endsAt(clock.now())
                .endReason("back to normal")
                .build());
    }

    void acknowledge(String id) {
        Alert alert = alerts.get(id).toBuilder()
                .acknowledgement(new Acknowledgement("ann", "", clock.now()))
                .build();
        alerts.put(id, alert);
        engine.accept(alert, 0);
        run();
    }

    private void step(Alert alert) {
        long step = steps.merge(alert.id(), 1L, Long::sum);
        alerts.put(alert.id(), alert);
        boolean committed = isDurable && !isStoreAway;
        if (committed) {
            NotificationEngine.entries(engine.setup(), alert, step)
                    .forEach(entry -> stored.put(entry.key(), entry.document()));
        }
        if (crashesBeforeAccept) {
            crashesBeforeAccept = false;
            crash();
        } else {
            engine.accept(alert.toBuilder().durable(committed).build(), step);
        }
        run();
    }

    /** The messages that were accepted, as {@code receiver/integration: id state, …}. */
    List<String> notified() {
        List<String> all = sent.stream().map(EngineWorld::shown).toList();
        sent.clear();
        return all;
    }

    private static String shown(Message message) {
        return message.receiver() + ": "
                + message.alerts().stream().map(EngineWorld::shown).collect(Collectors.joining(", "))
                + (message.truncatedAlerts() > 0 ? " and " + message.truncatedAlerts() : "");
    }

    private static String shown(MessageAlert alert) {
        return alert.id() + " " + alert.status() + ("critical".equals(alert.label("severity")) ? " critical" : "");
    }

    @Override
    public long nanoTime() {
        return clock.nanoTime();
    }

    @Override
    public long epochNanos() {
        return clock.epochNanos();
    }

    @Override
    public boolean isCallerDriven() {
        return true;
    }

    @Override
    public Optional<Outbox> outbox() {
        return isDurable ? Optional.of(new StoredDocuments(this)) : Optional.empty();
    }

    @Override
    public List<Alert> firing() {
        return alerts.values().stream()
                .filter(alert -> alert.state() == AlertState.FIRING)
                .toList();
    }

    @Override
    public Optional<Alert> alert(String alertId) {
        return Optional.ofNullable(alerts.get(alertId));
    }

    @Override
    public boolean isSilenced(Alert alert) {
        return silenced.contains(alert.id());
    }

    @Override
    public Thread newThread(String name, Runnable work) {
        throw new IllegalStateException("no threads");
    }

    @Override
    public List<RouteTarget> targets(SortedMap<String, String> labels, boolean isPattern) {
        return routes.apply(labels);
    }

    @Override
    public boolean isMuted(RouteTarget target, Instant at) {
        return isMuted || mutedRoutes.contains(target.id());
    }

    @Override
    public boolean hasInhibition() {
        return !inhibitions.isEmpty();
    }

    @Override
    public Predicate<SortedMap<String, String>> inhibitedBy(List<SortedMap<String, String>> firing) {
        Set<String> inhibited = firing.stream()
                .map(labels -> inhibitions.getOrDefault(labels.getOrDefault("source", ""), ""))
                .collect(Collectors.toSet());
        return labels -> inhibited.contains(labels.getOrDefault("source", ""));
    }

    /** What a test wants to know of the attempts. */
    interface Observer {
        default void attempted(NotificationEngine.Delivery delivery) {}

        default void answered(NotificationEngine.Delivery delivery, Attempt attempt) {}

        default void crashed() {}
    }

    record Unanswered(NotificationEngine.Delivery delivery, Attempt attempt) {}

    private final class Fake implements Integration {
        private final String name;

        Fake(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String address() {
            return "test";
        }

        @Override
        public boolean sendsResolved() {
            return sendsResolved;
        }

        @Override
        public int maxAlerts() {
            return maxAlerts;
        }

        @Override
        public @Nullable Duration resendInterval() {
            return name.startsWith("alertmanager") ? Duration.ofMinutes(1) : null;
        }

        @Override
        public Attempt send(Message message) {
            calls.add(message.idempotencyKey());
            Attempt attempt = answer.apply(message);
            if (attempt.outcome() == Attempt.Outcome.SENT) {
                sent.add(message);
            }
            return attempt;
        }
    }
}
