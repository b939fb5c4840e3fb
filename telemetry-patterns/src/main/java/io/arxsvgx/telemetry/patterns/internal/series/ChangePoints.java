// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

import org.jspecify.annotations.Nullable;

/**
 * A detector of change points in a stream. Each is reported once, {@value #DELAY} values after it. The cost of a value
 * and the memory are proportional to {@value #DELAY}, and independent of the length of the stream. Not thread-safe.
 */
public final class ChangePoints {
    /*
     * The model of a stretch without a change is an autoregression of order 1 with a level of its own, so that a random
     * walk is not mistaken for a jump. With e values, the stretch since the last change is split at each of the newest
     * positions e - DELAY to e - MIN_VALUES, and the gain is the logarithm of the generalized likelihood ratio of two
     * stretches over one:
     *
     * gain = n/2 ln v - n1/2 ln v1 - n2/2 ln v2
     *
     * where v is the mean squared residual of a stretch, shrunk toward the usual variance of the series so far as if
     * PRIOR more values had had it. Otherwise a few equal values would seem certain. If the residuals of the undivided
     * stretch are correlated (the model is incomplete), the gain counts only for the number of independent values: (1 -
     * r) / (1 + r). A change is reported when the oldest of these positions has the largest gain of all, and the gain
     * exceeds PENALTY ln n.
     *
     * Lai, "Sequential changepoint detection in quality control and dynamical systems", JRSS B 57 (1995), for the
     * windowed ratio; Schwarz, Annals of Statistics 6 (1978), for the penalty.
     */

    /** The number of values after a change until it is reported. */
    public static final int DELAY = 20;

    private static final int MIN_VALUES = 10;
    private static final double PRIOR = 20;
    private static final double PENALTY = 2;
    private static final double MAX_MAGNITUDE = 1e140;
    /** The parameters of the confidence, a logistic function of the gain beyond the penalty; found by simulation. */
    private static final double DISTRUST = 0.83;

    private static final double TRUST = 0.18;
    /**
     * The share of wrong reports even at the largest gain: noise can have tails and memory that the model does not
     * have.
     */
    private static final double UNEXPLAINED = 0.1;

    private final double[] newest = new double[DELAY + 2];
    private final LaggedMoments old = new LaggedMoments();
    private final LaggedMoments left = new LaggedMoments();
    private final LaggedMoments all = new LaggedMoments();
    private final LaggedMoments[] right = new LaggedMoments[DELAY + 1];
    private double origin;
    private long count;
    private long begin;
    private double mean;
    private double squares;
    private double steps;

    /** Creates a detector without values. */
    public ChangePoints() {
        for (int i = 0; i < right.length; i++) {
            right[i] = new LaggedMoments();
        }
    }

    /**
     * Adds the next value.
     *
     * @param value any value; one that is not finite is ignored
     * @return the change {@value #DELAY} values ago; null if there was none
     */
    public @Nullable ChangePoint next(double value) {
        if (!Double.isFinite(value)) {
            return null;
        }
        double now = Math.max(-MAX_MAGNITUDE, Math.min(MAX_MAGNITUDE, value));
        if (count == 0) {
            origin = now;
        }
        now -= origin;
        if (count > 0) {
            double step = now - newest[newest.length - 1];
            steps += step * step;
        }
        if (count - begin >= DELAY) {
            old.add(newest[2], newest[1], newest[0]);
        }
        System.arraycopy(newest, 1, newest, 0, newest.length - 1);
        newest[newest.length - 1] = now;
        count++;
        double off = now - mean;
        mean += off / count;
        squares += off * (now - mean);
        return count - begin >= DELAY + MIN_VALUES ? split() : null;
    }

    /**
     * Returns the number of values that were added.
     *
     * @return 0 or more
     */
    public long count() {
        return count;
    }

    /**
     * Returns the start of the current stretch.
     *
     * @return the index of its first value, from 0
     */
    public long begin() {
        return begin;
    }

    private static double confidence(double excess) {
        double likely = 1 / (1 + Math.exp(DISTRUST - TRUST * excess));
        return likely * (1 - UNEXPLAINED * likely * likely);
    }

    private @Nullable ChangePoint split() {
        for (int i = DELAY - 1; i >= 0; i--) {
            right[i].set(right[i + 1]);
            right[i].add(newest[i + 2], newest[i + 1], newest[i]);
        }
        double usual = Math.max(1e-300, Math.min(squares / count, steps / Math.max(1, count - 1)));
        all.set(old);
        all.add(right[0]);
        double correlation = all.restCorrelation();
        double share = (1 - correlation) / (1 + correlation);
        double whole = length(all, usual);
        double gain = whole - length(old, usual) - length(right[0], usual);
        double excess = share * gain - PENALTY * Math.log(all.count());
        if (!(excess > 0) || !isLargest(gain, whole, usual)) {
            return null;
        }
        ChangePoint found = change(excess);
        begin = count - DELAY;
        old.clear();
        return found;
    }

    /** Returns half the description length of a stretch, in nats. */
    private static double length(LaggedMoments stretch, double usual) {
        double count = stretch.count();
        return count / 2 * Math.log((stretch.rest() + PRIOR * usual) / (count + PRIOR));
    }

    private boolean isLargest(double gain, double whole, double usual) {
        left.set(old);
        for (int i = 0; i < DELAY - MIN_VALUES; i++) {
            left.add(newest[i + 2], newest[i + 1], newest[i]);
            if (whole - length(left, usual) - length(right[i + 1], usual) > gain) {
                return false;
            }
        }
        return true;
    }

    private ChangePoint change(double excess) {
        LaggedMoments since = right[0];
        double deviation = Math.sqrt((old.variance() * old.count() + since.variance() * since.count()) / all.count());
        double ratio =
                (old.rest() / old.count() + Double.MIN_NORMAL) / (since.rest() / since.count() + Double.MIN_NORMAL);
        ChangePoint.Kind kind = Math.abs(since.mean() - old.mean()) > deviation
                ? ChangePoint.Kind.LEVEL
                : ratio > 2 || ratio < 0.5 ? ChangePoint.Kind.VARIANCE : ChangePoint.Kind.SLOPE;
        return new ChangePoint(
                count - DELAY,
                kind,
                confidence(excess),
                origin + old.mean(),
                origin + since.mean(),
                Math.sqrt(old.variance()),
                Math.sqrt(since.variance()),
                (long) old.count());
    }
}
