// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Verdicts;

/** The {@code trend} rules of a series per record, of one window length. Confined to the processor thread. */
final class RecordTrend extends SlidingStatistics implements TrendGroup {
    private Limits limits;

    /** The least of the limits, which tells most events from those worth a closer look. */
    private double quiet = NEVER_QUIET;

    RecordTrend(int length, Limits limits) {
        super(length, true);
        this.limits = limits;
    }

    @Override
    public void evaluate(double value, long time, Verdicts verdicts) {
        take(value);
        if (!isSlopeWithin(quiet)) {
            settle(value);
            compare(verdicts);
            quiet = isFull() ? limits.tests[0] : NEVER_QUIET;
        }
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public void limit(Limits others) {
        limits = others;
        quiet = NEVER_QUIET;
    }

    @Override
    public SlidingWindow window() {
        return this;
    }

    @Override
    public boolean isSloped() {
        return true;
    }

    @Override
    public boolean isSteeper(double test) {
        return isSlopeBeyond(test);
    }

    @Override
    public String unit() {
        return "record";
    }

    @Override
    public RuleGroup emptied(Limits others) {
        return new RecordTrend(window, others);
    }
}
