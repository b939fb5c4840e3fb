// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A search for the periods of a series, as {@link PeriodDetection} describes it, with arrays that are used again. Up to
 * {@value #MAX_DIRECT} values the correlations are computed one by one, in a third of the square of their number; above that
 * by a Fourier transform, in n log n (Wiener 1930; Khinchin, Mathematische Annalen 109, 1934). Not thread-safe.
 */
public final class PeriodSearch {
    /** The maximum number of values whose correlations are computed one by one. */
    static final int MAX_DIRECT = 256;

    /** The minimum height of a peak above the trough before it. */
    private static final double CONTRAST = 0.3;

    private static final double MIN_CORRELATION = 0.3;
    private static final double NEAR_BEST = 0.7;
    private static final double BETTER = 0.03;
    /** The part of a lag up to which a higher correlation belongs to the same peak. */
    private static final int NEAR = 4;

    private final double[] rest;
    private final double[] correlation;
    /** The transforms that were needed, by the logarithm of their size: it depends on the values found in alone. */
    private final @Nullable FourierTransform[] transforms = new FourierTransform[Integer.SIZE];

    private final double[] real;
    private final double[] imaginary;
    private int first;
    private int second;

    /**
     * Creates a search.
     *
     * @param most the maximum number of values
     */
    public PeriodSearch(int most) {
        rest = new double[most];
        correlation = new double[most / 3 + 1];
        int size = most > MAX_DIRECT ? 1 << powerFor(most) : 0;
        real = new double[size];
        imaginary = new double[size];
    }

    /**
     * Finds the periods of a series of equal steps.
     *
     * @param values the values, oldest first
     * @param end the number of values to use
     */
    public void find(double[] values, int end) {
        int longest = end / 3;
        autocorrelate(values, end, longest);
        double least = Math.max(MIN_CORRELATION, 3 / Math.sqrt(Math.max(1, end)));
        double nearBest = NEAR_BEST * best(longest, least);
        first = 0;
        second = 0;
        double trough = 1;
        for (int lag = 2; lag < longest; lag++) {
            trough = Math.min(trough, correlation[lag - 1]);
            if (isPeak(lag, trough, least)) {
                if (first == 0 && correlation[lag] >= nearBest) {
                    first = highestNear(lag, longest);
                    second = first;
                } else if (lag > first
                        && first > 0
                        && isMultiple(lag)
                        && correlation[lag] > correlation[second] + BETTER) {
                    second = lag;
                }
            }
        }
    }

    private double best(int longest, double least) {
        double best = 0;
        double trough = 1;
        for (int lag = 2; lag < longest; lag++) {
            trough = Math.min(trough, correlation[lag - 1]);
            if (isPeak(lag, trough, least)) {
                best = Math.max(best, correlation[lag]);
            }
        }
        return best;
    }

    private boolean isPeak(int lag, double trough, double least) {
        return correlation[lag] >= least
                && correlation[lag] - trough >= CONTRAST
                && correlation[lag] >= correlation[lag - 1]
                && correlation[lag] > correlation[lag + 1];
    }

    /** Returns the lag of the highest correlation from a peak on: noise has peaks on the slope to that of a long period. */
    private int highestNear(int peak, int longest) {
        int highest = peak;
        for (int lag = peak + 1; lag < longest && lag <= peak + peak / NEAR; lag++) {
            highest = correlation[lag] > correlation[highest] ? lag : highest;
        }
        return highest;
    }

    private boolean isMultiple(int lag) {
        int off = lag % first;
        return Math.min(off, first - off) <= 1;
    }

    /**
     * Returns the shorter period.
     *
     * @return in steps; 0 if there is none
     */
    public int first() {
        return first;
    }

    /**
     * Returns the longer period, a multiple of the shorter one that fits even better.
     *
     * @return in steps; the shorter one if there is no such multiple
     */
    public int second() {
        return second;
    }

    /** Returns the autocorrelation that {@link #find} has computed, by lag. */
    double correlation(int lag) {
        return correlation[lag];
    }

    /** Computes the autocorrelation without the line through the values, each lag over the values it has. */
    private void autocorrelate(double[] values, int end, int longest) {
        double mean = LeastSquaresLine.mean(values, end);
        double slope = LeastSquaresLine.slope(values, end, mean);
        double middle = (end - 1) / 2.0;
        double square = 0;
        for (int i = 0; i < end; i++) {
            rest[i] = values[i] - (mean + slope * (i - middle));
            square += rest[i] * rest[i];
        }
        Arrays.fill(correlation, 0, longest + 1, 0);
        if (!(square > 0) || Double.isInfinite(square)) {
            return;
        }
        if (end <= MAX_DIRECT) {
            sumProducts(end, longest);
        } else {
            transformProducts(end, longest);
        }
        for (int lag = 0; lag <= longest; lag++) {
            correlation[lag] = correlation[lag] / square * end / (end - lag);
        }
    }

    private void sumProducts(int end, int longest) {
        for (int lag = 0; lag <= longest; lag++) {
            double sum = 0;
            for (int i = lag; i < end; i++) {
                sum += rest[i] * rest[i - lag];
            }
            correlation[lag] = sum;
        }
    }

    /** The transform of the squared magnitudes of a transform is the sums of products, of which those needed do not overlap. */
    private void transformProducts(int end, int longest) {
        FourierTransform transform = transform(powerFor(end));
        int size = transform.size();
        System.arraycopy(rest, 0, real, 0, end);
        Arrays.fill(real, end, size, 0);
        Arrays.fill(imaginary, 0, size, 0);
        transform.apply(real, imaginary);
        for (int i = 0; i < size; i++) {
            real[i] = real[i] * real[i] + imaginary[i] * imaginary[i];
            imaginary[i] = 0;
        }
        transform.apply(real, imaginary);
        for (int lag = 0; lag <= longest; lag++) {
            correlation[lag] = real[lag] / size;
        }
    }

    /** Returns the logarithm of the size of a transform for a number of values and their lags. */
    private static int powerFor(int values) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(values + values / 3);
    }

    private FourierTransform transform(int power) {
        FourierTransform found = transforms[power];
        if (found == null) {
            found = new FourierTransform(1 << power);
            transforms[power] = found;
        }
        return found;
    }
}
