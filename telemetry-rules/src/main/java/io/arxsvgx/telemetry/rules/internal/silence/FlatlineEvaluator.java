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
import io.arxsvgx.telemetry.rules.internal.group.NumberFormatting;
import io.arxsvgx.telemetry.text.Durations;
import java.time.Duration;

/** The evaluator of the {@code flatline} rules of a series. Confined to the processor thread. */
final class FlatlineEvaluator implements SeriesEvaluator, FastPath, Deadlines {
    private static final int SHOWN = 32;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int VALUE = 0;
    /** The time of the first event with the value. */
    private static final int SINCE = 1;
    /** The time of the newest event. */
    private static final int NEWEST = 2;
    /** The number of events that the rule has seen with the value, at most {@link #REPEATED}; 0 before the first. */
    private static final int SEEN = 3;
    /** 1 from a deadline until the value changes. */
    private static final int BREACHED = 4;

    private static final int SLOTS = 5;
    private static final int REPEATED = 2;

    private final long[] after;

    FlatlineEvaluator(long[] after) {
        this.after = after;
    }

    @Override
    public int stateSlots() {
        return SLOTS * after.length;
    }

    @Override
    public int[] stateSlotsOf(int rule) {
        int[] own = new int[SLOTS];
        for (int slot = 0; slot < SLOTS; slot++) {
            own[slot] = SLOTS * rule + slot;
        }
        return own;
    }

    @Override
    public boolean isStateValid(SeriesContext series, int at) {
        for (int own = at; own < at + stateSlots(); own += SLOTS) {
            long seen = series.stateLong(own + SEEN);
            boolean isInRange = seen >= 0 && seen <= Math.min(REPEATED, series.count());
            boolean isOrdered = series.stateLong(own + SINCE) <= series.stateLong(own + NEWEST);
            boolean isBit = series.stateLong(own + BREACHED) >>> 1 == 0;
            if (!isInRange || !isOrdered || !isBit || !Double.isFinite(series.stateDouble(own + VALUE))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void begin(SeriesContext series, int at, long time) {
        // the first event begins the time
    }

    @Override
    public long deadline(SeriesContext series, int at, int rule, long silentSince) {
        int own = at + SLOTS * rule;
        boolean isWaiting = series.stateLong(own + SEEN) == REPEATED && series.stateLong(own + BREACHED) == 0;
        long since = series.stateLong(own + SINCE);
        return !isWaiting || since > NEVER - after[rule] ? NEVER : since + after[rule];
    }

    @Override
    public Verdict expire(SeriesContext series, int at, int rule, long time) {
        series.stateLong(at + SLOTS * rule + BREACHED, 1);
        return Verdict.BREACHING;
    }

    @Override
    public void delay(SeriesContext series, int at, long nanos) {
        for (int own = at; own < at + stateSlots(); own += SLOTS) {
            if (series.stateLong(own + SEEN) > 0 && series.stateLong(own + NEWEST) <= Long.MAX_VALUE - nanos) {
                series.stateLong(own + SINCE, series.stateLong(own + SINCE) + nanos);
                series.stateLong(own + NEWEST, series.stateLong(own + NEWEST) + nanos);
            }
        }
    }

    @Override
    public long fastPathValidUntil(SeriesContext series, int at) {
        for (int own = at; own < at + stateSlots(); own += SLOTS) {
            if (series.stateLong(own + BREACHED) != 0) {
                return -1;
            }
        }
        return Long.MAX_VALUE;
    }

    @Override
    public boolean tryFastPath(SeriesContext series, int at, double value, long time) {
        for (int rule = 0; rule < after.length; rule++) {
            if (isFlatAfter(series, at + SLOTS * rule, value, time, after[rule])) {
                return false;
            }
        }
        for (int rule = 0; rule < after.length; rule++) {
            add(series, at + SLOTS * rule, value, time);
        }
        return true;
    }

    /** Returns whether the value has not changed for some time, with an event that is not added yet. */
    private static boolean isFlatAfter(SeriesContext series, int own, double value, long time, long after) {
        boolean isLate = series.stateLong(own + SEEN) > 0 && time < series.stateLong(own + NEWEST);
        if (isLate) {
            return series.stateLong(own + BREACHED) != 0;
        }
        return series.stateLong(own + SEEN) > 0
                && series.stateDouble(own + VALUE) == value
                && time - series.stateLong(own + SINCE) >= after;
    }

    private static void add(SeriesContext series, int own, double value, long time) {
        boolean isFirst = series.stateLong(own + SEEN) == 0;
        if (!isFirst && time < series.stateLong(own + NEWEST)) {
            return;
        }
        series.stateLong(own + NEWEST, time);
        if (!isFirst && series.stateDouble(own + VALUE) == value) {
            series.stateLong(own + SEEN, REPEATED);
            return;
        }
        series.stateDouble(own + VALUE, value);
        series.stateLong(own + SINCE, time);
        series.stateLong(own + SEEN, 1);
        series.stateLong(own + BREACHED, 0);
    }

    @Override
    public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
        for (int rule = 0; rule < after.length; rule++) {
            int own = at + SLOTS * rule;
            boolean isFlat = isFlatAfter(series, own, value, time, after[rule]);
            add(series, own, value, time);
            if (isFlat) {
                series.stateLong(own + BREACHED, 1);
                verdicts.breaching(rule);
            }
        }
    }

    @Override
    public Evaluation explain(SeriesContext series, int at, int rule) {
        int own = at + SLOTS * rule;
        double limit = after[rule] / NANOS_PER_SECOND;
        String duration = Durations.format(Duration.ofNanos(after[rule]));
        if (series.stateLong(own + SEEN) == 0) {
            return new Evaluation(
                    Verdict.UNKNOWN, series.newest(SHOWN), "unchanged", Double.NaN, limit, "no value yet");
        }
        boolean isBreached = series.stateLong(own + BREACHED) != 0;
        String value = NumberFormatting.of(series.stateDouble(own + VALUE));
        double flat = (series.stateLong(own + NEWEST) - series.stateLong(own + SINCE)) / NANOS_PER_SECOND;
        return new Evaluation(
                isBreached ? Verdict.BREACHING : Verdict.NORMAL,
                series.newest(SHOWN),
                "unchanged",
                isBreached ? Math.max(flat, limit) : flat,
                limit,
                isBreached
                        ? "the value " + value + " has not changed for " + duration
                        : "the value " + value + " has changed within " + duration);
    }
}
