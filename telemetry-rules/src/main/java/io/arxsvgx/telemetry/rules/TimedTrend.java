// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Verdicts;

/** The {@code trend} rules of a series per second, of one window length. Confined to the processor thread. */
final class TimedTrend extends SlidingRegression implements TrendGroup {
    private Limits limits;

    TimedTrend(int length, Limits limits) {
        super(length);
        this.limits = limits;
    }

    @Override
    public void evaluate(double value, long time, Verdicts verdicts) {
        add(value, time);
        compare(verdicts);
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public void limit(Limits others) {
        limits = others;
    }

    @Override
    public SlidingWindow window() {
        return this;
    }

    @Override
    public boolean isSloped() {
        return !isInstant();
    }

    @Override
    public String unit() {
        return "second";
    }

    @Override
    public RuleGroup emptied(Limits others) {
        return new TimedTrend(window, others);
    }
}
