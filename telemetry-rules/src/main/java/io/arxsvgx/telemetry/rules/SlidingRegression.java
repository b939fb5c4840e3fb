// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The least-squares slope of the last values of a series over the time of their events, in value units per second and
 * in amortised constant time per value. Times may come in any order. Confined to the processor thread.
 */
class SlidingRegression extends SlidingWindow {
    /*
     * To what SlidingWindow explains, with the same sums of the times u, in nanoseconds from an anchor of their own:
     *
     *     slope per nanosecond = (n Sud - Su Sd) / Wu,   Wu = n Suu - Su².
     *
     * Differences of times are exact as whole numbers. The slope is certain if both W are: |Sud| <= sqrt(Suu Sdd), so
     * that its error is then some 1e-9 times the deviation of the values over that of the times at most. Values that
     * are all equal, and times that are, have W = 0 and are remembered as in SlidingStatistics.
     */

    private static final double NANOS_PER_SECOND = 1e9;

    private long[] times;
    private long timeAnchor;
    private boolean instant;
    private boolean constant;
    private double scale = 1;
    private double anchor;
    private double sum;
    private double squares;
    private double load = Double.POSITIVE_INFINITY;
    private double timeSum;
    private double timeSquares;
    private double timeLoad = Double.POSITIVE_INFINITY;
    private double products;

    SlidingRegression(int window) {
        super(window);
        times = new long[values.length];
    }

    /** Takes an event; the one that came first leaves when the window is full. */
    final void add(double value, long time) {
        double gone = 0;
        double goneTime = 0;
        if (isFull()) {
            gone = values[next] * scale - anchor;
            goneTime = difference(times[next], timeAnchor);
        }
        double come = value * scale - anchor;
        double comeTime = difference(time, timeAnchor);
        sum += come - gone;
        squares += (come - gone) * (come + gone);
        load += squares;
        timeSum += comeTime - goneTime;
        timeSquares += (comeTime - goneTime) * (comeTime + goneTime);
        timeLoad += timeSquares;
        products += comeTime * come - goneTime * gone;
        put(value, time);
        settle(value, time);
    }

    /** Whether the times of all events are equal, so that there is no slope. */
    final boolean isInstant() {
        return instant && timeSquares == 0;
    }

    /** Whether the slope is greater than a limit per second or less than minus it. */
    public final boolean isSteeper(double limit) {
        return Math.abs(covariance()) * NANOS_PER_SECOND > limit * timeVariance() * scale;
    }

    /** The slope per second over events that are not all of one time. */
    public final double slope() {
        return covariance() / timeVariance() * NANOS_PER_SECOND / scale;
    }

    @Override
    final void grow(int capacity) {
        super.grow(capacity);
        times = Arrays.copyOf(times, capacity);
    }

    @Override
    public final void save(DataOutput out) throws IOException {
        super.save(out);
        for (int i = 0; i < count; i++) {
            out.writeLong(times[slot(i)]);
        }
        out.writeShort(Math.getExponent(scale));
        out.writeBoolean(constant);
        out.writeBoolean(instant);
        out.writeLong(timeAnchor);
        out.writeDouble(anchor);
        for (double figure : new double[] {sum, squares, timeSum, timeSquares, products, load, timeLoad}) {
            out.writeDouble(figure);
        }
    }

    @Override
    public final void restore(DataInput in) throws IOException {
        super.restore(in);
        for (int i = 0; i < count; i++) {
            times[slot(i)] = in.readLong();
        }
        scale = readScale(in);
        constant = in.readBoolean();
        instant = in.readBoolean();
        timeAnchor = in.readLong();
        anchor = finite(in.readDouble());
        sum = finite(in.readDouble());
        squares = finite(in.readDouble());
        timeSum = finite(in.readDouble());
        timeSquares = finite(in.readDouble());
        products = finite(in.readDouble());
        load = readLoad(in);
        timeLoad = readLoad(in);
        requireSums(sum, squares);
        requireSums(timeSum, timeSquares);
    }

    private void put(double value, long time) {
        if (!isFull()) {
            fill(value);
            times[count - 1] = time;
            return;
        }
        values[next] = value;
        times[next] = time;
        if (++next == window) {
            turn();
        }
    }

    /** Begins another round of the ring. What was not constant has now been seen in the sums of squares. */
    private void turn() {
        constant = constant && squares == 0;
        instant = isInstant();
        if (goRound()) {
            load = Double.POSITIVE_INFINITY;
            timeLoad = Double.POSITIVE_INFINITY;
        }
    }

    /** Makes the sums anew if the latest event has made the slope uncertain. */
    private void settle(double latest, long latestTime) {
        boolean staysConstant = constant && squares == 0 && latest * scale == anchor;
        boolean staysInstant = isInstant() && latestTime == timeAnchor;
        if (!(staysConstant || isCertain(count, sum, squares, load))
                || !(staysInstant || isCertain(count, timeSum, timeSquares, timeLoad))) {
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
            double d = values[slot(i)] * scale - anchor;
            double u = difference(times[slot(i)], timeAnchor);
            sum += d;
            squares += d * d;
            timeSum += u;
            timeSquares += u * u;
            products += u * d;
        }
        instant = timeSquares == 0;
        load = firstLoad(count, squares);
        timeLoad = firstLoad(count, timeSquares);
        renew();
    }

    /** The time nearest to the mean of all times. */
    private long centralTime() {
        double mean = 0;
        for (int slot = 1; slot < count; slot++) {
            mean += difference(times[slot], times[0]) / count;
        }
        long nearest = times[0];
        for (int slot = 1; slot < count; slot++) {
            double distance = Math.abs(difference(times[slot], times[0]) - mean);
            if (distance < Math.abs(difference(nearest, times[0]) - mean)) {
                nearest = times[slot];
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
