// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.trend;

import io.arxsvgx.telemetry.rules.internal.group.SharedLimits;
import io.arxsvgx.telemetry.rules.internal.window.SlidingRegression;

/** The {@code trend} rules of a series per second, of one window length. Confined to the processor thread. */
public final class TimeTrend extends TrendGroup {
    private final SlidingRegression regression;

    public TimeTrend(int length, SharedLimits limits) {
        this(new SlidingRegression(length), limits);
    }

    private TimeTrend(SlidingRegression regression, SharedLimits limits) {
        super(regression, limits);
        this.regression = regression;
    }

    @Override
    public int newestTimes() {
        return regression.window + 1;
    }

    @Override
    public boolean isBeyond(int place) {
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
