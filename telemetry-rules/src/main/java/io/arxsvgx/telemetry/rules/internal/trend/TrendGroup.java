// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.trend;

import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.rules.internal.group.NumberFormatting;
import io.arxsvgx.telemetry.rules.internal.group.RuleGroup;
import io.arxsvgx.telemetry.rules.internal.group.SharedLimits;
import io.arxsvgx.telemetry.rules.internal.window.SlidingWindow;

/** The {@code trend} rules of a series with one window. Confined to the processor thread. */
abstract class TrendGroup extends RuleGroup {
    private final SlidingWindow window;

    TrendGroup(SlidingWindow window, SharedLimits limits) {
        super(window, limits);
        this.window = window;
    }

    /** Whether the full window has a slope. */
    abstract boolean isSloped();

    /** The slope of the full window, which has one, as the explanation shows it. */
    abstract double slope();

    /** The name of the unit that the slope is measured per. */
    abstract String unit();

    @Override
    public final boolean isReady() {
        return window.isFull() && isSloped();
    }

    @Override
    public final Evaluation explain(int place) {
        double limit = limits.limits[place];
        int count = Math.min(window.count, seen(place));
        if (count < window.window) {
            return unknown(limit, "warming up: " + count + " of " + window.window + " values");
        }
        if (!isSloped()) {
            return unknown(limit, "all " + count + " values have the same time");
        }
        double slope = NumberFormatting.finite(slope());
        boolean breaching = isBeyond(place);
        String text = NumberFormatting.compared("slope", slope, limit, breaching) + " per " + unit() + " over " + count
                + " values";
        Verdict verdict = breaching ? Verdict.BREACHING : Verdict.NORMAL;
        return new Evaluation(
                verdict, window.series.newest(Math.min(SHOWN, window.count)), "slope", slope, limit, text);
    }

    private Evaluation unknown(double limit, String text) {
        return new Evaluation(
                Verdict.UNKNOWN, window.series.newest(Math.min(SHOWN, window.count)), "slope", Double.NaN, limit, text);
    }
}
