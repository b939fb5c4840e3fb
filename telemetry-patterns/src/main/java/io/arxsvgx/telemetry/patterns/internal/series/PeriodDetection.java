// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

import java.util.ArrayList;
import java.util.List;

/**
 * Automatic detection of the periods of a series: peaks of the autocorrelation without the line through the series that
 * stand out from the trough before them. The first period is the shortest that comes near the best. The second is a
 * multiple of the first that fits even better, as a week does beside a day. Immutable.
 *
 * <p>Costs the number of values times a third of it. Box and Jenkins, "Time Series Analysis" (1970).
 */
public final class PeriodDetection {
    /** The minimum height of a peak above the trough before it. */
    private static final double CONTRAST = 0.3;

    private static final double MIN_CORRELATION = 0.3;
    private static final double NEAR_BEST = 0.7;
    private static final double BETTER = 0.03;

    private PeriodDetection() {}

    /**
     * Finds the periods of a series of equal steps.
     *
     * @param values the values, oldest first
     * @param end the number of values to use
     * @return none, one or two periods in steps, each seen at least three times in full, the shorter first
     */
    public static List<Integer> of(double[] values, int end) {
        double[] correlation = autocorrelation(values, end, end / 3);
        List<Integer> peaks = peaks(correlation, Math.max(MIN_CORRELATION, 3 / Math.sqrt(Math.max(1, end))));
        double best = 0;
        for (int peak : peaks) {
            best = Math.max(best, correlation[peak]);
        }
        List<Integer> periods = new ArrayList<>();
        for (int peak : peaks) {
            if (periods.isEmpty() && correlation[peak] >= NEAR_BEST * best) {
                periods.add(peak);
            }
        }
        if (!periods.isEmpty()) {
            int first = periods.get(0);
            int second = first;
            for (int peak : peaks) {
                int off = peak % first;
                if (peak > first
                        && Math.min(off, first - off) <= 1
                        && correlation[peak] > correlation[second] + BETTER) {
                    second = peak;
                }
            }
            if (second > first) {
                periods.add(second);
            }
        }
        return periods;
    }

    private static List<Integer> peaks(double[] correlation, double least) {
        List<Integer> peaks = new ArrayList<>();
        double trough = 1;
        for (int lag = 2; lag + 1 < correlation.length; lag++) {
            trough = Math.min(trough, correlation[lag - 1]);
            if (correlation[lag] >= least
                    && correlation[lag] - trough >= CONTRAST
                    && correlation[lag] >= correlation[lag - 1]
                    && correlation[lag] > correlation[lag + 1]) {
                peaks.add(lag);
            }
        }
        return peaks;
    }

    /**
     * Returns the autocorrelation of a series without its line, each lag over the values it has.
     *
     * @param values the values
     * @param end the number of values to use
     * @param most the longest lag
     * @return the correlation by lag, from 0; all 0 for a constant series
     */
    static double[] autocorrelation(double[] values, int end, int most) {
        double[] rest = LeastSquaresLine.through(values, end).residuals(values, end);
        double square = 0;
        for (double value : rest) {
            square += value * value;
        }
        double[] correlation = new double[most + 1];
        if (!(square > 0) || Double.isInfinite(square)) {
            return correlation;
        }
        for (int lag = 0; lag <= most; lag++) {
            double sum = 0;
            for (int i = lag; i < end; i++) {
                sum += rest[i] * rest[i - lag];
            }
            correlation[lag] = sum / square * end / (end - lag);
        }
        return correlation;
    }
}
