// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.evaluation;

import io.arxsvgx.telemetry.internal.alert.AlertStateMachine;
import io.arxsvgx.telemetry.internal.alert.EvaluationDeadlines;
import io.arxsvgx.telemetry.internal.concurrent.DistinctErrorLog;
import io.arxsvgx.telemetry.internal.state.ActiveRule;
import io.arxsvgx.telemetry.internal.state.EvaluationPlan;
import io.arxsvgx.telemetry.internal.state.KindState;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.internal.state.VerdictBuffer;

/** The handling of conditions that fail on a series: after some faults they are disabled there. Confined to the loop. */
public final class ConditionFailures implements EvaluationDeadlines.Evaluators {
    private static final int MAX_FAULTS_PER_SERIES = 5;

    private final PlanBuilder plans;
    private final AlertStateMachine lifecycle;
    private final VerdictBuffer verdicts;

    public ConditionFailures(PlanBuilder plans, AlertStateMachine lifecycle, VerdictBuffer verdicts) {
        this.plans = plans;
        this.lifecycle = lifecycle;
        this.verdicts = verdicts;
    }

    @Override
    public void plan(SeriesState series) {
        plans.kindState(series);
    }

    @Override
    public void failed(SeriesState series, EvaluationPlan.Kind kind, Throwable fault) {
        failed(series, series.plan.indexOf(kind.rank), fault);
    }

    /** Handles the failure of the evaluator of the kind at an index of the plan. */
    void failed(SeriesState series, int index, Throwable fault) {
        DistinctErrorLog.rethrowFatal(fault);
        verdicts.clear();
        EvaluationPlan.Kind kind = series.plan.kinds[index];
        plans.failed(series, kind.rules, fault);
        KindState kindState = series.makeKindState(kind);
        lifecycle.notEvaluated(kindState);
        if (++kindState.faults >= MAX_FAULTS_PER_SERIES) {
            series.switchOff(index);
            ActiveRule.countFailed(kind.rules, 1);
            lifecycle.close(
                    kindState,
                    "the condition failed " + MAX_FAULTS_PER_SERIES + " times and was disabled: "
                            + DistinctErrorLog.text(fault));
        }
    }
}
