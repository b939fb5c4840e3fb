// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.trend;

import io.arxsvgx.telemetry.condition.FastPath;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.rules.internal.group.SharedLimits;
import io.arxsvgx.telemetry.rules.internal.window.SlidingSlope;
import io.arxsvgx.telemetry.rules.internal.window.SlidingStatistics;

/** The {@code trend} rules of a series per record, of one window length. Confined to the processor thread. */
public final class IndexTrend extends TrendGroup implements FastPath {
    private final SlidingSlope slope;
    private final int window;
    private final double last;
    private final double leastTest;

    public IndexTrend(int length, SharedLimits limits) {
        this(new SlidingSlope(length), limits);
    }

    private IndexTrend(SlidingSlope slope, SharedLimits limits) {
        super(slope, limits);
        this.slope = slope;
        window = slope.window;
        last = slope.last;
        leastTest = limits.tests[0];
    }

    @Override
    public long fastPathValidUntil(SeriesContext series, int at) {
        return hasEachSeenAll(series, at) ? series.stateLong(at + SlidingStatistics.FAST_PATH_UNTIL) : -1;
    }

    /** Makes a step of {@link SlidingSlope}, if its slope is certainly within all limits. */
    @Override
    public boolean tryFastPath(SeriesContext series, int at, double value, long time) {
        double anchor = series.stateDouble(at + SlidingStatistics.ANCHOR);
        double come = value - anchor;
        double gone = series.valueAgo(window) - anchor;
        double change = come - gone;
        double sum = series.stateDouble(at + SlidingStatistics.SUM);
        double moment = series.stateDouble(at + SlidingSlope.MOMENT) + last * come + gone - sum;
        sum += change;
        double squares = series.stateDouble(at + SlidingStatistics.SQUARES) + change * (come + gone);
        double cross = Math.abs(moment - 0.5 * last * sum);
        if (cross + series.stateDouble(at + SlidingSlope.ERROR) <= leastTest
                && squares <= series.stateDouble(at + SlidingStatistics.CAP)
                && (squares > 0 || come == 0)) {
            series.stateDouble(at + SlidingSlope.MOMENT, moment);
            series.stateDouble(at + SlidingStatistics.SUM, sum);
            series.stateDouble(at + SlidingStatistics.SQUARES, squares);
            return true;
        }
        return false;
    }

    @Override
    public boolean isBeyond(int place) {
        return slope.isSlopeBeyond(limits.tests[place]);
    }

    @Override
    boolean isSloped() {
        return true;
    }

    @Override
    double slope() {
        return slope.certainSlope();
    }

    @Override
    String unit() {
        return "record";
    }
}
