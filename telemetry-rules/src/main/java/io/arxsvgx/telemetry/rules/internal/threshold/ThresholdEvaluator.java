// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.threshold;

import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.condition.FastPath;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.condition.Verdicts;
import io.arxsvgx.telemetry.rules.internal.group.NumberFormatting;
import io.arxsvgx.telemetry.rules.internal.threshold.SortedThresholds.Sorted;
import io.arxsvgx.telemetry.rules.internal.threshold.SortedThresholds.ThresholdLimit;
import java.util.Arrays;
import java.util.List;

/** The evaluator of the {@code threshold} rules of a series. Confined to the processor thread. */
public class ThresholdEvaluator implements SeriesEvaluator, FastPath {
    /*
     * Without recovery values a series has no state. Otherwise one state slot counts the rules that hold, and each rule with
     * a recovery value has a slot that is 1 from a breach until the recovery.
     *
     * A value strictly between normalAbove and normalBelow breaches no < <= > >= rule. If there are no other rules, and none
     * holds, such a value, as most are, costs these two comparisons.
     */
    private static final int SHOWN = 32;
    private static final int HELD = 0;
    private static final int RULES = 1;

    final SortedThresholds thresholds;
    private final boolean canHold;
    private final double normalAbove;
    private final double normalBelow;

    public ThresholdEvaluator(List<ThresholdLimit> all) {
        thresholds = new SortedThresholds(all);
        canHold = thresholds.canHold;
        boolean isInterval = thresholds.equal.isEmpty() && thresholds.unequal.isEmpty();
        normalAbove = isInterval ? -thresholds.lower.least() : Double.POSITIVE_INFINITY;
        normalBelow = thresholds.upper.least();
    }

    @Override
    public final int stateSlots() {
        return canHold ? RULES + thresholds.holding.length : 0;
    }

    /**
     * Returns the slots of the rule alone. The number of rules that hold belongs to no rule; the next event counts them
     * again.
     */
    @Override
    public final int[] stateSlotsOf(int rule) {
        int place = Arrays.binarySearch(thresholds.holding, rule);
        return place >= 0 ? new int[] {RULES + place} : new int[0];
    }

    @Override
    public final void initState(SeriesContext series, int at) {
        if (canHold) {
            series.stateLong(at + HELD, thresholds.holding.length);
        }
    }

    @Override
    public final long fastPathValidUntil(SeriesContext series, int at) {
        return canHold && series.stateLong(at + HELD) > 0 ? -1 : Long.MAX_VALUE;
    }

    @Override
    public final boolean tryFastPath(SeriesContext series, int at, double value, long time) {
        return false;
    }

    @Override
    public final double normalAbove() {
        return normalAbove;
    }

    @Override
    public final double normalBelow() {
        return normalBelow;
    }

    @Override
    public final void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
        breachFirst(thresholds.upper, value, verdicts);
        breachFirst(thresholds.lower, -value, verdicts);
        Sorted equal = thresholds.equal;
        for (int i = equal.firstFrom(value); i < equal.bounds.length && equal.bounds[i] == value; i++) {
            verdicts.breaching(equal.rules[i]);
        }
        Sorted unequal = thresholds.unequal;
        for (int i = 0; i < unequal.bounds.length; i++) {
            if (unequal.bounds[i] != value) {
                verdicts.breaching(unequal.rules[i]);
            }
        }
        if (canHold) {
            hold(series, at, value, verdicts);
        }
    }

    private static void breachFirst(Sorted sorted, double value, Verdicts verdicts) {
        for (int i = 0; i < sorted.bounds.length && sorted.bounds[i] <= value; i++) {
            verdicts.breaching(sorted.rules[i]);
        }
    }

    /** Reports the rules that hold, and records the rules that are breached or hold. */
    private void hold(SeriesContext series, int at, double value, Verdicts verdicts) {
        int held = 0;
        for (int place = 0; place < thresholds.holding.length; place++) {
            int rule = thresholds.holding[place];
            ThresholdLimit threshold = thresholds.all.get(rule);
            boolean breached = threshold.isBreached(value);
            boolean holds = !breached && series.stateLong(at + RULES + place) != 0 && threshold.isHeld(value);
            if (holds) {
                verdicts.holding(rule);
            }
            held += breached || holds ? 1 : 0;
            series.stateLong(at + RULES + place, breached || holds ? 1 : 0);
        }
        series.stateLong(at + HELD, held);
    }

    @Override
    public final Evaluation explain(SeriesContext series, int at, int rule) {
        double latest = series.count() == 0 ? Double.NaN : series.valueAgo(0);
        Verdict verdict = verdict(series, at, rule, latest);
        ThresholdLimit reached = reached(rule, latest);
        return new Evaluation(
                verdict, series.newest(SHOWN), "value", latest, reached.limit(), text(reached, verdict, latest));
    }

    /** Returns the limit of a rule that explains a value. */
    ThresholdLimit reached(int rule, double value) {
        return thresholds.all.get(rule);
    }

    private Verdict verdict(SeriesContext series, int at, int rule, double latest) {
        if (Double.isNaN(latest)) {
            return Verdict.UNKNOWN;
        }
        if (thresholds.all.get(rule).isBreached(latest)) {
            return Verdict.BREACHING;
        }
        int[] own = stateSlotsOf(rule);
        return own.length > 0 && series.stateLong(at + own[0]) != 0 ? Verdict.HOLDING : Verdict.NORMAL;
    }

    private static String text(ThresholdLimit threshold, Verdict verdict, double latest) {
        String limit = threshold.operator().symbol + " " + threshold.limit();
        double bound = verdict == Verdict.HOLDING ? threshold.recovery() : threshold.limit();
        String value = Double.isNaN(latest) ? "" : NumberFormatting.measured(latest, bound);
        return switch (verdict) {
            case BREACHING -> value + " " + limit;
            case HOLDING ->
                value + " is no longer " + limit + ", but has not recovered: it is "
                        + (threshold.operator().isUpper() ? "> " : "< ") + threshold.recovery();
            case NORMAL -> value + " " + threshold.operator().opposite() + " " + threshold.limit();
            case UNKNOWN -> "no value yet";
        };
    }
}
