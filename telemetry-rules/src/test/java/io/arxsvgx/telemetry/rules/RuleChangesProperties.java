// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.internal.aggregate.AggregateCondition;
import io.arxsvgx.telemetry.rules.internal.aggregate.CountCondition;
import io.arxsvgx.telemetry.rules.internal.aggregate.RateCondition;
import io.arxsvgx.telemetry.rules.internal.aggregate.RatioCondition;
import io.arxsvgx.telemetry.rules.internal.aggregate.StatusRatioCondition;
import io.arxsvgx.telemetry.rules.internal.window.FakeSeries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The state of a rule depends on its own parameters alone, and remains when other rules of its condition change. */
class RuleChangesProperties {
    public enum Kind {
        THRESHOLD {
            @Override
            ConditionProvider condition() {
                return new ThresholdCondition();
            }

            @Override
            AlertRule rule(Random random) {
                String operator = List.of(">", ">=", "<", "<=", "==", "!=").get(random.nextInt(6));
                int value = random.nextInt(7);
                if (random.nextBoolean() || operator.contains("!") || operator.equals("==")) {
                    return FakeSeries.rule(condition(), "operator", operator, "value", value);
                }
                int distance = random.nextInt(4);
                int recovery = operator.contains(">") ? value - distance : value + distance;
                return FakeSeries.rule(condition(), "operator", operator, "value", value, "recovery", recovery);
            }
        },
        TREND {
            @Override
            ConditionProvider condition() {
                return new TrendCondition();
            }

            @Override
            AlertRule rule(Random random) {
                return FakeSeries.rule(
                        condition(),
                        "window",
                        2 + random.nextInt(3) * 4,
                        "threshold",
                        random.nextInt(4) * 0.25,
                        "per",
                        random.nextBoolean() ? "record" : "second");
            }
        },
        ANOMALY {
            @Override
            ConditionProvider condition() {
                return new AnomalyCondition();
            }

            @Override
            AlertRule rule(Random random) {
                String method =
                        List.of("adaptive", "zscore", "robust", "seasonal").get(random.nextInt(4));
                return FakeSeries.rule(condition(), "method", method, "sensitivity", (1 + random.nextInt(10)) / 10.0);
            }
        },
        SIMPLE {
            @Override
            ConditionProvider condition() {
                return new SpreadFixture();
            }

            @Override
            AlertRule rule(Random random) {
                return FakeSeries.rule(condition(), "limit", random.nextInt(8), "count", 1 + random.nextInt(30));
            }
        },
        SIMPLE_TIME {
            @Override
            ConditionProvider condition() {
                return new MeanFixture();
            }

            @Override
            AlertRule rule(Random random) {
                return FakeSeries.rule(condition(), "limit", random.nextInt(8), "seconds", 1 + random.nextInt(30));
            }
        },
        RATE {
            @Override
            ConditionProvider condition() {
                return new RateCondition();
            }

            @Override
            AlertRule rule(Random random) {
                return FakeSeries.rule(
                        condition(),
                        "operator",
                        ">",
                        "value",
                        random.nextInt(3) * 0.5,
                        "within",
                        2 + random.nextInt(30),
                        "counter",
                        random.nextBoolean());
            }
        },
        AGGREGATE {
            @Override
            ConditionProvider condition() {
                return new AggregateCondition();
            }

            @Override
            AlertRule rule(Random random) {
                List<String> functions = List.of("avg", "min", "max", "sum", "count", "stddev");
                return FakeSeries.rule(
                        condition(),
                        "function",
                        functions.get(random.nextInt(functions.size())),
                        random.nextBoolean() ? "window" : "within",
                        1 + random.nextInt(30),
                        "operator",
                        random.nextBoolean() ? ">" : "<=",
                        "value",
                        random.nextInt(8));
            }
        },
        QUANTILE {
            @Override
            ConditionProvider condition() {
                return new AggregateCondition();
            }

            @Override
            AlertRule rule(Random random) {
                return FakeSeries.rule(
                        condition(),
                        "function",
                        "quantile",
                        "quantile",
                        random.nextInt(5) / 4.0,
                        "within",
                        1 + random.nextInt(30),
                        "operator",
                        ">=",
                        "value",
                        random.nextInt(8));
            }
        },
        COUNT {
            @Override
            ConditionProvider condition() {
                return new CountCondition();
            }

            @Override
            AlertRule rule(Random random) {
                return FakeSeries.rule(
                        condition(),
                        "operator",
                        "<",
                        "value",
                        random.nextInt(8),
                        "times",
                        1 + random.nextInt(5),
                        "within",
                        1 + random.nextInt(30));
            }
        },
        STATUS_RATIO {
            @Override
            ConditionProvider condition() {
                return new StatusRatioCondition();
            }

            @Override
            AlertRule rule(Random random) {
                return FakeSeries.rule(
                        condition(),
                        "status",
                        List.of(random.nextBoolean() ? "ERROR" : "OK"),
                        "within",
                        1 + random.nextInt(30),
                        "operator",
                        ">",
                        "value",
                        random.nextInt(10) / 10.0);
            }
        },
        RATIO {
            @Override
            ConditionProvider condition() {
                return new RatioCondition();
            }

            @Override
            AlertRule rule(Random random) {
                return FakeSeries.rule(
                        condition(),
                        "numerator",
                        Map.of("status", List.of("ERROR"), "count", random.nextBoolean()),
                        "denominator",
                        Map.of("count", random.nextBoolean()),
                        "within",
                        1 + random.nextInt(30),
                        "operator",
                        ">",
                        "value",
                        random.nextInt(10) / 10.0);
            }
        };

        abstract ConditionProvider condition();

        abstract AlertRule rule(Random random);

        /** Whether a rule that joins others in their window is unknown for longer than alone. */
        boolean sharesWindows() {
            return this == TREND || this == ANOMALY;
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void cellsOf_anyGroup_dependOnTheRuleAloneAndAreNotThoseOfOthers(@ForAll Kind kind, @ForAll long seed) {
        Random random = new Random(seed);
        List<AlertRule> rules = distinct(kind, random, 1 + random.nextInt(8));
        FakeSeries together = new FakeSeries(kind.condition(), rules);
        for (int rule = 0; rule < rules.size(); rule++) {
            FakeSeries alone = new FakeSeries(kind.condition(), List.of(rules.get(rule)));
            int[] slots = together.evaluator().stateSlotsOf(rule);
            assertThat(slots).hasSameSizeAs(alone.evaluator().stateSlotsOf(0)).doesNotHaveDuplicates();
            assertThat(together.evaluator().stateVersion())
                    .isEqualTo(alone.evaluator().stateVersion());
            assertThat(Arrays.stream(slots)
                            .allMatch(slot ->
                                    slot >= 0 && slot < together.evaluator().stateSlots()))
                    .isTrue();
        }
    }

    /** A rule that remains has the verdicts that it has alone; so has a new one once it has seen enough values. */
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void take_otherRulesChange_remainingRulesHaveTheVerdictsThatTheyHaveAlone(@ForAll Kind kind, @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        FakeSeries series = new FakeSeries(kind.condition(), distinct(kind, random, 3));
        Map<AlertRule, FakeSeries> alone = new HashMap<>();
        List<AlertRule> rules = List.of();
        for (int change = 0; change < 12; change++) {
            List<AlertRule> next = changed(kind, random, rules);
            series = series.with(next);
            rules = next;
            alone.keySet().retainAll(next);
            for (AlertRule rule : next) {
                if (!alone.containsKey(rule)) {
                    alone.put(rule, series.restoredEvents(List.of(rule)));
                }
            }
            int events = random.nextInt(60);
            for (int i = 0; i < events; i++) {
                double value = random.nextInt(25) == 0 ? 100 : random.nextInt(8);
                series.take(value);
                for (int rule = 0; rule < rules.size(); rule++) {
                    Verdict own = alone.get(rules.get(rule)).take(value);
                    Verdict shared = series.verdicts().get(rule);
                    // a rule that joined others in a window that was not empty is unknown for longer
                    assertThat(shared).isIn(own, kind.sharesWindows() ? Verdict.UNKNOWN : own);
                    if (i > 101) {
                        assertThat(shared).isEqualTo(own);
                    }
                }
            }
        }
    }

    private static List<AlertRule> changed(Kind kind, Random random, List<AlertRule> rules) {
        List<AlertRule> next = new ArrayList<>(rules);
        next.removeIf(rule -> random.nextInt(4) == 0);
        for (AlertRule rule : distinct(kind, random, 1 + random.nextInt(3))) {
            if (!next.contains(rule)) {
                next.add(rule);
            }
        }
        Collections.shuffle(next, random);
        return next;
    }

    private static List<AlertRule> distinct(Kind kind, Random random, int count) {
        List<AlertRule> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            AlertRule rule = kind.rule(random);
            if (!rules.contains(rule)) {
                rules.add(rule);
            }
        }
        return rules;
    }
}
