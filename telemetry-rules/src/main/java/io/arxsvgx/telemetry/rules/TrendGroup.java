// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Evaluation;
import io.arxsvgx.telemetry.rule.Evaluation.Verdict;
import io.arxsvgx.telemetry.rule.Verdicts;

/** The {@code trend} rules of a series with one window. Confined to the processor thread. */
interface TrendGroup extends RuleGroup {
    /** The window. */
    SlidingWindow window();

    /** Whether the full window has a slope. */
    boolean isSloped();

    /** The slope of the full window, which has one. */
    double slope();

    /** Whether the slope is steeper than a limit, in the unit of {@link Limits#tests}. */
    boolean isSteeper(double test);

    /** What the slope is taken over, in words. */
    String unit();

    @Override
    default void compare(Verdicts verdicts) {
        if (!window().isFull() || !isSloped()) {
            unknown(verdicts);
            return;
        }
        double[] tests = limits().tests;
        for (int at = 0; at < tests.length && isSteeper(tests[at]); at++) {
            verdicts.breaching(limits().rules[at]);
        }
    }

    @Override
    default Evaluation explainLimit(int at) {
        double limit = limits().limits[at];
        int count = window().count;
        if (!window().isFull()) {
            return unknown(limit, "warming up: " + count + " of " + window().window + " values");
        }
        if (!isSloped()) {
            return unknown(limit, "all " + count + " values are of the same time");
        }
        double slope = Figures.finite(slope());
        boolean breaching = isSteeper(limits().tests[at]);
        String text =
                Figures.compared("slope", slope, limit, breaching) + " per " + unit() + " over " + count + " values";
        Verdict verdict = breaching ? Verdict.BREACHING : Verdict.NORMAL;
        return new Evaluation(verdict, window().newest(SHOWN), "slope", slope, limit, text);
    }

    private Evaluation unknown(double limit, String text) {
        return new Evaluation(Verdict.UNKNOWN, window().newest(SHOWN), "slope", Double.NaN, limit, text);
    }
}
