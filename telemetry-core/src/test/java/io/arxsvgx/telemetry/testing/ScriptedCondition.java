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
import java.util.function.Supplier;

/** The condition {@code scripted}, each part of which a test may replace by one that fails. */
public final class ScriptedCondition implements ConditionProvider {
    static final String KIND = "scripted";

    /** The work on an event. */
    @FunctionalInterface
    public interface OnEvent {
        void evaluate(SeriesContext series, double value, Verdicts verdicts);
    }

    public OnEvent onEvent = (series, value, verdicts) -> {
        if (value > 0) {
            verdicts.breaching(0);
        }
    };
    public Supplier<Evaluation> onExplain = () ->
            new Evaluation(Evaluation.Verdict.BREACHING, List.of(), "value", Double.NaN, Double.NaN, "as scripted");
    public Runnable onEvaluator = () -> {};
    public Runnable onCells = () -> {};

    public static AlertRule.Builder rule(String id) {
        return AlertRule.builder(id).condition(KIND).parameter("field", AlertHarness.TYPE);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String description() {
        return "Runs the script of a test.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public SeriesEvaluator evaluator(List<AlertRule> rules) {
        onEvaluator.run();
        return new Evaluator();
    }

    private final class Evaluator implements SeriesEvaluator {
        @Override
        public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
            onEvent.evaluate(series, value, verdicts);
        }

        @Override
        public Evaluation explain(SeriesContext series, int at, int rule) {
            return onExplain.get();
        }

        @Override
        public int[] stateSlotsOf(int rule) {
            onCells.run();
            return new int[0];
        }
    }
}
