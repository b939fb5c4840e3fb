// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.anomaly;

import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.rules.internal.adaptive.AdaptiveAnomaly;
import io.arxsvgx.telemetry.rules.internal.group.NumberFormatting;
import io.arxsvgx.telemetry.rules.internal.group.RuleGroup;
import io.arxsvgx.telemetry.rules.internal.group.SharedLimits;
import io.arxsvgx.telemetry.rules.internal.window.SlidingWindow;
import java.util.List;

/**
 * The {@code anomaly} rules of a series with one method. The newest value enters the baseline with the next event, so that
 * after an evaluation the baseline that was used is still available to the explanation. Confined to the processor thread.
 */
abstract class AnomalyGroup extends RuleGroup {
    /** The number of values in a full baseline. */
    static final int BASELINE = 100;

    /** The minimum number of values in a baseline. */
    static final int MIN_BASELINE = 10;

    /** The relative difference from which on two values of a constant series are different. */
    private static final double CONSTANT_TOLERANCE = 1e-9;

    private final SlidingWindow baseline;

    AnomalyGroup(SlidingWindow baseline, SharedLimits limits) {
        super(baseline, limits);
        this.baseline = baseline;
    }

    @Override
    public final int stateVersion() {
        return AdaptiveAnomaly.STATE_VERSION;
    }

    /** Whether all values of the baseline are equal. */
    abstract boolean isConstant();

    /** The distance of the tested value from the centre of a baseline that is not constant, in deviations. */
    abstract double z();

    /** Whether the tested value is too far from the centre of a baseline that is not constant. */
    abstract boolean isOutlying(double test);

    /** The centre and the deviation in words. */
    abstract String band();

    /** The tested value, which is the newest. */
    final double tested() {
        return baseline.series.valueAgo(0);
    }

    @Override
    public final boolean isReady() {
        return baseline.count >= MIN_BASELINE;
    }

    @Override
    public final boolean isBeyond(int place) {
        return isConstant() ? differs(tested(), baseline.value(0)) : isOutlying(limits.tests[place]);
    }

    /** Whether a value differs from the values of a constant baseline. */
    private static boolean differs(double value, double same) {
        return Math.abs(value - same) > CONSTANT_TOLERANCE * Math.abs(same);
    }

    @Override
    public final Evaluation explain(int place) {
        double limit = limits.limits[place];
        if (!isReady() || !hasSeenAll(place)) {
            return warmingUp(place, limit);
        }
        List<Double> values = baseline.series.newest(baseline.count + 1);
        Verdict verdict = isBeyond(place) ? Verdict.BREACHING : Verdict.NORMAL;
        if (isConstant()) {
            return againstConstant(verdict, values);
        }
        double z = NumberFormatting.finite(z());
        String text = NumberFormatting.compared("z", z, limit, verdict == Verdict.BREACHING) + ": " + tested()
                + " against " + band() + " over " + baseline.count + " values";
        return new Evaluation(verdict, values, "z", z, limit, text);
    }

    private Evaluation warmingUp(int place, double limit) {
        int seen = Math.min(seen(place), baseline.count);
        List<Double> values = baseline.series.newest(seen + 1);
        String text = "warming up: " + seen + " of at least " + Math.max(MIN_BASELINE, baseline.count)
                + " values to compare with";
        return new Evaluation(Verdict.UNKNOWN, values, "z", Double.NaN, limit, text);
    }

    private Evaluation againstConstant(Verdict verdict, List<Double> values) {
        double same = values.get(0);
        String text = tested() + (verdict == Verdict.BREACHING ? " differs from" : " is") + " the constant " + same
                + " of the last " + baseline.count + " values";
        double difference = NumberFormatting.finite(tested() - same);
        double limit = CONSTANT_TOLERANCE * Math.abs(same);
        return new Evaluation(verdict, values, "difference", difference, limit, text);
    }
}
