// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.crossing;

import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * The least-squares line through the last values of a series over the times of their events, without their season where they
 * have one. Times may come in any order. The state is in state slots and arrays of the series; {@link #open} reads it and
 * {@link #close} writes it, so that one object serves all series in turn. Confined to the processor thread.
 */
final class SeasonalLine {
    /*
     * Running sums of the distances d of the values, without their season, from an anchor, and u of the times from another:
     *
     *     slope = (n Sud - Su Sd) / Wu,   Wu = n Suu - Su²,   Wd = n Sdd - Sd².
     *
     * The anchors are the means when the model was fitted, so that all d of equal values are 0. The model is fitted again, and
     * the sums computed from the values, after a quarter of the window, and when SumCertainty finds them uncertain. So the
     * cost of an event is amortised: constant for the sums, log n for the season.
     *
     * The standard error of a point of the line is that of generalized least squares, with noise that is an autoregression of
     * order 1 with the correlation r, and n equal steps D of the same Wu, of which m is half the span:
     *
     *     s² min(1, i / A) + s² i (u - mean u)² / B + s² p / n,      A = 1 - r² + (n - 1) (1 - r)²,
     *     B = (1 - r²) m² + (1 - r)² (Wu / n - m²) + 2 (1 - r) r D m + r² (n - 1) D²
     *
     * s² is the variance of the residuals, i s² that of the innovations, p the number of deviations of the season, which take
     * as many degrees of freedom. r is the correlation of successive residuals when the model was fitted, plus the bias of a
     * small sample and two standard errors; i is 1 minus the square of the correlation itself. For r = 0 this is the error of
     * ordinary least squares; for r near 1 only the ends of the line count, as for a random walk.
     *
     * Aitken, Proceedings of the Royal Society of Edinburgh 55 (1935); the bias: Kendall, Biometrika 41 (1954).
     */

    private static final int FITS_PER_WINDOW = 4;
    private static final double MAX_CORRELATION = 0.999;
    /** The standard errors by which the correlation may be higher than estimated. */
    private static final double UPPER_ERRORS = 2;

    private static final int COUNT = 0;
    private static final int FITTED_AT = 1;
    private static final int NEWEST_TIME = 2;
    private static final int SCALE = 3;
    private static final int ANCHOR = 4;
    private static final int SUM = 5;
    private static final int SQUARES = 6;
    private static final int LOAD = 7;
    private static final int TIME_ANCHOR = 8;
    private static final int TIME_SUM = 9;
    private static final int TIME_SQUARES = 10;
    private static final int TIME_LOAD = 11;
    private static final int PRODUCTS = 12;
    private static final int CORRELATION = 13;
    private static final int INNOVATION = 14;
    private static final int SEASON = 15;
    static final int STATE_SLOTS = SEASON + Season.STATE_SLOTS;

    private final int window;
    private final WindowScratch scratch;
    final Season season;

    /** The open series; not read before {@link #open}. */
    @SuppressWarnings("NullAway.Init")
    private SeriesContext series;

    private int at;
    private int count;
    private long fittedAt;
    private long newestTime;
    private double scale;
    private double anchor;
    private double sum;
    private double squares;
    private double load;
    private long timeAnchor;
    private double timeSum;
    private double timeSquares;
    private double timeLoad;
    private double products;
    private double correlation;
    private double innovation;

    /**
     * Creates a line.
     *
     * @param window the number of values
     * @param scratch scratch memory for at least as many values, which lines may share
     */
    SeasonalLine(int window, WindowScratch scratch) {
        this.window = window;
        this.scratch = scratch;
        season = new Season(SeasonFit.maxPeriod(window));
    }

    void open(SeriesContext on, int from) {
        series = on;
        at = from;
        count = (int) on.stateLong(from + COUNT);
        fittedAt = on.stateLong(from + FITTED_AT);
        newestTime = on.stateLong(from + NEWEST_TIME);
        scale = on.stateDouble(from + SCALE);
        anchor = on.stateDouble(from + ANCHOR);
        sum = on.stateDouble(from + SUM);
        squares = on.stateDouble(from + SQUARES);
        load = on.stateDouble(from + LOAD);
        timeAnchor = on.stateLong(from + TIME_ANCHOR);
        timeSum = on.stateDouble(from + TIME_SUM);
        timeSquares = on.stateDouble(from + TIME_SQUARES);
        timeLoad = on.stateDouble(from + TIME_LOAD);
        products = on.stateDouble(from + PRODUCTS);
        correlation = on.stateDouble(from + CORRELATION);
        innovation = on.stateDouble(from + INNOVATION);
        season.open(on, from + SEASON);
    }

    void close() {
        series.stateLong(at + COUNT, count);
        series.stateLong(at + FITTED_AT, fittedAt);
        series.stateLong(at + NEWEST_TIME, newestTime);
        series.stateDouble(at + SCALE, scale);
        series.stateDouble(at + ANCHOR, anchor);
        series.stateDouble(at + SUM, sum);
        series.stateDouble(at + SQUARES, squares);
        series.stateDouble(at + LOAD, load);
        series.stateLong(at + TIME_ANCHOR, timeAnchor);
        series.stateDouble(at + TIME_SUM, timeSum);
        series.stateDouble(at + TIME_SQUARES, timeSquares);
        series.stateDouble(at + TIME_LOAD, timeLoad);
        series.stateDouble(at + PRODUCTS, products);
        series.stateDouble(at + CORRELATION, correlation);
        series.stateDouble(at + INNOVATION, innovation);
        season.close(series, at + SEASON);
    }

    /** Whether the state that was read is one in which the series can be; a window that is not full has no model. */
    boolean isStateValid() {
        boolean isCount = series.stateLong(at + COUNT) == count
                && count >= 0
                && count <= window
                && count <= series.kept()
                && count <= series.count();
        return isCount && (!isFull() || isModelValid());
    }

    private boolean isModelValid() {
        boolean isNumber = Double.isFinite(anchor) && Double.isFinite(products) && load >= 0 && timeLoad >= 0;
        return isNumber
                && fittedAt >= 0
                && fittedAt <= series.count()
                && SumCertainty.isScale(scale)
                && SumCertainty.arePossible(window, sum, squares)
                && SumCertainty.arePossible(window, timeSum, timeSquares)
                && (isInstant() || timeVariance() > 0)
                && correlation >= 0
                && correlation <= MAX_CORRELATION
                && innovation >= 0
                && innovation <= 1
                && season.isStateValid(series, at + SEASON);
    }

    boolean isFull() {
        return count == window;
    }

    /** Returns the number of values, at most the window. */
    int count() {
        return count;
    }

    /**
     * Adds the present event of the open series; the oldest leaves a full window.
     *
     * @return whether the model was fitted again, so that offsets of its season are to be set
     */
    boolean add() {
        if (count < window) {
            count++;
            return isFull() && fitAgain();
        }
        slide();
        boolean isOld = series.count() - fittedAt >= Math.max(1, window / FITS_PER_WINDOW);
        return (isOld || !isCertain()) && fitAgain();
    }

    private void slide() {
        long time = series.timeAgo(0);
        long goneTime = series.timeAgo(window);
        double come = distance(series.valueAgo(0), time);
        double gone = distance(series.valueAgo(window), goneTime);
        double u = Times.between(timeAnchor, time);
        double goneU = Times.between(timeAnchor, goneTime);
        sum += come - gone;
        squares += (come - gone) * (come + gone);
        load += squares;
        timeSum += u - goneU;
        timeSquares += (u - goneU) * (u + goneU);
        timeLoad += timeSquares;
        products += u * come - goneU * gone;
        newestTime = Math.max(newestTime, time);
    }

    private double distance(double value, long time) {
        return value * scale - season.at(time) - anchor;
    }

    /** Whether the sums are certain; those of equal values or times are, which are 0, as long as no other comes. */
    private boolean isCertain() {
        boolean areValues = isZero(sum, squares, distance(series.valueAgo(0), series.timeAgo(0)))
                || SumCertainty.areCertain(window, sum, squares, load);
        boolean areTimes = isZero(timeSum, timeSquares, Times.between(timeAnchor, series.timeAgo(0)))
                || SumCertainty.areCertain(window, timeSum, timeSquares, timeLoad);
        return areValues && areTimes;
    }

    private static boolean isZero(double sum, double squares, double newest) {
        return sum == 0 && squares == 0 && newest == 0;
    }

    /** Fits the model to the values of the window; returns true. */
    private boolean fitAgain() {
        fittedAt = series.count();
        scratch.read(series, window);
        scale = SumCertainty.scaleOf(scratch.size());
        newestTime = scratch.newestTime();
        scratch.scale(scale);
        season.clear();
        if (!scratch.areEqual() && !scratch.haveOneTime()) {
            scratch.seasons().find(scratch.times, scratch.values, window, newestTime, season);
        }
        anchor = scratch.removeSeason(season);
        timeAnchor = scratch.meanTime();
        addUp();
        estimateCorrelation();
        return true;
    }

    private void estimateCorrelation() {
        double raw = residualCorrelation();
        double bias = (2 + 4 * raw) / window;
        double error = Math.sqrt(Math.max(0, 1 - raw * raw) / window);
        correlation = Math.max(0, Math.min(MAX_CORRELATION, raw + bias + UPPER_ERRORS * error));
        innovation = raw > 0 ? Math.max(0, 1 - raw * raw) : 1;
    }

    private void addUp() {
        sum = 0;
        squares = 0;
        timeSum = 0;
        timeSquares = 0;
        products = 0;
        for (int i = 0; i < window; i++) {
            double d = scratch.values[i] - anchor;
            double u = Times.between(timeAnchor, scratch.times[i]);
            sum += d;
            squares += d * d;
            timeSum += u;
            timeSquares += u * u;
            products += u * d;
        }
        load = SumCertainty.firstLoad(window, squares);
        timeLoad = SumCertainty.firstLoad(window, timeSquares);
    }

    private double residualCorrelation() {
        if (isInstant() || squares == 0) {
            return 0;
        }
        double slope = slope();
        double unit = Math.sqrt(squares);
        double last = 0;
        double sumOfProducts = 0;
        double sumOfSquares = 0;
        for (int i = 0; i < window; i++) {
            double u = Times.between(timeAnchor, scratch.times[i]) - timeSum / window;
            double residual = (scratch.values[i] - anchor - sum / window - slope * u) / unit;
            sumOfProducts += residual * last;
            sumOfSquares += residual * residual;
            last = residual;
        }
        return sumOfSquares > 0 ? sumOfProducts / sumOfSquares : 0;
    }

    /** Whether the times of all events are equal, so that there is no slope. */
    boolean isInstant() {
        return timeSquares == 0;
    }

    /** Returns the greatest time of the events since the first one of the window when the model was fitted. */
    long newestTime() {
        return newestTime;
    }

    /** Returns a number in the unit of the forecasts. */
    double scaled(double number) {
        return number * scale;
    }

    /** Returns a forecast in the unit of the series, or the nearest finite number. */
    double unscaled(double forecast) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, forecast / scale));
    }

    /** Returns the slope per nanosecond of the scaled values. */
    double slope() {
        return covariance() / timeVariance();
    }

    /** Returns the point of the line at a time, given in nanoseconds after {@link #newestTime}. */
    double at(double ahead) {
        return anchor + sum / window + slope() * fromMean(ahead);
    }

    /** Returns a number of standard errors of the point of the line at a time, as {@link #at}. */
    double margin(double ahead, double errors) {
        int deviations = season.exists() ? season.period() : 0;
        double freedom = freedom();
        double explained = covariance() / timeVariance() * covariance();
        double residuals = Math.max(0, n() * squares - sum * sum - explained) / n();
        double variance = residuals / freedom;
        double rest = 1 - correlation;
        double level = 1 - correlation * correlation + (n() - 1) * rest * rest;
        double u = fromMean(ahead);
        double ofLevel = variance * Math.min(1, innovation / level);
        double ofSlope = variance * innovation * (u / slopeWeight() * u);
        return errors * Math.sqrt(ofLevel + ofSlope + variance * deviations / n());
    }

    /** Returns the degrees of freedom of the residuals, at least 1. */
    double freedom() {
        return Math.max(1, window - 2 - Math.max(0, season.period() - 1));
    }

    private double slopeWeight() {
        double sumOfSquares = timeVariance() / n();
        double step = Math.sqrt(12 * sumOfSquares / (n() * (n() * n() - 1)));
        double half = step * (n() - 1) / 2;
        double r = correlation;
        return (1 - r * r) * half * half
                + (1 - r) * (1 - r) * (sumOfSquares - half * half)
                + 2 * (1 - r) * r * step * half
                + r * r * (n() - 1) * step * step;
    }

    private double n() {
        return window;
    }

    private double fromMean(double ahead) {
        return Times.between(timeAnchor, newestTime) + ahead - timeSum / window;
    }

    private double covariance() {
        return n() * products - timeSum * sum;
    }

    private double timeVariance() {
        return n() * timeSquares - timeSum * timeSum;
    }
}
