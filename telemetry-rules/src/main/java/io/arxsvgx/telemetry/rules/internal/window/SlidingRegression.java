// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.window;

import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * The least-squares slope of the last values of a series over the time of their events, in value units per second and
 * in amortised constant time per value. Times may come in any order. Confined to the processor thread.
 */
public class SlidingRegression extends SlidingWindow {
    /*
     * In addition to the sums of SlidingStatistics, the same sums of the times u, in nanoseconds from their own anchor:
     *
     *     slope per nanosecond = (n Sud - Su Sd) / Wu,   Wu = n Suu - Su².
     *
     * Differences of times are exact as whole numbers. The slope is certain if both W are: |Sud| <= sqrt(Suu Sdd), so that
     * its error is at most about 1e-9 times the deviation of the values over that of the times. Equal values, and equal
     * times, have W = 0 and are recorded as in SlidingStatistics. Loads are added up step by step; there is no fast path.
     */

    private static final double NANOS_PER_SECOND = 1e9;

    private static final int ANCHOR = 0;
    private static final int SUM = 1;
    private static final int SQUARES = 2;
    private static final int LOAD = 3;
    private static final int TIME_ANCHOR = 4;
    private static final int TIME_SUM = 5;
    private static final int TIME_SQUARES = 6;
    private static final int TIME_LOAD = 7;
    private static final int PRODUCTS = 8;
    private static final int SCALE = 9;
    private static final int CONSTANT = 10;
    private static final int INSTANT = 11;
    private static final int MADE_AT = 12;
    private static final int COUNT = 13;
    private static final int STATE_SLOTS = 14;

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

    /** Whether all values were equal when the sums were computed, and whether all times were. */
    private boolean constant;

    private boolean instant;

    /** The event at which the sums were computed. */
    private long madeAt;

    public SlidingRegression(int window) {
        super(window, 0);
    }

    @Override
    public int stateSlots() {
        return STATE_SLOTS;
    }

    @Override
    public void initState(SeriesContext on, int from) {
        super.initState(on, from);
        scale = 1;
        anchor = 0;
        sum = 0;
        squares = 0;
        load = Double.POSITIVE_INFINITY;
        timeAnchor = 0;
        timeSum = 0;
        timeSquares = 0;
        timeLoad = Double.POSITIVE_INFINITY;
        products = 0;
        constant = false;
        instant = false;
        madeAt = on.count();
    }

    @Override
    public void open(SeriesContext on, int from) {
        series = on;
        at = from;
        anchor = on.stateDouble(from + ANCHOR);
        sum = on.stateDouble(from + SUM);
        squares = on.stateDouble(from + SQUARES);
        load = on.stateDouble(from + LOAD);
        timeAnchor = on.stateLong(from + TIME_ANCHOR);
        timeSum = on.stateDouble(from + TIME_SUM);
        timeSquares = on.stateDouble(from + TIME_SQUARES);
        timeLoad = on.stateDouble(from + TIME_LOAD);
        products = on.stateDouble(from + PRODUCTS);
        scale = on.stateDouble(from + SCALE);
        constant = on.stateLong(from + CONSTANT) != 0;
        instant = on.stateLong(from + INSTANT) != 0;
        madeAt = on.stateLong(from + MADE_AT);
        count = (int) on.stateLong(from + COUNT);
    }

    @Override
    public void close() {
        series.stateDouble(at + ANCHOR, anchor);
        series.stateDouble(at + SUM, sum);
        series.stateDouble(at + SQUARES, squares);
        series.stateDouble(at + LOAD, load);
        series.stateLong(at + TIME_ANCHOR, timeAnchor);
        series.stateDouble(at + TIME_SUM, timeSum);
        series.stateDouble(at + TIME_SQUARES, timeSquares);
        series.stateDouble(at + TIME_LOAD, timeLoad);
        series.stateDouble(at + PRODUCTS, products);
        series.stateDouble(at + SCALE, scale);
        series.stateLong(at + CONSTANT, constant ? 1 : 0);
        series.stateLong(at + INSTANT, instant ? 1 : 0);
        series.stateLong(at + MADE_AT, madeAt);
        series.stateLong(at + COUNT, count);
    }

    @Override
    public boolean isStateValid() {
        boolean isNumber = Double.isFinite(anchor) && Double.isFinite(products) && load >= 0 && timeLoad >= 0;
        return super.isStateValid()
                && isNumber
                && PowerOfTwoScale.isScale(scale)
                && RoundingErrorBound.arePossible(count, sum, squares)
                && RoundingErrorBound.arePossible(count, timeSum, timeSquares);
    }

    /** Adds the present event; the oldest leaves a full window. */
    @Override
    public final void add() {
        double value = entering();
        long time = series.timeAgo(0);
        double come = value * scale - anchor;
        double comeTime = difference(time, timeAnchor);
        double gone = 0;
        double goneTime = 0;
        if (isFull()) {
            gone = leaving() * scale - anchor;
            goneTime = difference(series.timeAgo(window), timeAnchor);
        } else {
            count++;
        }
        sum += come - gone;
        squares += (come - gone) * (come + gone);
        load += squares;
        timeSum += comeTime - goneTime;
        timeSquares += (comeTime - goneTime) * (comeTime + goneTime);
        timeLoad += timeSquares;
        products += comeTime * come - goneTime * gone;
        settle(value, time);
    }

    /** Whether the times of all events are equal, so that there is no slope. */
    public final boolean isInstant() {
        return instant && timeSquares == 0;
    }

    /** Whether the slope is greater than a limit per second or less than minus it, by more than its accuracy. */
    public final boolean isSteeper(double limit) {
        double beyond = Math.abs(covariance()) - limit / NANOS_PER_SECOND * timeVariance() * scale;
        double variance = Math.max(0, count * squares - sum * sum);
        return beyond > 0 && beyond > RoundingErrorBound.ACCURACY * Math.sqrt(variance) * Math.sqrt(timeVariance());
    }

    /** The slope per second over events whose times are not all equal. */
    public final double slope() {
        return covariance() / timeVariance() * NANOS_PER_SECOND / scale;
    }

    /** Computes the sums again if the slope is uncertain after the latest event. */
    private void settle(double latest, long latestTime) {
        boolean staysConstant = constant && squares == 0 && latest * scale == anchor;
        boolean staysInstant = isInstant() && latestTime == timeAnchor;
        constant = constant && squares == 0;
        instant = isInstant();
        boolean old = series.count() - madeAt >= (long) RoundingErrorBound.TRUSTED_ROUNDS * window;
        boolean certain = staysConstant || RoundingErrorBound.areCertain(count, sum, squares, load);
        boolean timesCertain = staysInstant || RoundingErrorBound.areCertain(count, timeSum, timeSquares, timeLoad);
        if (old || !certain || !timesCertain) {
            rebuild();
        }
    }

    private void rebuild() {
        constant = widest() == 0;
        scale = scale();
        anchor = central(scale);
        timeAnchor = centralTime();
        sum = 0;
        squares = 0;
        timeSum = 0;
        timeSquares = 0;
        products = 0;
        for (int i = 0; i < count; i++) {
            double d = value(i) * scale - anchor;
            double u = difference(time(i), timeAnchor);
            sum += d;
            squares += d * d;
            timeSum += u;
            timeSquares += u * u;
            products += u * d;
        }
        instant = timeSquares == 0;
        load = RoundingErrorBound.firstLoad(count, squares);
        timeLoad = RoundingErrorBound.firstLoad(count, timeSquares);
        madeAt = series.count();
    }

    /** The time of the {@code i}-th event in the window, from 0, in order of arrival. */
    private long time(int i) {
        return series.timeAgo(count - 1 - i);
    }

    /** The time nearest to the mean of all times. */
    private long centralTime() {
        double mean = 0;
        for (int i = 1; i < count; i++) {
            mean += difference(time(i), time(0)) / count;
        }
        long nearest = time(0);
        for (int i = 1; i < count; i++) {
            double distance = Math.abs(difference(time(i), time(0)) - mean);
            if (distance < Math.abs(difference(nearest, time(0)) - mean)) {
                nearest = time(i);
            }
        }
        return nearest;
    }

    private double covariance() {
        return count * products - timeSum * sum;
    }

    private double timeVariance() {
        return count * timeSquares - timeSum * timeSum;
    }

    private static double difference(long time, long from) {
        long difference = time - from;
        boolean overflowed = ((time ^ from) & (time ^ difference)) < 0;
        return overflowed ? (double) time - (double) from : difference;
    }
}
