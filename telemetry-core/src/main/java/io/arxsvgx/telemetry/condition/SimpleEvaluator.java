// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.text.DoubleList;
import java.util.stream.IntStream;

/** An evaluator of the rules of a {@link SimpleCondition}, each by its own window. Confined to the processor thread. */
final class SimpleEvaluator implements SeriesEvaluator {
    /** The maximum number of values in an explanation. */
    private static final int SHOWN = 100;

    private final WindowTest[] tests;
    private final RuleWindow[] windows;
    /** The first state slot of each rule, and the end of all slots. */
    private final int[] offsets;

    private final SeriesWindow view = new SeriesWindow();

    SimpleEvaluator(WindowTest[] tests, RuleWindow[] windows) {
        this.tests = tests;
        this.windows = windows;
        offsets = new int[windows.length + 1];
        for (int rule = 0; rule < windows.length; rule++) {
            offsets[rule + 1] = offsets[rule] + windows[rule].stateSlots();
        }
    }

    @Override
    public int stateSlots() {
        return offsets[windows.length];
    }

    @Override
    public int newestValues() {
        int newest = 0;
        for (RuleWindow window : windows) {
            newest = Math.max(newest, window.newest());
        }
        return newest;
    }

    @Override
    public int newestTimes() {
        return newestValues();
    }

    @Override
    public int[] stateSlotsOf(int rule) {
        return IntStream.range(offsets[rule], offsets[rule + 1]).toArray();
    }

    @Override
    public void initState(SeriesContext series, int at) {
        for (int rule = 0; rule < windows.length; rule++) {
            windows[rule].initState(series, at + offsets[rule]);
        }
    }

    @Override
    public boolean isStateValid(SeriesContext series, int at) {
        for (int rule = 0; rule < windows.length; rule++) {
            if (!windows[rule].isStateValid(series, at + offsets[rule])) {
                return false;
            }
        }
        return true;
    }

    /** Updates all windows before a function of the condition is called, which may throw. */
    @Override
    public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
        for (int rule = 0; rule < windows.length; rule++) {
            windows[rule].add(series, at + offsets[rule], time);
        }
        for (int rule = 0; rule < windows.length; rule++) {
            if (!show(series, at, rule)) {
                verdicts.unknown(rule);
            } else {
                report(tests[rule].verdict(view), rule, verdicts);
            }
        }
    }

    private static void report(Verdict verdict, int rule, Verdicts verdicts) {
        if (verdict == Verdict.BREACHING) {
            verdicts.breaching(rule);
        } else if (verdict != Verdict.NORMAL) {
            verdicts.unknown(rule);
        }
    }

    /** Shows the window of a rule; returns whether it suffices for a verdict. */
    private boolean show(SeriesContext series, int at, int rule) {
        windows[rule].show(series, at + offsets[rule], view);
        return windows[rule].isReady(series, at + offsets[rule], view);
    }

    @Override
    public Evaluation explain(SeriesContext series, int at, int rule) {
        if (show(series, at, rule)) {
            return tests[rule].explain(view, windows[rule].extent(view), shown());
        }
        return tests[rule].unknown(windows[rule].missing(series, at + offsets[rule], view), shown());
    }

    private DoubleList shown() {
        double[] values = new double[Math.min(SHOWN, view.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = view.value(view.size() - values.length + i);
        }
        return DoubleList.of(values);
    }
}
