// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.adaptive;

import io.arxsvgx.telemetry.condition.SeriesContext;
import java.util.Arrays;

/**
 * Mean, mean deviation and range of the newest values of a series, with a bounded influence of outliers. Confined to the
 * processor thread.
 */
public final class RobustSample {
    /*
     * A value farther from the median than ten median distances counts as a value at ten (P. J. Huber, "Robust Estimation
     * of a Location Parameter", Annals of Mathematical Statistics 35 (1), 1964). Where more than half of the values are
     * equal, so that the median distance is 0, the limit is the second greatest distance, since a single occurrence is not
     * usual.
     */
    private static final double MAX_DISTANCES = 10;

    private final double[] values = new double[RollingFeatures.LONG];
    private final double[] distances = new double[RollingFeatures.LONG];

    public double mean;
    public double deviation;
    public double low;
    public double high;

    /** Measures the newest {@code count} values, at most 63; the series has at least as many. */
    public void measure(SeriesContext series, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = RollingFeatures.bounded(series.valueAgo(i));
        }
        Arrays.sort(values, 0, count);
        double median = values[(count - 1) / 2];
        for (int i = 0; i < count; i++) {
            distances[i] = Math.abs(values[i] - median);
        }
        Arrays.sort(distances, 0, count);
        double usual = MAX_DISTANCES * distances[count / 2];
        double most = usual > 0 ? usual : distances[Math.max(0, count - 2)];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            values[i] = Math.max(median - most, Math.min(median + most, values[i]));
            sum += values[i] - median;
        }
        mean = median + sum / count;
        low = values[0];
        high = values[count - 1];
        sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.abs(values[i] - mean);
        }
        deviation = low == high ? 0 : sum / count;
    }
}
