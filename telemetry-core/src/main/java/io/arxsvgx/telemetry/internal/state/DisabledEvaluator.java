// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.FastPath;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.condition.Verdicts;
import java.util.List;

/** A substitute for an evaluator that could not be created, or has failed too often on a series; it has no verdicts. */
public enum DisabledEvaluator implements SeriesEvaluator, FastPath {
    INSTANCE;

    private static final Evaluation NOTHING = new Evaluation(
            Evaluation.Verdict.UNKNOWN, List.of(), "none", Double.NaN, Double.NaN, "the condition is disabled");

    @Override
    public long fastPathValidUntil(SeriesContext series, int at) {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean tryFastPath(SeriesContext series, int at, double value, long time) {
        return true;
    }

    @Override
    public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {}

    @Override
    public Evaluation explain(SeriesContext series, int at, int rule) {
        return NOTHING;
    }
}
