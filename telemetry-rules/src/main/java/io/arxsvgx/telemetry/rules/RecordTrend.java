// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.SeriesContext;

/** The {@code trend} rules of a series per record, of one window length. Confined to the processor thread. */
final class RecordTrend extends TrendGroup {
    private final SlidingSlope slope;
    private final int window;
    private final double last;
    private final double leastTest;

    RecordTrend(int length, Limits limits) {
        this(new SlidingSlope(length), limits);
    }

    private RecordTrend(SlidingSlope slope, Limits limits) {
        super(slope, limits);
        this.slope = slope;
        window = slope.window;
        last = slope.last;
        leastTest = limits.tests[0];
    }

    @Override
    public long quietUntil(SeriesContext series, int at) {
        return hasEachSeenAll(series, at) ? series.wholeCell(at + SlidingStatistics.QUIET_UNTIL) : -1;
    }

    /** A step of {@link SlidingSlope}, if it leads to a slope that is surely within all limits. */
    @Override
    public boolean takeQuietly(SeriesContext series, int at, double value, long time) {
        double anchor = series.cell(at + SlidingStatistics.ANCHOR);
        double come = value - anchor;
        double gone = series.ago(window) - anchor;
        double change = come - gone;
        double sum = series.cell(at + SlidingStatistics.SUM);
        double moment = series.cell(at + SlidingSlope.MOMENT) + last * come + gone - sum;
        sum += change;
        double squares = series.cell(at + SlidingStatistics.SQUARES) + change * (come + gone);
        double cross = Math.abs(moment - 0.5 * last * sum);
        if (cross + series.cell(at + SlidingSlope.ERROR) <= leastTest
                && squares <= series.cell(at + SlidingStatistics.CAP)
                && (squares > 0 || come == 0)) {
            series.cell(at + SlidingSlope.MOMENT, moment);
            series.cell(at + SlidingStatistics.SUM, sum);
            series.cell(at + SlidingStatistics.SQUARES, squares);
            return true;
        }
        return false;
    }

    @Override
    boolean isBeyond(int place) {
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
