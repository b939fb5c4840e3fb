// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import io.arxsvgx.telemetry.notification.Notification;
import io.arxsvgx.telemetry.notification.NotificationQuery;
import io.arxsvgx.telemetry.notification.NotificationState;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.rule.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** A sequence of events, done to an engine and to its model. */
final class EngineMoves {
    /** What can happen; those that are there several times are more frequent. */
    enum Kind {
        FIRE,
        FIRE_AGAIN,
        FIRE_MORE,
        RESOLVE,
        RESOLVE_TOO,
        RAISE,
        FALL,
        ACKNOWLEDGE,
        SILENCE,
        INHIBIT,
        MUTE,
        SECONDS,
        MORE_SECONDS,
        MINUTES,
        MORE_MINUTES,
        HOURS,
        DAY,
        ANSWER,
        ANSWER_OTHERWISE,
        HOLD,
        CRASH,
        CRASH_AT_WRITE,
        CRASH_BEFORE_ACCEPT,
        STORE,
        CONFIGURE,
        RESTART_CONFIGURED,
        STOP
    }

    /** An event with a number that says which alert, how long and so on. */
    record Move(Kind kind, int number) {}

    private static final List<Severity> SEVERITIES = List.of(Severity.values());

    final EngineWorld world = new EngineWorld();
    final EngineModel model = new EngineModel(world);
    private final EngineObligations obligations = new EngineObligations(model);
    private final Map<String, Integer> answers = new HashMap<>();
    private final Set<String> silencedSources = new HashSet<>();
    private final Random random;
    private final boolean isFaultless;
    private List<ModelRoute> routes = List.of();
    private int fired;
    private boolean hasDead;

    EngineMoves(int seed, boolean isFaultless) {
        random = new Random(seed);
        this.isFaultless = isFaultless;
        world.sendsResolved = seed % 5 != 0;
        world.answer = this::answer;
        routeTo(ModelRoute.ofMask(seed % 31 + 1));
        model.configuredAt = Instant.MIN;
        world.crash();
        world.observer = model;
    }

    private void routeTo(List<ModelRoute> newer) {
        routes = newer;
        world.routes = labels -> ModelRoute.matching(newer, labels).stream()
                .map(ModelRoute::target)
                .toList();
        world.receivers = ModelRoute.receiversOf(newer);
        model.configured(world.receivers.keySet());
    }

    private Attempt answer(Message message) {
        int kind = answers.getOrDefault(message.receiver(), 0);
        int chosen = kind == 4 ? random.nextInt(4) : kind;
        return switch (chosen) {
            case 1 -> Attempt.retry("503", null);
            case 2 -> retryAfter();
            case 3 -> Attempt.dead("400");
            default -> Attempt.sent("200");
        };
    }

    private Attempt retryAfter() {
        return Attempt.retry("429", Duration.ofSeconds(random.nextInt(8) == 0 ? 3_600 : random.nextInt(90)));
    }

    void run(List<Move> moves) {
        for (Move move : moves) {
            model.note(move.kind() + " " + move.number());
            if (move.kind().compareTo(Kind.DAY) < 0 || !isFaultless) {
                move(move.kind(), move.number());
            }
            settle();
            if (!model.faults.isEmpty()) {
                return;
            }
        }
        end();
    }

    private void move(Kind kind, int number) {
        switch (kind) {
            case FIRE, FIRE_AGAIN, FIRE_MORE -> fire("s" + number % 5, SEVERITIES.get(number / 5 % 3));
            case RESOLVE, RESOLVE_TOO -> firing(number).limit(1).toList().forEach(this::resolve);
            case RAISE -> firing(number).limit(1).toList().forEach(this::raise);
            case FALL -> firing(number).limit(1).toList().forEach(this::fall);
            case ACKNOWLEDGE -> firing(number).limit(1).toList().forEach(this::acknowledge);
            case SILENCE -> silence("s" + number % 5);
            case INHIBIT -> inhibit();
            case MUTE -> mute(ModelRoute.ALL.get(number % 5).target().id());
            case SECONDS, MORE_SECONDS -> advance(number % 60 + 1, 1);
            case MINUTES, MORE_MINUTES -> advance((number % 15 + 1) * 60, 5);
            case HOURS -> advance((number % 4 + 1) * 3_600, 30);
            case DAY -> {
                hasDead = true;
                advance(25 * 3_600, 60);
            }
            case ANSWER, ANSWER_OTHERWISE -> chooseAnswer(number);
            case HOLD -> hold();
            default -> fail(kind, number);
        }
    }

    private void fail(Kind kind, int number) {
        switch (kind) {
            case CRASH -> crash();
            case CRASH_AT_WRITE -> world.writesUntilCrash = world.isStoreAway ? 0 : number % 3 + 1;
            case CRASH_BEFORE_ACCEPT -> world.crashesBeforeAccept = !world.isStoreAway;
            case STORE -> toggleStore();
            case CONFIGURE -> configure(number);
            case RESTART_CONFIGURED -> restart(number);
            default -> stop();
        }
    }

    private Stream<ModelAlert> firing(int number) {
        List<ModelAlert> all =
                model.alerts.values().stream().filter(ModelAlert::isFiring).toList();
        return all.stream().skip(all.isEmpty() ? 0 : number % all.size());
    }

    private void fire(String source, Severity severity) {
        if (model.alerts.values().stream().anyMatch(one -> one.isFiring() && one.source.equals(source))) {
            return;
        }
        ModelAlert alert = new ModelAlert(source + "#" + ++fired, source, model.now(), severity);
        model.alerts.put(alert.id, alert);
        if (silencedSources.contains(source)) {
            world.silenced.add(alert.id);
        }
        updateHidden();
        world.fire(alert.id, source, severity);
    }

    private void resolve(ModelAlert alert) {
        alert.resolvedAt = model.now();
        updateHidden();
        world.resolve(alert.id);
    }

    private void raise(ModelAlert alert) {
        if (alert.severity != Severity.CRITICAL) {
            alert.severity = SEVERITIES.get(SEVERITIES.indexOf(alert.severity) + 1);
            world.raise(alert.id, alert.severity);
        }
    }

    private void fall(ModelAlert alert) {
        if (alert.severity != Severity.INFO) {
            alert.severity = SEVERITIES.get(SEVERITIES.indexOf(alert.severity) - 1);
            alert.hasFallen = true;
            world.raise(alert.id, alert.severity);
        }
    }

    private void acknowledge(ModelAlert alert) {
        if (alert.acknowledgedAt == null) {
            alert.acknowledgedAt = model.now();
            world.acknowledge(alert.id);
        }
    }

    private void silence(String source) {
        boolean isSilenced = silencedSources.add(source);
        if (!isSilenced) {
            silencedSources.remove(source);
        }
        for (ModelAlert alert : model.alerts.values()) {
            if (alert.source.equals(source) && isSilenced) {
                world.silenced.add(alert.id);
            } else if (alert.source.equals(source)) {
                world.silenced.remove(alert.id);
            }
        }
        updateHidden();
    }

    private void inhibit() {
        if (world.inhibitions.remove("s0") == null) {
            world.inhibitions.put("s0", "s3");
        }
        updateHidden();
    }

    private void updateHidden() {
        boolean isInhibiting =
                model.alerts.values().stream().anyMatch(one -> one.isFiring() && one.source.equals("s0"));
        for (ModelAlert alert : model.alerts.values()) {
            boolean isInhibited = isInhibiting && alert.source.equals(world.inhibitions.get("s0"));
            if (silencedSources.contains(alert.source) || isInhibited) {
                model.hidden.putIfAbsent(alert.source, model.now());
                alert.wasHidden |= alert.isFiring() || model.now().isBefore(alert.resolvedAt.plusSeconds(4_000));
            } else {
                model.hidden.remove(alert.source);
            }
        }
    }

    private void mute(String id) {
        if (world.mutedRoutes.add(id)) {
            model.mutedRoutes.add(id);
        } else {
            world.mutedRoutes.remove(id);
            model.mutedRoutes.remove(id);
            model.unmutedAt.put(id, model.now());
        }
    }

    private void advance(int seconds, int tick) {
        for (int passed = 0; passed < seconds && model.faults.isEmpty(); passed += tick) {
            world.clock.advance(Duration.ofSeconds(Math.min(tick, seconds - passed)));
            world.run();
            settle();
            model.checkRetries(Duration.ofSeconds(tick));
        }
    }

    private void settle() {
        if (!world.isStoreAway) {
            model.settle();
        }
    }

    private void chooseAnswer(int number) {
        String receiver = ModelRoute.RECEIVERS.keySet().stream()
                .sorted()
                .skip(number % ModelRoute.RECEIVERS.size())
                .findFirst()
                .orElseThrow();
        int kind = number / 5 % 5;
        answers.put(receiver, kind);
        if (kind > 0) {
            model.dirty.add(receiver);
        }
        model.usesRetryAfter |= kind == 2 || kind == 4;
        hasDead |= kind >= 3;
    }

    private void hold() {
        model.dirty.addAll(ModelRoute.RECEIVERS.keySet());
        if (world.holdsAnswers) {
            world.holdsAnswers = false;
            world.answerAll();
        } else {
            world.holdsAnswers = true;
        }
    }

    private void bringStoreBack() {
        if (world.isStoreAway) {
            world.isStoreAway = false;
            advance(5, 1);
        }
    }

    private void toggleStore() {
        if (world.isStoreAway) {
            bringStoreBack();
        } else {
            world.writesUntilCrash = 0;
            world.crashesBeforeAccept = false;
            world.isStoreAway = true;
        }
    }

    private void crash() {
        bringStoreBack();
        world.crash();
        world.run();
    }

    private void configure(int number) {
        routeTo(ModelRoute.ofMask(number % 31 + 1));
        hasDead = true;
        world.reconfigure();
        world.run();
    }

    private void restart(int number) {
        bringStoreBack();
        routeTo(ModelRoute.ofMask(number % 31 + 1));
        hasDead = true;
        crash();
    }

    private void stop() {
        bringStoreBack();
        world.holdsAnswers = false;
        world.answerAll();
        if (world.engine().isDue()) {
            world.engine().pass(false);
        }
        settle();
        crash();
    }

    /** Everything is well again: what is owed is notified, and nothing remains. */
    private void end() {
        model.note("END");
        answers.clear();
        world.writesUntilCrash = 0;
        world.crashesBeforeAccept = false;
        bringStoreBack();
        world.holdsAnswers = false;
        world.answerAll();
        Set.copyOf(world.mutedRoutes).forEach(this::mute);
        world.inhibitions.clear();
        Set.copyOf(silencedSources).forEach(this::silence);
        updateHidden();
        advance(75 * 60, 15);
        if (!model.faults.isEmpty()) {
            return;
        }
        obligations.checkFiringIsTold(routes);
        model.note("END: resolve all");
        firing(0).toList().forEach(this::resolve);
        advance(15 * 60, 15);
        if (!model.faults.isEmpty()) {
            return;
        }
        obligations.checkResolvedIsTold();
        obligations.checkShortAlertsAreTold(routes);
        checkNothingRemains();
    }

    private void checkNothingRemains() {
        if (!world.engine().groups().isEmpty()) {
            model.faults.add("groups remain: " + world.engine().groups());
        }
        List<String> dead =
                world.engine().find(new NotificationQuery(NotificationState.DEAD, null, null, 1_000)).stream()
                        .map(Notification::id)
                        .toList();
        world.stored.keySet().stream()
                .filter(key -> !key.startsWith("sent/") && !(hasDead && dead.contains(key.replaceAll(".*/", ""))))
                .forEach(key -> model.faults.add("a document remains: " + key));
        if (!world.engine().isIdle()) {
            model.faults.add("the engine is not idle");
        }
    }
}
