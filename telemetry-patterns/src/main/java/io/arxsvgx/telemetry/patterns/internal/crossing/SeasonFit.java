// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.crossing;

import io.arxsvgx.telemetry.patterns.internal.series.PeriodSearch;
import io.arxsvgx.telemetry.patterns.internal.series.SeasonalMeans;

/**
 * The fit of a season to the values of a window: a period of the autocorrelation that occurs at least three times, and the
 * mean deviations by classical decomposition. The season must explain at least 0.64 of the variance about the trend, the
 * strength from which Hyndman's package {@code forecast} assumes a season. Has scratch arrays alone. Costs n log n, or a third
 * of the square of n where that is faster. Not thread-safe.
 *
 * <p>Wang, Smith and Hyndman, "Characteristic-based clustering for time series data", Data Mining and Knowledge Discovery 13
 * (2006).
 */
final class SeasonFit {
    private static final double MIN_STRENGTH = 0.64;

    private final RegularGrid grid;
    private final PeriodSearch search;
    private final double[] deviations;
    private final double[] sums;
    private final int[] counts;
    /** The indices, in the forecasts of two periods, of those that may be the most extreme ones ahead. */
    private final int[] candidates;

    private final double[] forecasts;

    /** Creates a fit for at most a number of values. */
    SeasonFit(int most) {
        grid = new RegularGrid(most);
        search = new PeriodSearch(most);
        deviations = new double[maxPeriod(most)];
        counts = new int[maxPeriod(most)];
        sums = new double[most + 1];
        candidates = new int[2 * maxPeriod(most)];
        forecasts = new double[2 * maxPeriod(most)];
    }

    /** Returns the maximum period of a number of values, in steps. */
    static int maxPeriod(int values) {
        return values / 3;
    }

    /**
     * Finds the season of values.
     *
     * @param times in order of arrival, in nanoseconds
     * @param values the values at these times, not all equal
     * @param count the number of values
     * @param last the greatest time
     * @param season the receiver
     */
    void find(long[] times, double[] values, int count, long last, Season season) {
        season.clear();
        if (!grid.fill(times, values, count)) {
            return;
        }
        int size = grid.size();
        search.find(grid.values, size);
        int period = search.second();
        if (period == 0) {
            return;
        }
        SeasonalMeans.write(grid.values, size, period, deviations, sums, counts);
        if (isStrong(size, period)) {
            season.set(period, grid.step(), last);
            for (int phase = 0; phase < period; phase++) {
                season.deviation(phase, deviations[(size - 1 + phase) % period]);
            }
        }
    }

    private boolean isStrong(int size, int period) {
        double middle = (size - 1) / 2.0;
        double mean = 0;
        for (int i = 0; i < size; i++) {
            mean += (grid.values[i] - deviations[i % period] - mean) / (i + 1);
        }
        double products = 0;
        double squares = 0;
        for (int i = 0; i < size; i++) {
            products += (i - middle) * (grid.values[i] - deviations[i % period] - mean);
            squares += (i - middle) * (i - middle);
        }
        double slope = products / squares;
        double rest = 0;
        double seasonal = 0;
        for (int i = 0; i < size; i++) {
            double detrended = grid.values[i] - mean - slope * (i - middle);
            double left = detrended - deviations[i % period];
            seasonal += detrended * detrended;
            rest += left * left;
        }
        return rest <= (1 - MIN_STRENGTH) * seasonal;
    }

    /**
     * Sets the offset of the most extreme forecast from each step of a season on. The candidates among the steps ahead are a
     * queue that rises or falls, so that each step is compared a constant number of times.
     *
     * @param sign 1 for the greatest forecast, -1 for the least
     * @param rise the trend per step
     * @param steps the number of steps ahead, the present one included; at most the period
     */
    void setOffsets(Season season, int sign, double rise, int steps) {
        int end = season.period() + steps - 1;
        int first = 0;
        int next = 0;
        for (int i = 0; i < end; i++) {
            forecasts[i] = sign * (season.deviation(i % season.period()) + rise * i);
            while (next > first && forecasts[candidates[next - 1]] < forecasts[i]) {
                next--;
            }
            candidates[next++] = i;
            int from = i - steps + 1;
            if (from >= 0) {
                while (candidates[first] < from) {
                    first++;
                }
                season.offset(from, candidates[first] - from);
            }
        }
    }
}
