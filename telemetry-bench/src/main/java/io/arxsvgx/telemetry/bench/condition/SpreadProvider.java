// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.condition;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.condition.Verdicts;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;

/** The spread of the last ten values, written with the evaluator's interface and without a fast path. */
final class SpreadProvider implements ConditionProvider {
    static final String KIND = "spread_evaluator";
    private static final int WINDOW = 10;
    private static final Parameter LIMIT =
            Parameter.number("limit", "The spread above which it breaches.").asRequired();

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String description() {
        return "The spread of the last ten values exceeds a limit.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(LIMIT);
    }

    @Override
    public SeriesEvaluator evaluator(List<AlertRule> rules) {
        return new Spread(rules.stream().mapToDouble(LIMIT::number).toArray());
    }

    private static final class Spread implements SeriesEvaluator {
        private final double[] limits;

        Spread(double[] limits) {
            this.limits = limits;
        }

        @Override
        public int newestValues() {
            return WINDOW;
        }

        @Override
        public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
            boolean isFull = series.count() >= WINDOW;
            double spread = isFull ? spread(series) : 0;
            for (int rule = 0; rule < limits.length; rule++) {
                if (!isFull) {
                    verdicts.unknown(rule);
                } else if (spread > limits[rule]) {
                    verdicts.breaching(rule);
                }
            }
        }

        private static double spread(SeriesContext series) {
            double min = series.valueAgo(0);
            double max = min;
            for (int i = 1; i < WINDOW; i++) {
                double value = series.valueAgo(i);
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
            return max - min;
        }

        @Override
        public Evaluation explain(SeriesContext series, int at, int rule) {
            return new Evaluation(
                    Evaluation.Verdict.NORMAL, series.newest(WINDOW), "spread", spread(series), limits[rule], "spread");
        }
    }
}
