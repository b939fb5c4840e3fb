// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.stats;

import java.util.Arrays;

/** Ranks and unit vectors of values, for correlations and rank tests. */
public final class Ranking {
    private Ranking() {}

    /** Returns the values, scaled to mean 0 and length 1. */
    public static double[] unit(double[] values) {
        double mean = RobustScale.mean(values);
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value - mean));
        }
        double[] unit = new double[values.length];
        if (!(largest > 0) || Double.isInfinite(largest)) {
            return unit;
        }
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            unit[i] = (values[i] - mean) / largest;
            squares += unit[i] * unit[i];
        }
        for (int i = 0; i < values.length; i++) {
            unit[i] /= Math.sqrt(squares);
        }
        return unit;
    }

    /** Returns the ranks of values; ties have their mean rank. */
    public static double[] ranks(double[] values) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
        double[] ranks = new double[values.length];
        for (int i = 0; i < order.length; ) {
            int end = i;
            while (end < order.length && values[order[end]] == values[order[i]]) {
                end++;
            }
            for (int j = i; j < end; j++) {
                ranks[order[j]] = (i + end - 1) / 2.0;
            }
            i = end;
        }
        return ranks;
    }
}
