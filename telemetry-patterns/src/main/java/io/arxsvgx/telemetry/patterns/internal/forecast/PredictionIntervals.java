// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.forecast;

import java.util.Arrays;

/**
 * Prediction intervals: half the width by step, from errors on values held back. The usual error of a step is the root
 * mean square of the errors at it and its neighbours, and never decreases from step to step. Each error relative to the
 * usual one of its step goes into one pool. The margin is the quantile of the pool times the usual error. Forecasts
 * whose origins are closer than their horizon have similar errors, so that only separate ones count as independent. The
 * margin is widened for a small number of them, as for a mean.
 */
final class PredictionIntervals {
    /** The weight of the prior error, in values, for few errors. */
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
