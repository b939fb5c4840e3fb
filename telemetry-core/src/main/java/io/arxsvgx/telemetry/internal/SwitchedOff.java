// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import io.arxsvgx.telemetry.rule.Evaluation;
import io.arxsvgx.telemetry.rule.SeriesEvaluator;
import io.arxsvgx.telemetry.rule.Verdicts;
import java.io.DataInput;
import java.io.DataOutput;
import java.util.List;

/** Stands for an evaluator that could not be made, or has failed too often: it says nothing, and has no state. */
enum SwitchedOff implements SeriesEvaluator {
    INSTANCE;

    private static final Evaluation NOTHING = new Evaluation(
            Evaluation.Verdict.UNKNOWN, List.of(), "none", Double.NaN, Double.NaN, "the condition was switched off");

    @Override
    public void evaluate(double value, long time, Verdicts verdicts) {}

    @Override
    public Evaluation explain(int rule) {
        return NOTHING;
    }

    @Override
    public int stateVersion() {
        return 0;
    }

    @Override
    public void save(int rule, DataOutput out) {}

    @Override
    public boolean restore(int rule, int version, DataInput in) {
        return false;
    }
}
