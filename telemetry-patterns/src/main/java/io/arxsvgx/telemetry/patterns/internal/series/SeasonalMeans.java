// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

/**
 * The season of a series by classical decomposition: the mean deviation, at each position in the period, from a centred
 * moving mean over a period. The deviations sum to 0. Costs the number of values.
 */
public final class SeasonalMeans {
    private SeasonalMeans() {}

    /**
     * Decomposes a series.
     *
     * @param values the values, oldest first, at equal steps
     * @param end the number of values to use
     * @param period in steps; 1 for none
     * @return one deviation for each position in the period, that of the first value first; 0 if there are fewer than
     *     two periods
     */
    public static double[] of(double[] values, int end, int period) {
        double[] season = new double[Math.max(1, period)];
        if (period < 2 || end < 2 * period) {
            return season;
        }
        int[] counts = new int[period];
        double[] sums = new double[end + 1];
        for (int i = 0; i < end; i++) {
            sums[i + 1] = sums[i] + values[i];
        }
        int half = period / 2;
        for (int i = half; i + half < end; i++) {
            double mean = period % 2 == 1
                    ? (sums[i + half + 1] - sums[i - half]) / period
                    : (sums[i + half] - sums[i - half + 1] + (values[i - half] + values[i + half]) / 2) / period;
            season[i % period] += values[i] - mean;
            counts[i % period]++;
        }
        double total = 0;
        for (int i = 0; i < period; i++) {
            season[i] = counts[i] > 0 ? season[i] / counts[i] : 0;
            total += season[i];
        }
        for (int i = 0; i < period; i++) {
            season[i] -= total / period;
        }
        return season;
    }
}
