// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Mean, deviation and, where asked for, least-squares slope of the last values of a series, in amortised constant time
 * per value. The deviation divides by the number of values; the slope is taken over the index 0, 1, 2, …, in value
 * units per record. Confined to the processor thread.
 */
class SlidingStatistics extends SlidingWindow {
    /*
     * To what SlidingWindow explains, the slope adds the sum T of i d, i being the index in the window:
     *
     *     slope = (T - mean i * S1) / Sxx,   mean i = (n - 1) / 2,   Sxx = n (n² - 1) / 12.
     *
     * When a value leaves at index 0 and all others move down by one, T loses the sum of the others. A step's error is
     * at most e n^1.5 sqrt(S2) (2 + 4 / sqrt(n)); as long as the deviation is certain, the slope is off by less than
     * 2e-11 deviations per record.
     *
     * A constant window has W = 0 and so is never certain. It is remembered, and goes on at no cost as long as the
     * newest value is the same; its sums are exactly zero.
     */

    private final boolean isSloped;

    /** Whether all values were equal when the sums were made, and the sum of squares was zero at each round since. */
    private boolean constant;

    private double scale = 1;
    private double anchor;
    private double sum;
    private double squares;
    private double moment;
    private double load = Double.POSITIVE_INFINITY;

    SlidingStatistics(int window, boolean isSloped) {
        super(window);
        this.isSloped = isSloped;
    }

    /** Sxx, the sum of (i - mean i)² over n records. */
    static double sumOfSquares(int n) {
        return n * ((double) n * n - 1) / 12;
    }

    /** Takes a value; the oldest leaves when the window is full. */
    final void add(double value) {
        take(value);
        settle(value);
    }

    /** Takes a value. Unless figures are then found to be certain, {@link #settle} must follow. */
    final void take(double value) {
        double come = value * scale - anchor;
        if (count < window) {
            fill(value, come);
            return;
        }
        double gone = values[next] * scale - anchor;
        values[next] = value;
        if (isSloped) {
            moment += (window - 1) * come + gone - sum;
        }
        double change = come - gone;
        sum += change;
        squares += change * (come + gone);
        load += squares;
        if (++next == window) {
            turn();
        }
    }

    /**
     * Whether a value surely lies within some multiple of the deviation from the mean of the full window. Without a
     * root or a division: with u = n (value - mean), u² <= limit² W.
     */
    final boolean isWithin(double value, double limitSquared) {
        double n = window;
        double w = n * squares - sum * sum;
        double u = n * (value * scale - anchor) - sum;
        return u * u <= limitSquared * w && w >= CERTAINTY * n * load && w <= MOST;
    }

    /** Whether the slope of the full window, times {@link #sumOfSquares}, surely lies within a limit on either side. */
    final boolean isSlopeWithin(double limit) {
        double n = window;
        double w = n * squares - sum * sum;
        return Math.abs(moment - 0.5 * (n - 1) * sum) <= limit * scale && w >= CERTAINTY * n * load && w <= MOST;
    }

    /** Makes the sums anew if the latest value has made the figures uncertain. */
    final void settle(double latest) {
        boolean goesOn = isConstant() && latest * scale == anchor;
        if (!goesOn && !isCertain(count, sum, squares, load)) {
            rebuild();
        }
    }

    /** Whether a value lies further from the mean than some multiple of the deviation. */
    final boolean exceeds(double value, double limitSquared) {
        double n = count;
        double u = n * (value * scale - anchor) - sum;
        return u * u > limitSquared * (n * squares - sum * sum);
    }

    /** Whether the slope times {@link #sumOfSquares} is greater than a limit or less than minus it. */
    final boolean isSlopeBeyond(double limit) {
        return Math.abs(cross()) > limit * scale;
    }

    /** Whether all values are equal. */
    public final boolean isConstant() {
        return constant && squares == 0;
    }

    /** The mean of the values, of which there is at least one. */
    final double mean() {
        return (anchor + sum / count) / scale;
    }

    /** The deviation of the values, of which there is at least one. */
    final double deviation() {
        return spread() / count / scale;
    }

    /** How many deviations a value lies from the mean; the values are not constant. */
    final double score(double value) {
        return (count * (value * scale - anchor) - sum) / spread();
    }

    /** The slope over the values, of which there are at least two. */
    public final double slope() {
        return cross() / sumOfSquares(count) / scale;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        super.save(out);
        out.writeShort(Math.getExponent(scale));
        out.writeBoolean(constant);
        out.writeDouble(anchor);
        out.writeDouble(sum);
        out.writeDouble(squares);
        out.writeDouble(moment);
        out.writeDouble(load);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        super.restore(in);
        scale = readScale(in);
        constant = in.readBoolean();
        anchor = finite(in.readDouble());
        sum = finite(in.readDouble());
        squares = finite(in.readDouble());
        moment = finite(in.readDouble());
        load = readLoad(in);
        requireSums(sum, squares);
    }

    /** Makes the sums from the values. */
    void rebuild() {
        constant = widest() == 0;
        scale = scale();
        anchor = central(scale);
        sum = 0;
        squares = 0;
        moment = 0;
        for (int i = 0; i < count; i++) {
            double d = values[slot(i)] * scale - anchor;
            sum += d;
            squares += d * d;
            moment += i * d;
        }
        load = firstLoad(count, squares);
        renew();
    }

    private void fill(double value, double come) {
        moment += count * come;
        fill(value);
        sum += come;
        squares += come * come;
        load += squares;
    }

    /** Begins another round of the ring. What was not constant has now been seen in the sum of squares. */
    private void turn() {
        constant = isConstant();
        if (goRound()) {
            load = Double.POSITIVE_INFINITY;
        }
    }

    private double cross() {
        return moment - 0.5 * (count - 1) * sum;
    }

    private double spread() {
        return Math.sqrt(Math.max(0, count * squares - sum * sum));
    }
}
