// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitrary steps over few rules, series and values, so that they often meet. */
final class Steps {
    private static final Arbitrary<String> IDS = Arbitraries.of("r0", "r1", "r2", "r3");
    private static final Arbitrary<String> SOURCES = Arbitraries.of("s1", "s1", "s1", "s2");
    private static final Arbitrary<String> TYPES = Arbitraries.of("t", "t", "t", "u");
    private static final Arbitrary<Double> VALUES = Arbitraries.of(70.0, 75.0, 80.0, 85.0, 90.0, 95.0);
    private static final Arbitrary<Integer> TICKS = Arbitraries.of(1, 5, 10, 20, 30);

    private static final Duration STALE_AFTER = ReferenceProcessor.STALE_AFTER;
    private static final Duration SERIES_EXPIRY = ReferenceProcessor.SERIES_EXPIRY;

    private Steps() {}

    /** Some rules, and then steps of all kinds. */
    static Arbitrary<List<Step>> ofAllKinds() {
        return sequences(Arbitraries.frequencyOf(
                Tuple.of(24, events()),
                Tuple.of(10, ticks()),
                Tuple.of(3, batches()),
                Tuple.of(2, wallSteps()),
                Tuple.of(7, ruleChanges()),
                Tuple.of(4, people()),
                Tuple.of(1, Arbitraries.of("a", "b", "c").map(Step.RegisterAction::new)),
                Tuple.of(1, stops()),
                Tuple.of(2, restarts())));
    }

    /** Many rules on few series, which change often, with restarts between. */
    static Arbitrary<List<Step>> aroundRules() {
        return sequences(Arbitraries.frequencyOf(
                Tuple.of(12, events(Arbitraries.just(null))),
                Tuple.of(4, ticks()),
                Tuple.of(8, ruleChanges()),
                Tuple.of(2, people()),
                Tuple.of(2, restarts())));
    }

    /** Clocks that step and leap, events with and without a time, batches. */
    static Arbitrary<List<Step>> aroundTime() {
        return sequences(Arbitraries.frequencyOf(
                Tuple.of(12, events()),
                Tuple.of(8, ticks()),
                Tuple.of(6, batches()),
                Tuple.of(4, wallSteps()),
                Tuple.of(1, stops()),
                Tuple.of(1, restarts())));
    }

    private static Arbitrary<List<Step>> sequences(Arbitrary<Step> any) {
        return Combinators.combine(
                        rules().list().ofMinSize(1).ofMaxSize(5), any.list().ofMaxSize(30))
                .as((first, then) -> {
                    List<Step> steps = new ArrayList<>(first);
                    steps.addAll(then);
                    return steps;
                });
    }

    /** What people do with alerts. */
    private static Arbitrary<Step> people() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, silences()),
                Tuple.of(1, Arbitraries.of("q1", "q2").map(Step.ExpireSilence::new)),
                Tuple.of(3, Arbitraries.integers().between(0, 1).map(Step.Acknowledge::new)));
    }

    private static Arbitrary<Step> events() {
        return Arbitraries.frequencyOf(Tuple.of(2, events(Arbitraries.just(null))), Tuple.of(1, events(offsets())));
    }

    private static Arbitrary<Integer> offsets() {
        return Arbitraries.of(0, 0, 0, 0, 0, 0, 1, 30, 60, 61, 100_000, -1, -10, -30, -3600);
    }

    private static Arbitrary<Step> events(Arbitrary<Integer> offsets) {
        return Combinators.combine(SOURCES, TYPES, VALUES, offsets).as(Step.Event::new);
    }

    private static Arbitrary<Step> ticks() {
        return Arbitraries.frequencyOf(
                        Tuple.of(10, TICKS.map(Duration::ofSeconds)),
                        Tuple.of(1, Arbitraries.of(STALE_AFTER, STALE_AFTER.minusMillis(1))),
                        Tuple.of(1, Arbitraries.of(SERIES_EXPIRY.minusMillis(1), SERIES_EXPIRY.plusSeconds(50))))
                .map(Step.Tick::new);
    }

    /** Within a batch an event may come exactly at the expiry of its series. */
    private static Arbitrary<Step> ticksOfBatches() {
        return Arbitraries.frequencyOf(
                Tuple.of(9, ticks()), Tuple.of(1, Arbitraries.just(new Step.Tick(SERIES_EXPIRY))));
    }

    /** Events of a batch all have a time of their own, or none has. */
    private static Arbitrary<Step> batches() {
        return Arbitraries.oneOf(batch(offsets()), batch(Arbitraries.just(null)))
                .map(Step.Batch::new);
    }

    private static Arbitrary<List<Step>> batch(Arbitrary<Integer> offsets) {
        return Arbitraries.frequencyOf(Tuple.of(3, events(offsets)), Tuple.of(2, ticksOfBatches()))
                .list()
                .ofMinSize(2)
                .ofMaxSize(8);
    }

    private static Arbitrary<Step> wallSteps() {
        return Arbitraries.of(600, -600, 3, -3, 7_200, -7_200)
                .map(seconds -> new Step.WallStep(Duration.ofSeconds(seconds)));
    }

    private static Arbitrary<Step> silences() {
        return Combinators.combine(
                        Arbitraries.of("q1", "q2"),
                        Arbitraries.of(
                                Tuple.of("rule_id", "r0"),
                                Tuple.of("rule_id", "*"),
                                Tuple.of("source", "s1"),
                                Tuple.of("type", "t"),
                                Tuple.of("severity", "warning")),
                        Arbitraries.of(0, 0, 0, 10),
                        Arbitraries.of(10, 30, 60))
                .as((id, matcher, from, length) ->
                        new Step.AddSilence(id, matcher.get1(), matcher.get2(), from, length));
    }

    private static Arbitrary<Step> stops() {
        return Combinators.combine(downTimes(), ruleChanges().list().ofMaxSize(1))
                .as(Step.StopAndStart::new);
    }

    private static Arbitrary<Step> restarts() {
        return Combinators.combine(downTimes(), ruleChanges().list().ofMaxSize(2))
                .as(Step.Restart::new);
    }

    private static Arbitrary<Duration> downTimes() {
        return Arbitraries.of(0, 0, 0, 20, 86_400).map(Duration::ofSeconds);
    }

    private static Arbitrary<Step> ruleChanges() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, rules()), Tuple.of(4, Variations.of(IDS)), Tuple.of(1, IDS.map(Step.RemoveRule::new)));
    }

    private static Arbitrary<Step> rules() {
        return Combinators.combine(IDS, conditions(), TYPES, Arbitraries.of("*", "*", "s*", "s1"), rest())
                .as((id, condition, type, source, rest) -> new Step.AddRule(rest.apply(AlertRule.builder(id)
                                .condition((String) condition.get("condition"))
                                .parameters(parameters(condition))
                                .parameter(AlertRule.FIELD, type)
                                .source(source))
                        .build()));
    }

    private static Map<String, Object> parameters(Map<String, Object> condition) {
        Map<String, Object> parameters = new LinkedHashMap<>(condition);
        parameters.remove("condition");
        return parameters;
    }

    private static Arbitrary<UnaryOperator<AlertRule.Builder>> rest() {
        return Combinators.combine(
                        Arbitraries.of(0, 0, 0, 5, 30, 90),
                        Arbitraries.of(0, 0, 0, 10, 30),
                        Arbitraries.of(0, 0, 0, 0, 20),
                        Arbitraries.of(Severity.WARNING, Severity.WARNING, Severity.CRITICAL, Severity.INFO),
                        Arbitraries.of("a", "a", "b", "a b", "c", ""),
                        Arbitraries.of(true, true, true, true, true, true, true, false))
                .as((pending, keep, repeat, severity, actions, enabled) ->
                        rule -> rule.forDuration(Duration.ofSeconds(pending))
                                .keepFiringFor(Duration.ofSeconds(keep))
                                .repeatInterval(Duration.ofSeconds(repeat))
                                .severity(severity)
                                .actions(actions.isEmpty() ? new String[0] : actions.split(" "))
                                .enabled(enabled));
    }

    private static Arbitrary<Map<String, Object>> conditions() {
        Arbitrary<Map<String, Object>> thresholds = Combinators.combine(
                        Arbitraries.of(">", ">", ">", ">=", "<", "<=", "==", "!="),
                        Arbitraries.of(75.0, 80.0, 85.0),
                        Arbitraries.of(0, 0, 5, 10))
                .as(Steps::threshold);
        Arbitrary<Map<String, Object>> trends = Combinators.combine(
                        Arbitraries.of(2, 3, 5), Arbitraries.of(0.5, 2.0, 5.0))
                .as((window, threshold) -> Map.of("condition", "trend", "window", window, "threshold", threshold));
        return Arbitraries.frequencyOf(Tuple.of(7, thresholds), Tuple.of(1, trends));
    }

    private static Map<String, Object> threshold(String operator, double limit, int distance) {
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("condition", "threshold");
        condition.put("operator", operator);
        condition.put("value", limit);
        if (distance > 0 && operator.startsWith(">")) {
            condition.put("recovery", limit - distance);
        } else if (distance > 0 && operator.startsWith("<")) {
            condition.put("recovery", limit + distance);
        }
        return condition;
    }
}
