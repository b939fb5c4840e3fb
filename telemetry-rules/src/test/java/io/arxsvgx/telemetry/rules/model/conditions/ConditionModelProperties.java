// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.model.conditions.ConditionMoves.Move;
import io.arxsvgx.telemetry.rules.model.conditions.ConditionPlay.Clocking;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/**
 * The processor against {@link NaiveConditions}: random rules, events around their windows and deadlines, late events,
 * restarts. The alerts are compared after each step.
 */
class ConditionModelProperties {
    private static final int TRIES = 100;
    private static final double STALE_AFTER = 61.5;
    private static final Duration NO_EXPIRY = Duration.ofHours(20);
    private static final double EXPIRY = 150.25;

    private static void play(List<AlertRule> rules, List<Move> moves, Clocking clocking) {
        play(rules, moves, clocking, NO_EXPIRY, ConditionPlay.LEAST_SHARE_COMPARED);
    }

    private static void play(
            List<AlertRule> rules, List<Move> moves, Clocking clocking, Duration expiry, double leastShareCompared) {
        try (ConditionPlay play = new ConditionPlay(rules, clocking, seconds(STALE_AFTER), expiry)) {
            play.moves(moves);
            play.collectStatistics(leastShareCompared);
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        return ConditionMoves.around(10, 12, 20, 30, STALE_AFTER);
    }

    @Provide
    Arbitrary<List<Move>> movesOnFewSeries() {
        return ConditionMoves.onFewSeries(10, 12, 30, STALE_AFTER);
    }

    @Provide
    Arbitrary<List<Move>> movesWithLongPauses() {
        return ConditionMoves.around(10, 13, 20, STALE_AFTER, 90, EXPIRY);
    }

    // Thresholds, of which other tests say that they are right: the model itself

    @Provide
    Arbitrary<List<AlertRule>> thresholds() {
        return ConditionRules.rules(ConditionRules.threshold());
    }

    @Property(tries = TRIES, seed = "20261201", shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void thresholds_randomEvents_agreeWithTheModel(
            @ForAll("thresholds") List<AlertRule> rules, @ForAll("moves") List<Move> moves, @ForAll Clocking clocking) {
        play(rules, moves, clocking);
    }

    @Property(tries = TRIES, seed = "20261202", shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void thresholds_withExpiry_agreeWithTheModel(
            @ForAll("thresholds") List<AlertRule> rules,
            @ForAll("movesWithLongPauses") List<Move> moves,
            @ForAll Clocking clocking) {
        play(rules, moves, clocking, seconds(EXPIRY), ConditionPlay.LEAST_SHARE_COMPARED);
    }

    // Windows

    @Provide
    Arbitrary<List<AlertRule>> rates() {
        return ConditionRules.rules(ConditionRules.rate());
    }

    @Property(tries = TRIES, seed = "20261203", shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void rates_randomEvents_agreeWithTheModel(
            @ForAll("rates") List<AlertRule> rules,
            @ForAll("movesOnFewSeries") List<Move> moves,
            @ForAll Clocking clocking) {
        play(rules, moves, clocking);
    }

    @Provide
    Arbitrary<List<AlertRule>> aggregates() {
        return ConditionRules.rules(ConditionRules.aggregate());
    }

    @Property(tries = TRIES, seed = "20261204", shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void aggregates_randomEvents_agreeWithTheModel(
            @ForAll("aggregates") List<AlertRule> rules,
            @ForAll("movesOnFewSeries") List<Move> moves,
            @ForAll Clocking clocking) {
        play(rules, moves, clocking);
    }

    @Provide
    Arbitrary<List<AlertRule>> counts() {
        return ConditionRules.rules(ConditionRules.count());
    }

    @Property(tries = TRIES, seed = "20261205", shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void counts_randomEvents_agreeWithTheModel(
            @ForAll("counts") List<AlertRule> rules,
            @ForAll("movesOnFewSeries") List<Move> moves,
            @ForAll Clocking clocking) {
        play(rules, moves, clocking);
    }

    @Provide
    Arbitrary<List<AlertRule>> ratios() {
        return ConditionRules.rules(ConditionRules.ratio());
    }

    @Property(tries = TRIES, seed = "20261206", shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void ratios_randomEvents_agreeWithTheModel(
            @ForAll("ratios") List<AlertRule> rules,
            @ForAll("movesOnFewSeries") List<Move> moves,
            @ForAll Clocking clocking) {
        play(rules, moves, clocking);
    }

    @Provide
    Arbitrary<List<AlertRule>> statusRatios() {
        return ConditionRules.rules(ConditionRules.statusRatio());
    }

    @Property(tries = TRIES, seed = "20261207", shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void statusRatios_randomEvents_agreeWithTheModel(
            @ForAll("statusRatios") List<AlertRule> rules,
            @ForAll("moves") List<Move> moves,
            @ForAll Clocking clocking) {
        play(rules, moves, clocking);
    }

    @Provide
    Arbitrary<List<AlertRule>> windows() {
        return ConditionRules.rules(ConditionRules.windows());
    }

    @Property(tries = TRIES, seed = "20261208", shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void windows_withExpiry_agreeWithTheModel(
            @ForAll("windows") List<AlertRule> rules,
            @ForAll("movesWithLongPauses") List<Move> moves,
            @ForAll Clocking clocking) {
        play(rules, moves, clocking, seconds(EXPIRY), ConditionPlay.LEAST_SHARE_COMPARED);
    }

    // Absence and flatline

    @Provide
    Arbitrary<List<AlertRule>> absences() {
        return ConditionRules.rules(ConditionRules.absence());
    }

    @Property(tries = TRIES, seed = "20261209", shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void absences_randomEvents_agreeWithTheModel(
            @ForAll("absences") List<AlertRule> rules,
            @ForAll("movesWithLongPauses") List<Move> moves,
            @ForAll Clocking clocking) {
        play(rules, moves, clocking);
    }

    @Provide
    Arbitrary<List<AlertRule>> flatlines() {
        return ConditionRules.rules(ConditionRules.flatline());
    }

    @Property(tries = TRIES, seed = "20261210", shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void flatlines_randomEvents_agreeWithTheModel(
            @ForAll("flatlines") List<AlertRule> rules,
            @ForAll("movesOnFewSeries") List<Move> moves,
            @ForAll Clocking clocking) {
        play(rules, moves, clocking);
    }

    @Provide
    Arbitrary<List<AlertRule>> absencesAndFlatlines() {
        return ConditionRules.rules(Arbitraries.oneOf(ConditionRules.absence(), ConditionRules.flatline()));
    }

    @Property(tries = TRIES, seed = "20261211", shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void absencesAndFlatlines_withExpiry_agreeWithTheModel(
            @ForAll("absencesAndFlatlines") List<AlertRule> rules,
            @ForAll("movesWithLongPauses") List<Move> moves,
            @ForAll Clocking clocking) {
        play(rules, moves, clocking, seconds(EXPIRY), ConditionPlay.LEAST_SHARE_COMPARED);
    }

    // Composites

    @Provide
    Arbitrary<List<AlertRule>> composites() {
        return ConditionRules.rules(ConditionRules.composites(
                Arbitraries.oneOf(ConditionRules.threshold(), ConditionRules.threshold(), ConditionRules.windows())));
    }

    @Property(tries = TRIES, seed = "20261212", shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void composites_randomEvents_agreeWithTheModel(
            @ForAll("composites") List<AlertRule> rules,
            @ForAll("movesOnFewSeries") List<Move> moves,
            @ForAll Clocking clocking) {
        play(rules, moves, clocking);
    }

    @Provide
    Arbitrary<List<AlertRule>> compositesOfDeadlines() {
        return ConditionRules.rules(ConditionRules.composites(
                Arbitraries.oneOf(ConditionRules.threshold(), ConditionRules.absence(), ConditionRules.flatline())));
    }

    @Property(tries = TRIES, seed = "20261213", shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void compositesOfAbsenceAndFlatline_randomEvents_agreeWithTheModel(
            @ForAll("compositesOfDeadlines") List<AlertRule> rules,
            @ForAll("movesWithLongPauses") List<Move> moves,
            @ForAll Clocking clocking) {
        play(rules, moves, clocking);
    }

    @Provide
    Arbitrary<List<AlertRule>> sequences() {
        Arbitrary<ConditionRules.Part> crossing = ConditionRules.crossing();
        return ConditionRules.rules(ConditionRules.sequences(Arbitraries.oneOf(
                crossing,
                crossing,
                ConditionRules.threshold(),
                ConditionRules.count(),
                ConditionRules.composites(crossing))));
    }

    @Provide
    Arbitrary<List<Move>> movesOfSequences() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, ConditionMoves.onTwoSeries(10)), Tuple.of(1, ConditionMoves.onFewSeries(10, 30)));
    }

    @Property(tries = TRIES, seed = "20261214", shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void sequences_randomEvents_agreeWithTheModel(
            @ForAll("sequences") List<AlertRule> rules,
            @ForAll("movesOfSequences") List<Move> moves,
            @ForAll Clocking clocking) {
        play(rules, moves, clocking);
    }

    @Provide
    Arbitrary<List<AlertRule>> sequencesOfDeadlines() {
        Arbitrary<ConditionRules.Part> leaves = Arbitraries.oneOf(
                ConditionRules.crossing(),
                ConditionRules.crossing(),
                ConditionRules.absence(),
                ConditionRules.flatline());
        return ConditionRules.rules(ConditionRules.sequences(
                Arbitraries.frequencyOf(Tuple.of(4, leaves), Tuple.of(1, ConditionRules.composites(leaves)))));
    }

    @Property(tries = TRIES, seed = "20261217", shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void sequencesOfAbsenceAndFlatline_randomEvents_agreeWithTheModel(
            @ForAll("sequencesOfDeadlines") List<AlertRule> rules,
            @ForAll("movesOfSequences") List<Move> moves,
            @ForAll Clocking clocking) {
        play(rules, moves, clocking);
    }

    // Levels, and everything together

    @Provide
    Arbitrary<List<AlertRule>> levels() {
        return ConditionRules.rules(ConditionRules.levels());
    }

    @Property(tries = TRIES, seed = "20261215", shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void levels_randomEvents_agreeWithTheModel(
            @ForAll("levels") List<AlertRule> rules, @ForAll("moves") List<Move> moves, @ForAll Clocking clocking) {
        play(rules, moves, clocking);
    }

    @Provide
    Arbitrary<List<AlertRule>> all() {
        Arbitrary<ConditionRules.Part> single = Arbitraries.oneOf(
                ConditionRules.threshold(),
                ConditionRules.windows(),
                ConditionRules.absence(),
                ConditionRules.flatline(),
                ConditionRules.levels());
        Arbitrary<ConditionRules.Part> leaves = Arbitraries.oneOf(ConditionRules.threshold(), ConditionRules.windows());
        return ConditionRules.rules(
                Arbitraries.oneOf(single, single, ConditionRules.composites(leaves), ConditionRules.sequences(leaves)));
    }

    @Property(tries = TRIES, seed = "20261216", shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void allConditions_ruleAddedBetween_agreeWithTheModel(
            @ForAll("all") List<AlertRule> rules,
            @ForAll("all") List<AlertRule> later,
            @ForAll("moves") List<Move> moves) {
        try (ConditionPlay play = new ConditionPlay(rules, Clocking.CLOCK, seconds(STALE_AFTER), NO_EXPIRY)) {
            play.moves(moves.subList(0, moves.size() / 2));
            play.addLater(later);
            play.moves(moves.subList(moves.size() / 2, moves.size()));
            play.collectStatistics(ConditionPlay.LEAST_SHARE_COMPARED);
        }
    }
}
