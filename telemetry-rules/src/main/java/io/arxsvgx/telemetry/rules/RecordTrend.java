// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Verdicts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The {@code trend} rules of a series per record, of one window length. Confined to the processor thread. */
final class RecordTrend extends TrendGroup {
    private SlidingStatistics window;

    RecordTrend(int length, Limits limits) {
        super(limits);
        window = new SlidingStatistics(length, true);
    }

    @Override
    public void evaluate(double value, long time, Verdicts verdicts) {
        window.take(value);
        if (!window.isSlopeWithin(quiet)) {
            window.settle(value);
            compare(verdicts);
        }
    }

    @Override
    SlidingWindow window() {
        return window;
    }

    @Override
    boolean isSloped() {
        return true;
    }

    @Override
    double slope() {
        return window.slope();
    }

    @Override
    boolean exceeds(double test) {
        return window.isSlopeBeyond(test);
    }

    @Override
    String unit() {
        return "record";
    }

    @Override
    RuleGroup emptied(Limits others) {
        return new RecordTrend(window.window, others);
    }

    @Override
    void adopt(RuleGroup group) {
        window = ((RecordTrend) group).window;
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
