// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

import java.util.Arrays;

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
        if (period >= 2 && end >= 2 * period) {
            write(values, end, period, season, new double[end + 1], new int[period]);
        }
        return season;
    }

    /**
     * Decomposes a series of at least two periods into arrays that may be used again.
     *
     * @param values the values, oldest first, at equal steps
     * @param end the number of values to use
     * @param period in steps, at least 2
     * @param season the receiver of the deviations, of at least the period
     * @param sums scratch memory, longer than the number of values
     * @param counts scratch memory, of at least the period
     */
    public static void write(double[] values, int end, int period, double[] season, double[] sums, int[] counts) {
        Arrays.fill(season, 0, period, 0);
        Arrays.fill(counts, 0, period, 0);
        sums[0] = 0;
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
    }
}
