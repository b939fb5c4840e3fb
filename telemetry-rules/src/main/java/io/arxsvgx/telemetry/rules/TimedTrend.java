// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

/** The {@code trend} rules of a series per second, of one window length. Confined to the processor thread. */
final class TimedTrend extends TrendGroup {
    private final SlidingRegression regression;

    TimedTrend(int length, Limits limits) {
        this(new SlidingRegression(length), limits);
    }

    private TimedTrend(SlidingRegression regression, Limits limits) {
        super(regression, limits);
        this.regression = regression;
    }

    @Override
    public int newestTimes() {
        return regression.window + 1;
    }

    @Override
    boolean isBeyond(int place) {
        return regression.isSteeper(limits.tests[place]);
    }

    @Override
    boolean isSloped() {
        return !regression.isInstant();
    }

    @Override
    double slope() {
        return regression.slope();
    }

    @Override
    String unit() {
        return "second";
    }
}
