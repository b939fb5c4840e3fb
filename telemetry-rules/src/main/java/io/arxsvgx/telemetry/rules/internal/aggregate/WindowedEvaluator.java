// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.condition.Verdicts;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.internal.sample.SampleWindow;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** An evaluator of rules that each have a window of their own. Confined to the processor thread. */
final class WindowedEvaluator implements SeriesEvaluator {
    private final WindowedRule[] rules;

    WindowedEvaluator(List<AlertRule> all, Function<AlertRule, WindowedRule> toWindowed) {
        rules = all.stream().map(toWindowed).toArray(WindowedRule[]::new);
    }

    @Override
    public int stateSlots() {
        return rules.length * SampleWindow.STATE_SLOTS;
    }

    @Override
    public int[] stateSlotsOf(int rule) {
        int first = slot(rule);
        return IntStream.range(first, first + SampleWindow.STATE_SLOTS).toArray();
    }

    private static int slot(int rule) {
        return rule * SampleWindow.STATE_SLOTS;
    }

    @Override
    public int newestValues() {
        return WindowedRule.SHOWN;
    }

    @Override
    public boolean isStateValid(SeriesContext series, int at) {
        for (int rule = 0; rule < rules.length; rule++) {
            if (!rules[rule].window.isStateValid(series, at + slot(rule))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
        for (int rule = 0; rule < rules.length; rule++) {
            Verdict verdict = rules[rule].evaluate(series, at + slot(rule), value, time);
            if (verdict == Verdict.BREACHING) {
                verdicts.breaching(rule);
            } else if (verdict == Verdict.UNKNOWN) {
                verdicts.unknown(rule);
            }
        }
    }

    @Override
    public Evaluation explain(SeriesContext series, int at, int rule) {
        return rules[rule].explain(series, at + slot(rule));
    }
}
