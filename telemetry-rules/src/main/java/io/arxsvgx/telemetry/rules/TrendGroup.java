// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Evaluation;
import io.arxsvgx.telemetry.rule.Evaluation.Verdict;
import io.arxsvgx.telemetry.rule.Verdicts;

/** The {@code trend} rules of a series with one window. Confined to the processor thread. */
abstract class TrendGroup extends RuleGroup {
    private static final String FIGURE = "slope";

    TrendGroup(Limits limits) {
        super(limits);
    }

    abstract SlidingWindow window();

    /** Whether the full window has a slope. */
    abstract boolean isSloped();

    /** The slope of the full window, which has one. */
    abstract double slope();

    /** Whether the slope is steeper than a limit, in the unit of {@link Limits#tests}. */
    abstract boolean exceeds(double test);

    /** What the slope is taken over, in words. */
    abstract String unit();

    @Override
    final void compare(Verdicts verdicts) {
        if (!window().isFull() || !isSloped()) {
            unknown(verdicts);
            return;
        }
        double[] tests = limits.tests;
        quiet = tests[0];
        for (int at = 0; at < tests.length && exceeds(tests[at]); at++) {
            verdicts.breaching(limits.rules[at]);
        }
    }

    @Override
    final Evaluation explainLimit(int at) {
        SlidingWindow window = window();
        double limit = limits.limits[at];
        int count = window.count;
        if (!window.isFull()) {
            return unknown(limit, "warming up: " + count + " of " + window.window + " values");
        }
        if (!isSloped()) {
            return unknown(limit, "all " + count + " values are of the same time");
        }
        double slope = Figures.finite(slope());
        boolean breaching = exceeds(limits.tests[at]);
        String text =
                Figures.compared(FIGURE, slope, limit, breaching) + " per " + unit() + " over " + count + " values";
        Verdict verdict = breaching ? Verdict.BREACHING : Verdict.NORMAL;
        return new Evaluation(verdict, window.newest(SHOWN), FIGURE, slope, limit, text);
    }

    private Evaluation unknown(double limit, String text) {
        return new Evaluation(Verdict.UNKNOWN, window().newest(SHOWN), FIGURE, Double.NaN, limit, text);
    }
}
