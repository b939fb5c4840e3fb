// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Verdicts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The {@code trend} rules of a series per second, of one window length. Confined to the processor thread. */
final class TimedTrend extends TrendGroup {
    private SlidingRegression window;

    TimedTrend(int length, Limits limits) {
        super(limits);
        window = new SlidingRegression(length);
    }

    @Override
    public void evaluate(double value, long time, Verdicts verdicts) {
        window.add(value, time);
        if (!window.isWithin(quiet)) {
            compare(verdicts);
        }
    }

    @Override
    SlidingWindow window() {
        return window;
    }

    @Override
    boolean isSloped() {
        return !window.isInstant();
    }

    @Override
    double slope() {
        return window.slope();
    }

    @Override
    boolean exceeds(double test) {
        return window.exceeds(test);
    }

    @Override
    String unit() {
        return "second";
    }

    @Override
    RuleGroup emptied(Limits others) {
        return new TimedTrend(window.window, others);
    }

    @Override
    void adopt(RuleGroup group) {
        window = ((TimedTrend) group).window;
        quiet = NEVER_QUIET;
    }

    @Override
    void save(DataOutput out) throws IOException {
        window.save(out);
    }

    @Override
    void restore(DataInput in) throws IOException {
        window.restore(in);
    }
}
