// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The last values of a series in order of arrival, for sums over them that a subclass keeps. Confined to the processor
 * thread.
 */
abstract class SlidingWindow {
    /*
     * Running sums with a bound on their error
     * ----------------------------------------
     * A subclass keeps sums over the window of d = s x - a, by adding what enters and subtracting what leaves: of d, of
     * d², and products of d with the index or the time. Each step costs a few additions, and each leaves a rounding
     * error in the sums that stays, while the values that caused it leave. So each sum of squares S2 has a companion,
     * its load: the sum of all values that S2 has had since the sums were last made from the values themselves.
     *
     * With e = 2^-53 and S1, S2 the sums of d and d² over n values, a step's rounding errors are at most 10 e times S2
     * before and after it in S2, since each d² that enters or leaves is part of one of these, and at most e sqrt(S2)
     * (4 + sqrt(n)) in S1. The newest value but i has been part of S2 for i + 1 steps, so that |S1| is at most sqrt((1
     * + ln n) load). Added up over at most 64 n steps, the error of
     *
     *     W = n S2 - S1² = n² variance
     *
     * is at most 20 e n load from S2 and 65 e n load from S1. The figures are certain if W >= CERTAINTY n load: then
     * the relative error of W is below 85 e / CERTAINTY = 1.24e-9, that of the deviation below half of this, and the
     * mean is off by less than 1e-10 deviations. If they are not certain, because an outlier has left, the level has
     * moved far from the anchor a, or many small errors have added up, all sums are made anew from the values (the
     * two-pass algorithm with shifted data; Chan, Golub, LeVeque, "Algorithms for Computing the Sample Variance", The
     * American Statistician 37, 1983), with an error of at most 4 e n² S2 in W; the load is then n S2 / 4. The new
     * anchor is the member of the window nearest to its mean. It is within one deviation of it, hence S2 <= 2 W / n,
     * and the figures are certain for any n up to 250,000. That the anchor is a value keeps d exact for values near
     * it, and whole numbers whole.
     *
     * Cost
     * ----
     * Sums are made anew when W has fallen by a factor of about 4 / (CERTAINTY n) since the last time, when the mean
     * has moved by many deviations, and after 64 rounds of the ring: in a steady series once in 64 windows, on a ramp
     * once in some windows, after an outlier once. For W to fall often, there must be values in the window each of
     * which is greater than all later ones by orders of magnitude, and the range of exponents bounds how many there
     * can be. So the cost is amortised constant.
     *
     * Scale
     * -----
     * The scale s is a power of two, 1 unless squares of the differences could overflow or underflow, and chosen when
     * sums are made anew. A sum that has overflowed, and one too small to be trusted, are not certain either.
     */

    /** The least part that W has of n times the load for figures to be certain. */
    static final double CERTAINTY = 0x1p-17;

    /** The greatest W that is sure not to have overflowed on the way. */
    static final double MOST = 0x1p1000;

    /** The least W in which no square that counts has been lost. */
    private static final double LEAST = 0x1p-500;

    /** How many rounds of the ring sums are trusted for, whatever their load. */
    private static final int TRUSTED_ROUNDS = 64;

    private static final int PLAIN_EXPONENT = 200;
    private static final int LEAST_SCALE = -1000;
    private static final int MOST_SCALE = 960;
    private static final int FIRST_CAPACITY = 16;

    /** How many values a full window holds. */
    final int window;

    /** The ring; grows to {@link #window} slots while it fills. */
    double[] values;

    /** How many values there are. */
    int count;

    /** The slot of the next value, which is that of the oldest one when the window is full. */
    int next;

    /** How often the ring has gone round since the sums were made from the values. */
    private int rounds;

    SlidingWindow(int window) {
        this.window = window;
        this.values = new double[Math.min(window, FIRST_CAPACITY)];
    }

    /** Makes room. */
    void grow(int capacity) {
        values = Arrays.copyOf(values, capacity);
    }

    final boolean isFull() {
        return count == window;
    }

    /** Puts a value into a window that is not full. */
    final void fill(double value) {
        reserve(count + 1);
        values[count] = value;
        count++;
        next = count < window ? count : 0;
    }

    /** Begins another round of the ring, and answers whether sums have become too old to be trusted. */
    final boolean goRound() {
        next = 0;
        rounds++;
        return rounds >= TRUSTED_ROUNDS;
    }

    /** Forgets how old the sums are, since they have been made from the values. */
    final void renew() {
        rounds = 0;
    }

    /** Whether the figures that follow from two sums are certain. */
    static boolean isCertain(double n, double sum, double squares, double load) {
        double w = n * squares - sum * sum;
        return w >= CERTAINTY * n * load && w <= MOST;
    }

    /** The load of sums over n values that have been made from the values. */
    static double firstLoad(int n, double squares) {
        return 0.25 * n * squares + LEAST / (CERTAINTY * n);
    }

    /** The scale for differences of at most some size. */
    static double scale(double size) {
        int exponent = Math.getExponent(size);
        if (size == 0 || Math.abs(exponent) <= PLAIN_EXPONENT) {
            return 1;
        }
        return Math.scalb(1.0, Math.max(LEAST_SCALE, Math.min(MOST_SCALE, -exponent)));
    }

    /** The scale for the values: by their greatest difference, or by their size where they are all equal. */
    final double scale() {
        double widest = widest();
        return scale(widest == 0 ? Math.abs(values[0]) : widest);
    }

    /** The greatest difference of a value from the first one, which is 0 exactly where all are equal. */
    final double widest() {
        double widest = 0;
        for (int slot = 1; slot < count; slot++) {
            widest = Math.max(widest, Math.abs(values[slot] - values[0]));
        }
        return widest;
    }

    /** The value nearest to the mean. */
    final double central(double scale) {
        double first = values[0] * scale;
        double sum = 0;
        for (int slot = 1; slot < count; slot++) {
            sum += values[slot] * scale - first;
        }
        double mean = sum / count;
        double nearest = first;
        double distance = Math.abs(mean);
        for (int slot = 1; slot < count; slot++) {
            double value = values[slot] * scale;
            double other = Math.abs(value - first - mean);
            if (other < distance) {
                nearest = value;
                distance = other;
            }
        }
        return nearest;
    }

    /** The slot of the value that arrived as the {@code i}-th of those in the window, from 0. */
    final int slot(int i) {
        int slot = next - count + i;
        return slot < 0 ? slot + window : slot;
    }

    /** The newest values, oldest of them first. */
    final List<Double> newest(int limit) {
        List<Double> newest = new ArrayList<>();
        for (int i = Math.max(0, count - limit); i < count; i++) {
            newest.add(values[slot(i)]);
        }
        return newest;
    }

    /** Writes the values and where they stand. */
    public void save(DataOutput out) throws IOException {
        out.writeInt(window);
        out.writeInt(count);
        out.writeInt(next);
        out.writeInt(rounds);
        for (int i = 0; i < count; i++) {
            out.writeDouble(values[slot(i)]);
        }
    }

    /** Reads what {@link #save} wrote, in place of what was; leaves anything behind where that fails. */
    public void restore(DataInput in) throws IOException {
        if (in.readInt() != window) {
            throw new IOException("saved state of a window of another length");
        }
        int saved = in.readInt();
        int then = in.readInt();
        rounds = in.readInt();
        boolean possible = saved >= 0 && (saved < window ? then == saved : then >= 0 && then < window);
        if (!possible || saved > window || rounds < 0) {
            throw new IOException("saved state of a window with " + saved + " values, the next at " + then);
        }
        for (int i = 0; i < saved; i++) {
            int slot = (saved < window ? i : then + i) % window;
            reserve(slot + 1);
            values[slot] = finite(in.readDouble());
        }
        count = saved;
        next = then;
    }

    static double finite(double value) throws IOException {
        if (!Double.isFinite(value)) {
            throw new IOException("saved state with the value " + value);
        }
        return value;
    }

    /** Reads a load, which has no end where sums are too old to be trusted. */
    static double readLoad(DataInput in) throws IOException {
        double load = in.readDouble();
        if (!(load >= 0)) {
            throw new IOException("saved state with the load " + load);
        }
        return load;
    }

    /** Refuses sums that no values have. */
    final void requireSums(double sum, double squares) throws IOException {
        if (!(count * squares - sum * sum <= MOST)) {
            throw new IOException("saved state with the sums " + sum + " and " + squares);
        }
    }

    /** Reads a scale that {@link Math#getExponent} made a number of. */
    static double readScale(DataInput in) throws IOException {
        int exponent = in.readShort();
        if (exponent < LEAST_SCALE || exponent > MOST_SCALE) {
            throw new IOException("saved state with the scale 2^" + exponent);
        }
        return Math.scalb(1.0, exponent);
    }

    private void reserve(int capacity) {
        if (capacity > values.length) {
            grow(Math.min(window, Math.max(capacity, 2 * values.length)));
        }
    }
}
