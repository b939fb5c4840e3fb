// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.model.conditions.ConditionMoves.Move;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.statistics.Statistics;

/** Plays moves on the processor and on the model, and compares both after each step that processes events. */
final class ConditionPlay implements AutoCloseable {
    /** Where the times of events are from. */
    enum Clocking {
        /** The clock of the processor. */
        CLOCK,
        /** The events, which come when they were measured, or later. */
        OWN,
        /** The events, which are much older than the clock. */
        REPLAY
    }

    private static final String SEVERAL = "several";
    private static final String COMPARED = "all compared";
    /** The least percentages of plays with several alerts, and of plays whose streams are all compared to their end. */
    private static final double LEAST_SHARE_WITH_ALERTS = 10;

    static final double LEAST_SHARE_COMPARED = 85;
    private static final Duration AGE_OF_REPLAY = Duration.ofHours(10);

    private final ConditionWorld world;
    private final Clocking clocking;
    private String rules;
    /** The time that pauses advance in a replay. */
    private long replayed;

    ConditionPlay(List<AlertRule> rules, Clocking clocking, Duration staleAfter, Duration expiry) {
        this.clocking = clocking;
        this.rules = describe(rules);
        world = new ConditionWorld(staleAfter, expiry);
        replayed = world.clock.epochNanos() - AGE_OF_REPLAY.toNanos();
        rules.forEach(world::add);
    }

    private static String describe(List<AlertRule> rules) {
        StringBuilder text = new StringBuilder();
        for (AlertRule rule : rules) {
            text.append("\n  ").append(rule);
        }
        return text.toString();
    }

    /** Adds further rules, with ids of their own. */
    void addLater(List<AlertRule> later) {
        settle("before rules are added");
        later.forEach(rule -> world.add(renamed(rule)));
        rules += "\n later" + describe(later);
    }

    private static AlertRule renamed(AlertRule rule) {
        AlertRule.Builder copy = AlertRule.builder("later_" + rule.id())
                .parameters(rule.parameters())
                .condition(rule.condition())
                .source(rule.source())
                .forDuration(rule.forDuration())
                .keepFiringFor(rule.keepFiringFor());
        rule.match().forEach(copy::match);
        return rule.by() == null
                ? copy.build()
                : copy.by(rule.by().toArray(String[]::new)).build();
    }

    void moves(List<Move> moves) {
        for (int i = 0; i < moves.size(); i++) {
            move(moves.get(i), i + " " + moves.get(i));
        }
        settle("at the end");
        world.assertNoErrors();
    }

    private void settle(String description) {
        world.drain();
        world.agree(description + rules);
    }

    private void move(Move move, String description) {
        pause(move.pause());
        switch (move.kind()) {
            case EVENT -> {
                event(move);
                settle("after " + description);
            }
            case QUEUED -> event(move);
            case TICK -> settle("after " + description);
            case RESTART -> {
                world.drain();
                world.restart();
                world.agree("after " + description + rules);
            }
        }
    }

    /** Time passes after the waiting events have been processed, since these are stamped when they are. */
    private void pause(Duration pause) {
        if (pause.isZero()) {
            return;
        }
        if (clocking == Clocking.REPLAY) {
            replayed += pause.toNanos();
        } else {
            settleQueued();
            world.advance(pause);
        }
    }

    private void settleQueued() {
        if (world.hasQueued()) {
            world.drain();
        }
    }

    private void event(Move move) {
        world.event(move.source(), move.type(), move.labels(), move.value(), move.status(), ownTime(move));
    }

    private Long ownTime(Move move) {
        if (clocking == Clocking.CLOCK) {
            return null;
        }
        long now = clocking == Clocking.REPLAY ? replayed : world.clock.epochNanos();
        long aged = now - move.age().toNanos();
        List<NaiveStream> streams = world.model.streamsOf(move.source(), move.type(), move.labels(), move.status());
        if (streams.stream().noneMatch(stream -> stream.isLate(aged))) {
            return streams.stream().allMatch(stream -> stream.isSpecified(aged)) ? aged : now;
        }
        boolean isSpecified =
                streams.stream().allMatch(stream -> stream.isLate(aged) || aged >= stream.now(world.model.monotonic()));
        if (!isSpecified) {
            return now;
        }
        world.drain();
        return aged;
    }

    /** Collects whether the play had alerts, so that a property without any fails. */
    void collectStatistics() {
        collectStatistics(LEAST_SHARE_COMPARED);
    }

    /**
     * Collects the same for a property in which many plays meet a case that {@link Readings} excludes.
     *
     * @param leastShareCompared the least percentage of plays whose streams are all compared to their end
     */
    void collectStatistics(double leastShareCompared) {
        long fired = world.model.transitions().stream()
                .filter(one -> one.state() == AlertState.FIRING)
                .count();
        boolean isCompared = world.model.streams().stream().allMatch(stream -> stream.unspecified() == null);
        Statistics.label("alerts")
                .collect(fired == 0 ? "none" : fired == 1 ? "one" : SEVERAL)
                .coverage(alerts -> alerts.check(SEVERAL).percentage(share -> share >= LEAST_SHARE_WITH_ALERTS));
        Statistics.label("streams")
                .collect(isCompared ? COMPARED : "some unspecified")
                .coverage(streams -> streams.check(COMPARED).percentage(share -> share >= leastShareCompared));
    }

    @Override
    public void close() {
        world.close();
    }
}
