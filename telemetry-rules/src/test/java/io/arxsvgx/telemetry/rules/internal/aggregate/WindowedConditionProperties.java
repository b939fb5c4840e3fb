// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.internal.window.FakeSeries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Each condition over a window, compared with its definition over the list of all events. */
class WindowedConditionProperties {
    private static final int EVENTS = 120;
    private static final List<String> OPERATORS = List.of(">", ">=", "<", "<=", "==", "!=");
    private static final List<String> FUNCTIONS = List.of("avg", "min", "max", "sum", "count", "stddev", "quantile");
    private static final double[] QUANTILES = {0, 1, 0.5, 0.9, 0.99, 0.25, 1.0 / 3};

    @Property(tries = 1_500, seed = "20261201", edgeCases = EdgeCasesMode.NONE)
    void aggregate_anyEvents_agreesWithItsDefinition(@ForAll long seed) throws IOException {
        check(new AggregateCondition(), seed);
    }

    @Property(tries = 1_000, seed = "20261202", edgeCases = EdgeCasesMode.NONE)
    void rate_anyEvents_agreesWithItsDefinition(@ForAll long seed) throws IOException {
        check(new RateCondition(), seed);
    }

    @Property(tries = 1_000, seed = "20261203", edgeCases = EdgeCasesMode.NONE)
    void count_anyEvents_agreesWithItsDefinition(@ForAll long seed) throws IOException {
        check(new CountCondition(), seed);
    }

    @Property(tries = 1_000, seed = "20261204", edgeCases = EdgeCasesMode.NONE)
    void statusRatio_anyEvents_agreesWithItsDefinition(@ForAll long seed) throws IOException {
        check(new StatusRatioCondition(), seed);
    }

    @Property(tries = 1_000, seed = "20261205", edgeCases = EdgeCasesMode.NONE)
    void ratio_anyEvents_agreesWithItsDefinition(@ForAll long seed) throws IOException {
        check(new RatioCondition(), seed);
    }

    /**
     * Evaluates random events with some rules at once. At random points the state is saved and restored into another series,
     * which continues beside the first one with the same numbers, and rules are added, removed and moved.
     */
    private static void check(ConditionProvider condition, long seed) throws IOException {
        Random random = new Random(seed);
        EventSequence sequence = new EventSequence(random, EVENTS);
        List<AlertRule> rules = distinct(condition, random, sequence, 1 + random.nextInt(3));
        Map<AlertRule, NaiveRule> naive = new HashMap<>();
        rules.forEach(rule -> naive.put(rule, new NaiveRule(rule)));
        FakeSeries series = new FakeSeries(condition, rules);
        FakeSeries restored = series;
        for (NaiveRule.Event event : sequence.events) {
            if (random.nextInt(40) == 0) {
                rules = changed(condition, random, sequence, rules);
                series = series.with(rules);
                restored = series;
                naive.keySet().retainAll(rules);
                rules.forEach(rule -> naive.computeIfAbsent(rule, NaiveRule::new));
            }
            if (random.nextInt(30) == 0) {
                restored = series.restored();
            }
            take(series, event);
            for (int rule = 0; rule < rules.size(); rule++) {
                naive.get(rules.get(rule)).add(event);
                if (series.count() < 10 || random.nextInt(3) == 0) {
                    assertAgrees(series, rule, naive.get(rules.get(rule)), rules.get(rule), seed);
                }
            }
            if (restored != series) {
                take(restored, event);
                assertSame(restored, series, rules.size());
            }
        }
    }

    private static void take(FakeSeries series, NaiveRule.Event event) {
        series.inputs(event.inputs().stream().mapToInt(input -> input).toArray());
        series.take(event.value(), event.time());
    }

    private static void assertSame(FakeSeries restored, FakeSeries series, int rules) throws IOException {
        assertThat(restored.verdicts()).isEqualTo(series.verdicts());
        for (int rule = 0; rule < rules; rule++) {
            assertThat(restored.save(rule)).isEqualTo(series.save(rule));
        }
    }

    private static void assertAgrees(FakeSeries series, int index, NaiveRule naive, AlertRule rule, long seed) {
        Evaluation evaluation = series.explain(index);
        Verdict verdict = series.verdicts().get(index);
        NaiveFigure figure = naive.figure();
        boolean isRight = figure == null
                ? verdict == Verdict.UNKNOWN && Double.isNaN(evaluation.computed())
                : isRight(verdict, evaluation.computed(), figure, naive);
        if (!isRight) {
            throw new AssertionError(rule + ", seed " + seed + ", event " + series.count() + ": " + evaluation
                    + " instead of " + figure);
        }
    }

    private static boolean isRight(Verdict verdict, double computed, NaiveFigure figure, NaiveRule naive) {
        if (!(computed >= finite(figure.least())) || !(computed <= finite(figure.greatest()))) {
            return false;
        }
        boolean isCertain = figure.isExact() || naive.limit() < figure.least() || naive.limit() > figure.greatest();
        boolean isBreaching = naive.holds(isCertain ? figure.least() : computed);
        return verdict == (isBreaching ? Verdict.BREACHING : Verdict.NORMAL);
    }

    private static double finite(double figure) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, figure));
    }

    private static List<AlertRule> changed(
            ConditionProvider condition, Random random, EventSequence sequence, List<AlertRule> rules) {
        Set<AlertRule> next = new HashSet<>(rules);
        next.removeIf(rule -> random.nextInt(4) == 0);
        next.addAll(distinct(condition, random, sequence, 1 + random.nextInt(2)));
        List<AlertRule> shuffled = new ArrayList<>(next);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static List<AlertRule> distinct(
            ConditionProvider condition, Random random, EventSequence sequence, int count) {
        Set<AlertRule> rules = new HashSet<>();
        for (int i = 0; i < count; i++) {
            rules.add(rule(condition, random, sequence));
        }
        return new ArrayList<>(rules);
    }

    /** A rule with a limit that its figure reaches, in most cases. */
    private static AlertRule rule(ConditionProvider condition, Random random, EventSequence sequence) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("operator", OPERATORS.get(random.nextInt(OPERATORS.size())));
        parameters.put("within", Math.max(1, 1 + random.nextInt(40) * random.nextDouble() * sequence.step) / 1e9);
        parameters.put(
                "value",
                random.nextBoolean()
                        ? (double) random.nextInt(8)
                        : any(random, sequence).value());
        int minCount = 1 + random.nextInt(3);
        switch (condition.kind()) {
            case "aggregate" -> aggregate(parameters, random, minCount);
            case "rate" -> parameters.put("counter", random.nextBoolean());
            case "count" -> parameters.put("times", 1 + random.nextInt(6));
            case "status_ratio" -> {
                parameters.put("status", random.nextBoolean() ? List.of("ERROR") : List.of("FAILED", "OK"));
                parameters.put("min_count", minCount);
            }
            default -> {
                parameters.put("numerator", selection(random));
                parameters.put("denominator", selection(random));
                parameters.put("min_count", minCount);
            }
        }
        AlertRule rule =
                FakeSeries.rule(condition).toBuilder().parameters(parameters).build();
        return condition.kind().equals("count") || random.nextInt(3) == 0
                ? rule
                : withReachedLimit(rule, random, sequence);
    }

    private static void aggregate(Map<String, Object> parameters, Random random, int minCount) {
        String function = FUNCTIONS.get(random.nextInt(FUNCTIONS.size()));
        parameters.put("function", function);
        if (function.equals("quantile")) {
            parameters.put(
                    "quantile",
                    random.nextInt(3) > 0 ? QUANTILES[random.nextInt(QUANTILES.length)] : random.nextDouble());
        }
        if (random.nextInt(3) == 0) {
            parameters.remove("within");
            parameters.put("window", minCount + random.nextInt(50));
        }
        parameters.put("min_count", minCount);
    }

    private static Map<String, Object> selection(Random random) {
        Map<String, Object> selection = new HashMap<>();
        if (random.nextBoolean()) {
            selection.put("status", List.of("OK"));
        }
        if (random.nextBoolean()) {
            selection.put("count", true);
        }
        return selection;
    }

    private static NaiveRule.Event any(Random random, EventSequence sequence) {
        return sequence.events.get(random.nextInt(sequence.events.size()));
    }

    private static AlertRule withReachedLimit(AlertRule rule, Random random, EventSequence sequence) {
        NaiveRule naive = new NaiveRule(rule);
        int end = random.nextInt(sequence.events.size());
        sequence.events.subList(0, end).forEach(naive::add);
        NaiveFigure figure = naive.figure();
        boolean isReached = figure != null && Double.isFinite(figure.least());
        return isReached ? rule.toBuilder().parameter("value", figure.least()).build() : rule;
    }
}
