// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.testing;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.condition.Verdicts;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;

/**
 * The condition {@code above}: breaches above {@code limit}, holds above {@code recovery}, and is unknown for the first
 * {@code warmup} values and for the value {@link #UNKNOWN}. Its state is the number of values.
 */
public final class AboveCondition implements ConditionProvider {
    static final String KIND = "above";
    /** A value for which the verdict is unknown. */
    public static final double UNKNOWN = -1_000;

    private static final Parameter LIMIT =
            Parameter.number("limit", "The value above which it breaches.").asRequired();
    private static final Parameter RECOVERY = Parameter.number("recovery", "The value below which it has recovered.");
    private static final Parameter WARMUP =
            Parameter.integer("warmup", 0, 1_000, "How many values come first.").withDefault(0);

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String description() {
        return "The value lies above a limit.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(LIMIT, RECOVERY, WARMUP);
    }

    @Override
    public SeriesEvaluator evaluator(List<AlertRule> rules) {
        return new Evaluator(rules);
    }

    private static final class Evaluator implements SeriesEvaluator {
        private final double[] limits;
        private final double[] recoveries;
        private final int[] warmups;

        Evaluator(List<AlertRule> rules) {
            limits = rules.stream().mapToDouble(LIMIT::number).toArray();
            recoveries = rules.stream()
                    .mapToDouble(rule -> RECOVERY.isGiven(rule) ? RECOVERY.number(rule) : LIMIT.number(rule))
                    .toArray();
            warmups = rules.stream().mapToInt(WARMUP::integer).toArray();
        }

        /** The number of warm-up values of each rule. */
        @Override
        public int stateSlots() {
            return warmups.length;
        }

        @Override
        public int[] stateSlotsOf(int rule) {
            return new int[] {rule};
        }

        @Override
        public void initState(SeriesContext series, int at) {
            for (int rule = 0; rule < warmups.length; rule++) {
                series.stateLong(at + rule, warmups[rule]);
            }
        }

        @Override
        public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
            for (int rule = 0; rule < limits.length; rule++) {
                long left = series.stateLong(at + rule);
                if (value == UNKNOWN || left > 0) {
                    series.stateLong(at + rule, Math.max(0, left - 1));
                    verdicts.unknown(rule);
                } else if (value > limits[rule]) {
                    verdicts.breaching(rule);
                } else if (value > recoveries[rule]) {
                    verdicts.holding(rule);
                }
            }
        }

        @Override
        public Evaluation explain(SeriesContext series, int at, int rule) {
            double last = series.valueAgo(0);
            boolean breaching = last > limits[rule];
            return new Evaluation(
                    breaching ? Evaluation.Verdict.BREACHING : Evaluation.Verdict.NORMAL,
                    List.of(last),
                    "value",
                    last,
                    limits[rule],
                    last + (breaching ? " > " : " <= ") + limits[rule]);
        }
    }
}
