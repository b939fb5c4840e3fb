// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.anomaly;

import io.arxsvgx.telemetry.condition.FastPath;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.rules.internal.group.NumberFormatting;
import io.arxsvgx.telemetry.rules.internal.group.SharedLimits;
import io.arxsvgx.telemetry.rules.internal.window.SlidingStatistics;

/** The {@code anomaly} rules of a series by mean and standard deviation. Confined to the processor thread. */
public final class ZScoreAnomaly extends AnomalyGroup implements FastPath {
    private final SlidingStatistics statistics;
    private final double leastTest;

    public ZScoreAnomaly(SharedLimits limits) {
        this(new SlidingStatistics(BASELINE, 1), limits);
    }

    private ZScoreAnomaly(SlidingStatistics statistics, SharedLimits limits) {
        super(statistics, limits);
        this.statistics = statistics;
        leastTest = limits.tests[0];
    }

    @Override
    public long fastPathValidUntil(SeriesContext series, int at) {
        return hasEachSeenAll(series, at) ? series.stateLong(at + SlidingStatistics.FAST_PATH_UNTIL) : -1;
    }

    /**
     * Makes a step of {@link SlidingStatistics}, if the present value is then within all limits. The test needs neither a
     * root nor a division: with u = n (value - mean), the value is within a limit if u² <= limit² W.
     */
    @Override
    public boolean tryFastPath(SeriesContext series, int at, double value, long time) {
        double anchor = series.stateDouble(at + SlidingStatistics.ANCHOR);
        double come = series.valueAgo(1) - anchor;
        double gone = series.valueAgo(BASELINE + 1) - anchor;
        double change = come - gone;
        double sum = series.stateDouble(at + SlidingStatistics.SUM) + change;
        double squares = series.stateDouble(at + SlidingStatistics.SQUARES) + change * (come + gone);
        double u = BASELINE * (value - anchor) - sum;
        double w = BASELINE * squares - sum * sum;
        if (u * u <= leastTest * w
                && w >= series.stateDouble(at + SlidingStatistics.MIN_SUM_SLOT)
                && squares <= series.stateDouble(at + SlidingStatistics.CAP)
                && (squares > 0 || (come == 0 && value == anchor))) {
            series.stateDouble(at + SlidingStatistics.SUM, sum);
            series.stateDouble(at + SlidingStatistics.SQUARES, squares);
            return true;
        }
        return false;
    }

    @Override
    boolean isConstant() {
        return statistics.isConstant();
    }

    @Override
    double z() {
        return statistics.score(tested());
    }

    @Override
    boolean isOutlying(double test) {
        return statistics.exceeds(tested(), test);
    }

    @Override
    String band() {
        return NumberFormatting.band(statistics.mean(), statistics.deviation());
    }
}
