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
import java.util.function.DoubleConsumer;

/** A condition {@code hook} that passes each value to the test, then breaches if the value is above zero. */
public final class HookFixture implements ConditionProvider {
    private final DoubleConsumer hook;

    public HookFixture(DoubleConsumer hook) {
        this.hook = hook;
    }

    /** A rule of this kind on type {@code t}. */
    public static AlertRule rule(String... actions) {
        return AlertRule.builder("hooked")
                .condition("hook")
                .parameter("field", "t")
                .actions(actions)
                .build();
    }

    @Override
    public String kind() {
        return "hook";
    }

    @Override
    public String description() {
        return "Hands each value to the test.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public SeriesEvaluator evaluator(List<AlertRule> rules) {
        return new Evaluator(rules.size());
    }

    private final class Evaluator implements SeriesEvaluator {
        private final int rules;

        Evaluator(int rules) {
            this.rules = rules;
        }

        @Override
        public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
            hook.accept(value);
            for (int i = 0; i < rules && value > 0; i++) {
                verdicts.breaching(i);
            }
        }

        @Override
        public Evaluation explain(SeriesContext series, int at, int rule) {
            return new Evaluation(Evaluation.Verdict.BREACHING, List.of(), "value", 1, 0, "above zero");
        }
    }
}
