// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.window;

import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * The mean and the standard deviation of the last values of a series, in amortised constant time per value. The deviation
 * divides by the number of values. Confined to the processor thread.
 */
public class SlidingStatistics extends SlidingWindow {
    /*
     * Running sums with a bound on their error
     * ----------------------------------------
     * Two sums over the window are kept, S1 of d = s x - a and S2 of d². Entering values are added and leaving values are
     * subtracted. Each step costs a few additions and leaves a rounding error in the sums, which remains when the values
     * that caused it leave. So S2 has a load: a bound on the sum of all values of S2 since the sums were last computed from
     * the values themselves.
     *
     * With e = 2^-53, a step's rounding errors are at most 10 e times S2 before and after it in S2, since each d² that
     * enters or leaves is part of one of these, and at most e sqrt(S2) (4 + sqrt(n)) in S1. The value of age i has been
     * part of S2 for i + 1 steps, so that |S1| is at most sqrt((1 + ln n) load). Added up over at most 64 n steps, the
     * error of
     *
     *     W = n S2 - S1² = n² variance
     *
     * is at most 20 e n load from S2 and 65 e n load from S1. The figures are certain if W >= CERTAINTY n load: then
     * the relative error of W is below 85 e / CERTAINTY = 1.24e-9, that of the deviation below half of this, and the error
     * of the mean is below 1e-10 deviations. The figures become uncertain when an outlier leaves, when the level moves far
     * from the anchor a, or when many small errors add up. Then all sums are computed from the values again (the two-pass
     * algorithm with shifted data; Chan, Golub, LeVeque, "Algorithms for Computing the Sample Variance", The American
     * Statistician 37, 1983), with an error of at most 4 e n² S2 in W; the load is then n S2 / 4. The new anchor is the
     * member of the window nearest to its mean. It is within one deviation of the mean, hence S2 <= 2 W / n, and the figures
     * are certain for any n up to 250,000. Since the anchor is a value, d is exact for values near it, and a whole number
     * for whole numbers.
     *
     * Fast path
     * ---------
     * The checks and the load of a step are computed for many steps in advance: while S2 stays below a cap, the load grows
     * by at most one cap per step, so that for a number of steps the figures are certain if W >= a fixed minimum. The number
     * of steps is such that the minimum is half of the present W.
     *
     * Cost
     * ----
     * Sums are computed again when W has fallen by a factor of about 1 / (CERTAINTY n) since the last time, when the mean
     * has moved by many deviations, and after 64 window lengths: in a steady series once in 64 windows or some thousands of
     * values, on a ramp once in some windows, after an outlier once. W can fall often only if the window contains values
     * each of which is greater than all later ones by orders of magnitude, and the range of exponents bounds their number.
     * So the cost is amortised constant.
     *
     * Constant windows
     * ----------------
     * A constant window has W = 0 and so is never certain. It is recorded as constant: its sums, the cap and the minimum of
     * W are exactly zero, so that it costs nothing until another value arrives. The fast path must compare the value where
     * S2 is 0, since the square of a difference may underflow.
     *
     * Scale
     * -----
     * The scale s is a power of two. It is 1 unless squares of the differences could overflow or underflow, and is chosen
     * when sums are computed again. A sum that has overflowed, or that is too small, is not certain either.
     */

    /** The indices of the state slots; those of the fast path are first. */
    public static final int ANCHOR = 0;

    public static final int SUM = 1;
    public static final int SQUARES = 2;
    public static final int CAP = 3;
    public static final int FAST_PATH_UNTIL = 4;
    public static final int MIN_SUM_SLOT = 5;
    /** The first slot of a subclass. */
    static final int SPARE = 6;

    private static final int LOAD = 8;
    private static final int LOADED_AT = 9;
    private static final int MADE_AT = 10;
    private static final int SCALE = 11;
    private static final int CONSTANT = 12;
    private static final int COUNT = 13;
    private static final int STATE_SLOTS = 14;

    /** The factor by which S2 may grow in the fast path. */
    private static final double HEADROOM = 4;

    private static final long NEVER = -1;

    double scale;
    double anchor;
    double sum;
    double squares;

    /** The maximum of S2 in the fast path. */
    double cap;

    /** The minimum of W with which figures are certain in the fast path. */
    double least;

    /** The number of the last event of the series for which the fast path is valid. */
    long fastPathValidUntil;

    private double load;

    /** The event up to which the load has been added up, and the event at which the sums were computed. */
    private long loadedAt;

    private long madeAt;

    /** Whether all values are equal. */
    private boolean constant;

    public SlidingStatistics(int window, int age) {
        super(window, age);
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
        cap = 0;
        least = 0;
        fastPathValidUntil = NEVER;
        load = Double.POSITIVE_INFINITY;
        loadedAt = on.count();
        madeAt = loadedAt;
        constant = false;
    }

    @Override
    public void open(SeriesContext on, int from) {
        series = on;
        at = from;
        anchor = on.stateDouble(from + ANCHOR);
        sum = on.stateDouble(from + SUM);
        squares = on.stateDouble(from + SQUARES);
        cap = on.stateDouble(from + CAP);
        fastPathValidUntil = on.stateLong(from + FAST_PATH_UNTIL);
        least = on.stateDouble(from + MIN_SUM_SLOT);
        load = on.stateDouble(from + LOAD);
        loadedAt = on.stateLong(from + LOADED_AT);
        madeAt = on.stateLong(from + MADE_AT);
        scale = on.stateDouble(from + SCALE);
        constant = on.stateLong(from + CONSTANT) != 0;
        count = (int) on.stateLong(from + COUNT);
    }

    @Override
    public void close() {
        series.stateDouble(at + ANCHOR, anchor);
        series.stateDouble(at + SUM, sum);
        series.stateDouble(at + SQUARES, squares);
        series.stateDouble(at + CAP, cap);
        series.stateLong(at + FAST_PATH_UNTIL, fastPathValidUntil);
        series.stateDouble(at + MIN_SUM_SLOT, least);
        series.stateDouble(at + LOAD, load);
        series.stateLong(at + LOADED_AT, loadedAt);
        series.stateLong(at + MADE_AT, madeAt);
        series.stateDouble(at + SCALE, scale);
        series.stateLong(at + CONSTANT, constant ? 1 : 0);
        series.stateLong(at + COUNT, count);
    }

    @Override
    public boolean isStateValid() {
        boolean isNumber = Double.isFinite(anchor) && Double.isFinite(cap) && Double.isFinite(least) && load >= 0;
        return super.isStateValid()
                && isNumber
                && PowerOfTwoScale.isScale(scale)
                && RoundingErrorBound.arePossible(count, sum, squares);
    }

    /** Adds the value that enters with the present event; all figures are certain afterwards. */
    @Override
    public final void add() {
        long event = series.count();
        if (count == 0 && event - madeAt <= age) {
            // the entering value is older than the window
            return;
        }
        load += cap * (event - 1 - loadedAt);
        double come = entering() * scale - anchor;
        if (count < window) {
            include(count, come);
            count++;
        } else {
            slide(come, leaving() * scale - anchor);
        }
        load += squares;
        loadedAt = event;
        // the square of a difference other than 0 may be 0
        constant = constant && come == 0 && squares == 0;
        if (!constant && (isOld() || !RoundingErrorBound.areCertain(count, sum, squares, load))) {
            rebuild();
        }
        if (isFull()) {
            planFastPath();
        }
    }

    /** Adds the difference of the {@code i}-th value. */
    void include(int i, double difference) {
        sum += difference;
        squares += difference * difference;
    }

    /** Adds a difference and subtracts the oldest one. */
    void slide(double come, double gone) {
        double change = come - gone;
        sum += change;
        squares += change * (come + gone);
    }

    private boolean isOld() {
        return loadedAt - madeAt >= (long) RoundingErrorBound.TRUSTED_ROUNDS * window;
    }

    /** Computes the limits of the fast path, and for how many steps it is valid. */
    void planFastPath() {
        if (constant) {
            allowFastPath(RoundingErrorBound.TRUSTED_ROUNDS * (double) window, 0);
            return;
        }
        double steps = affordableSteps();
        if (steps < 1 && loadedAt - madeAt >= window) {
            rebuild();
            steps = affordableSteps();
        }
        allowFastPath(steps, HEADROOM * squares);
    }

    private double affordableSteps() {
        double w = window * squares - sum * sum;
        double byLoad = (w / (2 * RoundingErrorBound.CERTAINTY * window) - load) / (HEADROOM * squares);
        return Math.min(byLoad, madeAt + RoundingErrorBound.TRUSTED_ROUNDS * (double) window - loadedAt);
    }

    /** Sets the limits of the fast path, which requires the scale 1. */
    private void allowFastPath(double steps, double highest) {
        if (!(steps >= 1) || scale != 1) {
            fastPathValidUntil = NEVER;
            return;
        }
        fastPathValidUntil = loadedAt + (long) steps;
        cap = highest;
        least = isConstant()
                ? 0
                : RoundingErrorBound.CERTAINTY * window * (load + (fastPathValidUntil - loadedAt) * cap);
    }

    /** A bound on the load at the end of the fast path. */
    final double loadAhead() {
        return least / (RoundingErrorBound.CERTAINTY * window);
    }

    /** The number of steps from the computation of the sums to the end of the fast path. */
    final double stepsAhead() {
        return Math.max(0, fastPathValidUntil - madeAt);
    }

    /** Whether figures are certain now, between events, also after steps of the fast path. */
    final boolean isCertain() {
        double loadNow = load + cap * (series.count() - loadedAt);
        return isConstant() || RoundingErrorBound.areCertain(count, sum, squares, loadNow);
    }

    /** Whether the distance of a value from the mean exceeds a multiple of the deviation, given by its square. */
    public final boolean exceeds(double value, double limitSquared) {
        double n = count;
        double u = n * (value * scale - anchor) - sum;
        return u * u > limitSquared * (n * squares - sum * sum);
    }

    /** Whether all values are equal. */
    public final boolean isConstant() {
        return constant;
    }

    /** The mean of the values, of which there is at least one. */
    public final double mean() {
        return (anchor + sum / count) / scale;
    }

    /** The deviation of the values, of which there is at least one. */
    public final double deviation() {
        return spread() / count / scale;
    }

    /** The distance of a value from the mean in deviations; the values are not constant. */
    public final double score(double value) {
        return (count * (value * scale - anchor) - sum) / spread();
    }

    /** The deviation of the scaled values, times their number. */
    final double spread() {
        return Math.sqrt(Math.max(0, count * squares - sum * sum));
    }

    /** Computes the sums from the values. */
    void rebuild() {
        constant = widest() == 0;
        scale = scale();
        anchor = central(scale);
        sum = 0;
        squares = 0;
        for (int i = 0; i < count; i++) {
            include(i, value(i) * scale - anchor);
        }
        load = RoundingErrorBound.firstLoad(count, squares);
        madeAt = loadedAt;
    }
}
