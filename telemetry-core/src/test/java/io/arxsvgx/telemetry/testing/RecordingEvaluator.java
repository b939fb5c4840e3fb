// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.testing;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.FastPath;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.Scoring;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.condition.Verdicts;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.ArrayList;
import java.util.List;

/**
 * Records by which of its methods it was given the events. Its fast path takes values from 0, until the event whose number is its one
 * state slot: 1,000 once an event was evaluated.
 */
public class RecordingEvaluator implements SeriesEvaluator, FastPath {
    public final List<Double> evaluated = new ArrayList<>();
    public final List<Double> onFastPath = new ArrayList<>();

    @Override
    public int stateSlots() {
        return 1;
    }

    @Override
    public int[] stateSlotsOf(int rule) {
        return new int[] {0};
    }

    @Override
    public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
        evaluated.add(value);
        series.stateLong(at, 1_000);
    }

    @Override
    public Evaluation explain(SeriesContext series, int at, int rule) {
        return new Evaluation(Evaluation.Verdict.NORMAL, List.of(), "value", Double.NaN, Double.NaN, "recorded");
    }

    @Override
    public long fastPathValidUntil(SeriesContext series, int at) {
        return series.stateLong(at);
    }

    @Override
    public boolean tryFastPath(SeriesContext series, int at, double value, long time) {
        if (value >= 0) {
            onFastPath.add(value);
        }
        return value >= 0;
    }

    /** One that scores values too. */
    public static final class Scored extends RecordingEvaluator implements Scoring {
        public final List<Double> scored = new ArrayList<>();

        @Override
        public double score(SeriesContext series, int at) {
            scored.add(series.valueAgo(0));
            return 0.5;
        }
    }

    /** The condition {@code recorded}, all rules of which have one evaluator. */
    public record Provider(SeriesEvaluator evaluator) implements ConditionProvider {
        /** A rule on the series of {@link AlertHarness}. */
        public static AlertRule rule() {
            return AlertRule.builder("recorded")
                    .condition("recorded")
                    .parameter(AlertRule.FIELD, AlertHarness.TYPE)
                    .build();
        }

        @Override
        public String kind() {
            return "recorded";
        }

        @Override
        public String description() {
            return "Records the events.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public SeriesEvaluator evaluator(List<AlertRule> rules) {
            return evaluator;
        }
    }
}
