// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.crossing;

import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * The forecast of a series for one rule, and its comparison with the rule's limit. The state is that of its {@link
 * SeasonalLine}. Confined to the processor thread.
 */
final class ForecastMonitor {
    /*
     * A forecast crosses if it is beyond the limit by a number of its standard errors, the quantile of Student's t
     * distribution at 99.9 %. Where it is beyond the limit, but the nearer end of its confidence interval is not, the trend may
     * be chance. A line is most extreme at an end of the horizon. So is the nearer end of its interval, except that of a trend
     * that is not significant, which never exceeds the mean. With a season the most extreme forecasts are among those of the
     * first and of the last period in the horizon; Season knows their offsets, as of the slope when the model was fitted.
     *
     * From a breach on the rule holds as long as the forecast is beyond the limit, significantly or not.
     *
     * The interval: Draper and Smith, "Applied Regression Analysis" (1966).
     */

    /** The slot that is 1 from a breach until the forecast is no longer beyond the limit. */
    private static final int HELD = SeasonalLine.STATE_SLOTS;

    static final int STATE_SLOTS = HELD + 1;

    private final ForecastCrossingRule rule;
    private final SeasonalLine line;
    private final WindowScratch scratch;
    private boolean isCrossing;
    private double forecast;
    private double nearerEnd;

    /**
     * Creates a forecast.
     *
     * @param rule its parameters
     * @param scratch scratch memory for at least the window of the rule
     */
    ForecastMonitor(ForecastCrossingRule rule, WindowScratch scratch) {
        this.rule = rule;
        this.scratch = scratch;
        line = new SeasonalLine(rule.window(), scratch);
    }

    ForecastCrossingRule rule() {
        return rule;
    }

    boolean isStateValid(SeriesContext series, int at) {
        line.open(series, at);
        long held = series.stateLong(at + HELD);
        return line.isStateValid() && (held == 0 || held == 1);
    }

    /** Evaluates the newest event. */
    Verdict evaluate(SeriesContext series, int at) {
        line.open(series, at);
        boolean isFitted = line.add();
        if (isFitted && line.season.exists()) {
            double rise = line.slope() * line.season.step();
            scratch.seasons().setOffsets(line.season, rule.operator().sign(), rise, stepsInPeriod());
        }
        line.close();
        if (hasForecast()) {
            extrapolate();
            boolean isHeld = isCrossing || (series.stateLong(at + HELD) == 1 && isBeyond());
            series.stateLong(at + HELD, isHeld ? 1 : 0);
        }
        return verdict(series, at);
    }

    /** Returns the verdict on the newest event again, with its figures. */
    Verdict explain(SeriesContext series, int at) {
        line.open(series, at);
        if (hasForecast()) {
            extrapolate();
        }
        return verdict(series, at);
    }

    private Verdict verdict(SeriesContext series, int at) {
        if (!hasForecast()) {
            return Verdict.UNKNOWN;
        }
        boolean isHeld = series.stateLong(at + HELD) == 1;
        return isCrossing ? Verdict.BREACHING : isHeld ? Verdict.HOLDING : Verdict.NORMAL;
    }

    private void extrapolate() {
        isCrossing = false;
        forecast = -rule.operator().sign() * Double.POSITIVE_INFINITY;
        if (line.season.exists()) {
            int phase = line.season.phaseAt(line.newestTime());
            long later = steps() - stepsInPeriod() + 1;
            considerStep(phase, line.season.offset(phase));
            considerStep(phase, later + line.season.offset(line.season.phase(phase + later)));
        } else {
            consider(0, 0);
            consider((double) rule.horizonNanos(), 0);
        }
    }

    /** Compares the forecast at a step of the season ahead. */
    private void considerStep(int phase, long steps) {
        consider(steps * (double) line.season.step(), line.season.deviation(line.season.phase(phase + steps)));
    }

    private void consider(double ahead, double deviation) {
        int sign = rule.operator().sign();
        double expected = line.at(ahead) + deviation;
        double end = expected - sign * line.margin(ahead, StudentQuantile.at999(line.freedom()));
        boolean crosses = rule.operator().holds(end, line.scaled(rule.limit()));
        if ((crosses && !isCrossing) || (crosses == isCrossing && sign * expected > sign * forecast)) {
            isCrossing = crosses;
            forecast = expected;
            nearerEnd = end;
        }
    }

    /** Returns the number of steps of the season within the horizon. */
    private long steps() {
        return rule.horizonNanos() / line.season.step();
    }

    /** Returns the number of steps within the horizon, the present one included, or those of a period if that is less. */
    private int stepsInPeriod() {
        return (int) Math.min(line.season.period(), steps() + 1);
    }

    /** Whether there are enough values with different times for a forecast. */
    boolean hasForecast() {
        return line.isFull() && !line.isInstant();
    }

    /** Returns the number of values that the rule has seen, at most the window. */
    int count() {
        return line.count();
    }

    /** Returns the most extreme forecast within the horizon. */
    double forecast() {
        return line.unscaled(forecast);
    }

    /** Returns the end of the confidence interval of that forecast that is nearer to the values that are normal. */
    double nearerEnd() {
        return line.unscaled(nearerEnd);
    }

    /** Whether that forecast is beyond the limit, significantly or not. */
    boolean isBeyond() {
        return rule.operator().holds(forecast, line.scaled(rule.limit()));
    }

    /** Returns the period of the season in nanoseconds; 0 if there is none. */
    double periodNanos() {
        return line.season.exists() ? line.season.period() * (double) line.season.step() : 0;
    }

    /** Returns the time until the forecast is beyond the limit, which it is within the horizon, in nanoseconds. */
    long crossesAfter() {
        double after = line.season.exists() ? seasonCrossesAfter() : lineCrossesAfter(0, 0);
        return (long) Math.min((double) rule.horizonNanos(), after);
    }

    private double lineCrossesAfter(double ahead, double deviation) {
        double limit = line.scaled(rule.limit());
        double now = line.at(ahead) + deviation;
        if (rule.operator().holds(now, limit)) {
            return 0;
        }
        double after = (limit - now) / line.slope();
        return after >= 0 ? after : Double.POSITIVE_INFINITY;
    }

    /** Returns the earliest crossing over the steps of a period, each of which is on a line of its own. */
    private double seasonCrossesAfter() {
        int phase = line.season.phaseAt(line.newestTime());
        double earliest = Double.POSITIVE_INFINITY;
        for (int step = 0; step < stepsInPeriod(); step++) {
            double ahead = step * (double) line.season.step();
            double deviation = line.season.deviation(line.season.phase((long) phase + step));
            double periods = Math.ceil(lineCrossesAfter(ahead, deviation) / periodNanos());
            earliest = Math.min(earliest, ahead + periods * periodNanos());
        }
        return earliest;
    }
}
