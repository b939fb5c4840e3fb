// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.stats;

import java.util.Arrays;

/** Medians, on which outliers have little influence. */
public final class Medians {
    private Medians() {}

    public static double of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    /** Returns the median distance from the median. */
    public static double distance(double[] values) {
        double middle = of(values);
        return of(Arrays.stream(values).map(value -> Math.abs(value - middle)).toArray());
    }

    /** Returns the values, clipped to a number of usual distances from the median. */
    public static double[] clipped(double[] values, double most) {
        double middle = of(values);
        double distance = most * distance(values);
        return Arrays.stream(values)
                .map(value -> Math.max(middle - distance, Math.min(middle + distance, value)))
                .toArray();
    }
}
