// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.forecast;

import java.util.Arrays;

/**
 * Half the width of the prediction interval by step, from errors on values held back. The usual error of a step is the
 * root mean square of the errors at it and its neighbours, and does not fall from step to step; each error against the
 * usual one of its step goes into one pool, whose quantile times the usual error is the margin. Forecasts from places
 * nearer to each other than they reach err alike; as many as are apart count as independent, and the margin is widened for
 * there being so few, as for a mean of so many.
 */
final class PredictionIntervals {
    /** What few errors cannot tell. */
    private static final int PRIOR = 4;

    private PredictionIntervals() {}

    static double[] of(double[][] errors, int horizon, double confidence, double difference, double independent) {
        double[] usual = usual(errors, horizon, difference);
        int count = 0;
        for (double[] origin : errors) {
            count += origin.length;
        }
        double[] pool = new double[count];
        int at = 0;
        for (double[] origin : errors) {
            for (int i = 0; i < origin.length; i++) {
                pool[at++] = usual[i] > 0 ? Math.abs(origin[i]) / usual[i] : 0;
            }
        }
        Arrays.sort(pool);
        double normal = 1.96;
        int rank = (int) Math.ceil((count + 1) * confidence) - 1;
        double quantile = count < 20 ? 2 * normal : pool[Math.min(count - 1, rank)];
        double[] margins = new double[horizon];
        for (int i = 0; i < horizon; i++) {
            margins[i] = usual[i] * quantile * Math.sqrt(1 + 1 / Math.max(1, independent));
        }
        return margins;
    }

    private static double[] usual(double[][] errors, int horizon, double difference) {
        double[] squares = new double[horizon];
        int[] counts = new int[horizon];
        for (double[] origin : errors) {
            for (int i = 0; i < origin.length; i++) {
                squares[i] += origin[i] * origin[i];
                counts[i]++;
            }
        }
        double[] usual = new double[horizon];
        double before = 0;
        int reach = Math.max(1, horizon / 8);
        for (int i = 0; i < horizon; i++) {
            double sum = PRIOR * 0.05 * difference * difference;
            double count = PRIOR * 0.05;
            for (int j = Math.max(0, i - reach); j <= Math.min(horizon - 1, i + reach); j++) {
                sum += squares[j];
                count += counts[j];
            }
            usual[i] = Math.max(before, Math.sqrt(sum / count));
            before = usual[i];
        }
        return usual;
    }
}
