// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import io.arxsvgx.telemetry.condition.Deadlines;
import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.internal.concurrent.DistinctErrorLog;
import io.arxsvgx.telemetry.internal.state.ActiveAlert;
import io.arxsvgx.telemetry.internal.state.EvaluationPlan;
import io.arxsvgx.telemetry.internal.state.SeriesState;

/**
 * The deadlines of evaluators, at which rules may begin to breach without an event. A series has the earliest one in {@code
 * quietUntil}, and it is in the loop's heap by that; an event on the fast path touches neither, so a deadline that is
 * reached is computed again first. A series without such evaluators has no cost. Confined to the loop.
 */
public final class EvaluationDeadlines {
    private final Evaluators evaluators;
    private final long staleAfter;

    public EvaluationDeadlines(Evaluators evaluators, long staleAfter) {
        this.evaluators = evaluators;
        this.staleAfter = staleAfter;
    }

    /** The evaluators of series, whose code may fail. */
    public interface Evaluators {
        /** Sets the plan of a series if its rules have changed. */
        void plan(SeriesState series);

        /** Handles the failure of the evaluator of a kind. */
        void failed(SeriesState series, EvaluationPlan.Kind kind, Throwable fault);
    }

    /** A receiver of the verdict on a rule at its deadline. */
    interface Receiver {
        void accept(EvaluationPlan.Kind kind, int rule, Evaluation.Verdict verdict);
    }

    /** Recomputes the earliest deadline of the evaluators of a series. */
    void recompute(SeriesState series) {
        long least = ActiveAlert.NEVER;
        if (series.plan.hasDeadlines) {
            for (EvaluationPlan.Kind kind : series.plan.kinds) {
                least = Math.min(least, deadline(series, kind));
            }
        }
        series.quietUntil = least;
    }

    private long deadline(SeriesState series, EvaluationPlan.Kind kind) {
        Deadlines deadlines = kind.deadlines;
        if (deadlines == null) {
            return ActiveAlert.NEVER;
        }
        try {
            long least = ActiveAlert.NEVER;
            for (int rule = 0; rule < kind.rules.length; rule++) {
                least = Math.min(least, deadline(series, kind, deadlines, rule));
            }
            return least;
        } catch (Throwable fault) {
            DistinctErrorLog.rethrowFatal(fault);
            evaluators.failed(series, kind, fault);
            return ActiveAlert.NEVER;
        }
    }

    private long deadline(SeriesState series, EvaluationPlan.Kind kind, Deadlines deadlines, int rule) {
        long silentSince = series.silentSince();
        long deadline = deadlines.deadline(series, kind.at, rule, silentSince);
        // a stale series has no verdict but that it is silent
        boolean isStaleBefore = deadline > ActiveAlert.plus(silentSince, staleAfter);
        return isStaleBefore && !kind.isForSilence() ? ActiveAlert.NEVER : deadline;
    }

    /** Sets the plan of a series that the loop waits for, if its rules have changed. */
    void plan(SeriesState series) {
        if (!series.hasPlan()) {
            evaluators.plan(series);
            recompute(series);
        }
    }

    /** Evaluates the rules with a deadline at a time, the earliest one of a series. */
    void expire(SeriesState series, long at, Receiver receiver) {
        for (EvaluationPlan.Kind kind : series.plan.kinds) {
            Deadlines deadlines = kind.deadlines;
            if (deadlines != null) {
                try {
                    expire(series, kind, deadlines, at, receiver);
                } catch (Throwable fault) {
                    DistinctErrorLog.rethrowFatal(fault);
                    evaluators.failed(series, kind, fault);
                }
            }
        }
        recompute(series);
        if (series.quietUntil <= at) {
            // the evaluator has failed, and is asked again with the next event
            series.quietUntil = ActiveAlert.NEVER;
        }
    }

    private void expire(SeriesState series, EvaluationPlan.Kind kind, Deadlines deadlines, long at, Receiver receiver) {
        for (int rule = 0; rule < kind.rules.length; rule++) {
            if (deadline(series, kind, deadlines, rule) <= at) {
                receiver.accept(kind, rule, deadlines.expire(series, kind.at, rule, at));
                if (deadline(series, kind, deadlines, rule) <= at) {
                    throw new IllegalStateException("the deadline of condition " + kind.rules[rule].rule.condition()
                            + " is not later after it has passed");
                }
            }
        }
    }

    /** Delays the times of the evaluators of a series, after the processor was stopped. */
    static void delay(SeriesState series, long nanos) {
        if (series.plan.hasDeadlines) {
            for (EvaluationPlan.Kind kind : series.plan.kinds) {
                if (kind.deadlines != null) {
                    kind.deadlines.delay(series, kind.at, nanos);
                }
            }
            series.quietUntil = series.quietUntil == ActiveAlert.NEVER
                    ? ActiveAlert.NEVER
                    : ActiveAlert.plus(series.quietUntil, nanos);
        }
    }
}
