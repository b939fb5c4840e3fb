// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.silence;

import io.arxsvgx.telemetry.condition.Deadlines;
import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.condition.FastPath;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.condition.Verdicts;
import io.arxsvgx.telemetry.text.Durations;
import java.time.Duration;

/**
 * The evaluator of the {@code absence} rules of a series. Every event is normal, so a healthy series is evaluated by the
 * processor's fast path without a call. Confined to the processor thread.
 */
final class AbsenceEvaluator implements SeriesEvaluator, FastPath, Deadlines {
    private static final int SHOWN = 32;
    private static final double NANOS_PER_SECOND = 1e9;
    /** The time from which the rule watches the series. */
    private static final int BEGUN = 0;
    /** 1 from the deadline until the next event. */
    private static final int BREACHED = 1;

    private static final int SLOTS = 2;

    private final long[] after;

    AbsenceEvaluator(long[] after) {
        this.after = after;
    }

    @Override
    public int stateSlots() {
        return SLOTS * after.length;
    }

    @Override
    public int[] stateSlotsOf(int rule) {
        return new int[] {SLOTS * rule + BEGUN, SLOTS * rule + BREACHED};
    }

    @Override
    public void initState(SeriesContext series, int at) {
        for (int rule = 0; rule < after.length; rule++) {
            series.stateLong(at + SLOTS * rule + BEGUN, Long.MIN_VALUE);
        }
    }

    @Override
    public boolean isStateValid(SeriesContext series, int at) {
        for (int rule = 0; rule < after.length; rule++) {
            if (series.stateLong(at + SLOTS * rule + BREACHED) >>> 1 != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void begin(SeriesContext series, int at, long time) {
        for (int rule = 0; rule < after.length; rule++) {
            series.stateLong(at + SLOTS * rule + BEGUN, time);
        }
    }

    @Override
    public long deadline(SeriesContext series, int at, int rule, long silentSince) {
        if (isBreached(series, at, rule)) {
            return NEVER;
        }
        long since = Math.max(silentSince, series.stateLong(at + SLOTS * rule + BEGUN));
        return since > NEVER - after[rule] ? NEVER : since + after[rule];
    }

    @Override
    public Verdict expire(SeriesContext series, int at, int rule, long time) {
        series.stateLong(at + SLOTS * rule + BREACHED, 1);
        return Verdict.BREACHING;
    }

    @Override
    public void delay(SeriesContext series, int at, long nanos) {
        for (int rule = 0; rule < after.length; rule++) {
            long begun = series.stateLong(at + SLOTS * rule + BEGUN);
            if (begun != Long.MIN_VALUE && begun <= Long.MAX_VALUE - nanos) {
                series.stateLong(at + SLOTS * rule + BEGUN, begun + nanos);
            }
        }
    }

    @Override
    public boolean isForSilence() {
        return true;
    }

    @Override
    public long fastPathValidUntil(SeriesContext series, int at) {
        return isAnyBreached(series, at) ? -1 : Long.MAX_VALUE;
    }

    @Override
    public boolean tryFastPath(SeriesContext series, int at, double value, long time) {
        return !isAnyBreached(series, at);
    }

    @Override
    public double normalAbove() {
        return Double.NEGATIVE_INFINITY;
    }

    @Override
    public double normalBelow() {
        return Double.POSITIVE_INFINITY;
    }

    private boolean isBreached(SeriesContext series, int at, int rule) {
        return series.stateLong(at + SLOTS * rule + BREACHED) != 0;
    }

    private boolean isAnyBreached(SeriesContext series, int at) {
        for (int rule = 0; rule < after.length; rule++) {
            if (isBreached(series, at, rule)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
        for (int rule = 0; rule < after.length; rule++) {
            series.stateLong(at + SLOTS * rule + BREACHED, 0);
        }
    }

    @Override
    public Evaluation explain(SeriesContext series, int at, int rule) {
        double seconds = after[rule] / NANOS_PER_SECOND;
        String limit = Durations.format(Duration.ofNanos(after[rule]));
        boolean isBreached = isBreached(series, at, rule);
        boolean isNew = series.count() == 0;
        String text = isBreached
                ? "no event for " + limit + (isNew ? " since the rule was added" : "")
                : isNew ? "no event yet; the limit is " + limit : "an event came within " + limit;
        return new Evaluation(
                isBreached ? Verdict.BREACHING : isNew ? Verdict.UNKNOWN : Verdict.NORMAL,
                series.newest(SHOWN),
                "silence",
                isBreached ? seconds : Double.NaN,
                seconds,
                text);
    }
}
