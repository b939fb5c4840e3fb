// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.window;

import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * Mean, deviation and least-squares slope of the last values of a series, in amortised constant time per value. The slope
 * is taken over the index 0, 1, 2, …, in value units per record. Confined to the processor thread.
 */
public class SlidingSlope extends SlidingStatistics {
    /*
     * In addition to the sums of SlidingStatistics, the slope needs the sum T of i d, with the index i in the window:
     *
     *     slope = cross / Sxx,   cross = T - mean i * S1,   mean i = (n - 1) / 2,   Sxx = n (n² - 1) / 12.
     *
     * When a value leaves at index 0 and all others move down by one, T loses the sum of the others. A step's error is
     * at most e n^1.5 sqrt(S2) (2 + 4 / sqrt(n)), so that of k steps, by the inequality of Cauchy and Schwarz, is at most
     * e n^1.5 (2 + 4 / sqrt(n)) sqrt(k load), and the error of computing cross, at most 8 e n^1.5 sqrt(S2), is less than
     * four steps'. While the deviation is certain, the error of the slope is below 2e-11 deviations per record. The fast
     * path, which does not compute the deviation, keeps the error bound itself between cross and a limit.
     */

    private static final double UNIT_ROUNDOFF = 0x1p-53;

    public static final int MOMENT = SPARE;
    public static final int ERROR = SPARE + 1;

    /** The last index in a full window. */
    public final double last;

    /** The maximum error of a step, over the root of S2. */
    private final double errorOfStep;

    double moment;

    /** A bound on the error of cross at the end of the fast path. */
    double error;

    public SlidingSlope(int window) {
        super(window, 0);
        last = window - 1.0;
        errorOfStep = UNIT_ROUNDOFF * window * (2 * Math.sqrt(window) + 4);
    }

    @Override
    public void initState(SeriesContext on, int from) {
        super.initState(on, from);
        moment = 0;
        error = 0;
    }

    @Override
    public void open(SeriesContext on, int from) {
        super.open(on, from);
        moment = on.stateDouble(from + MOMENT);
        error = on.stateDouble(from + ERROR);
    }

    @Override
    public void close() {
        super.close();
        series.stateDouble(at + MOMENT, moment);
        series.stateDouble(at + ERROR, error);
    }

    @Override
    public boolean isStateValid() {
        return super.isStateValid() && Double.isFinite(moment) && Double.isFinite(error);
    }

    /** Sxx, the sum of (i - mean i)² over n records. */
    public static double sumOfSquares(int n) {
        return n * ((double) n * n - 1) / 12;
    }

    @Override
    void include(int i, double difference) {
        super.include(i, difference);
        moment += i * difference;
    }

    @Override
    void slide(double come, double gone) {
        moment += last * come + gone - sum;
        super.slide(come, gone);
    }

    @Override
    void rebuild() {
        moment = 0;
        super.rebuild();
    }

    @Override
    void planFastPath() {
        super.planFastPath();
        error = isConstant() ? 0 : errorOfStep * Math.sqrt((stepsAhead() + 4) * loadAhead());
    }

    /**
     * Whether the slope times {@link #sumOfSquares} is greater than a limit or less than minus it, by more than its
     * accuracy.
     */
    public final boolean isSlopeBeyond(double limit) {
        double beyond = Math.abs(cross()) - limit * scale;
        return beyond > 0 && beyond > RoundingErrorBound.ACCURACY * spread() / count * sumOfSquares(count);
    }

    /** The slope over the values, of which there are at least two. */
    public final double slope() {
        return cross() / sumOfSquares(count) / scale;
    }

    /** The slope, which is certain after the fast path too. */
    public final double certainSlope() {
        if (isCertain()) {
            return slope();
        }
        SlidingSlope made = new SlidingSlope(window);
        made.initState(series, at);
        made.count = count;
        made.rebuild();
        return made.slope();
    }

    private double cross() {
        return moment - 0.5 * (count - 1) * sum;
    }
}
