// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.forecast;

import java.util.Arrays;

/**
 * Autoregression: each value is a weighted sum of the values shortly before it, and of those one and two periods before
 * it and their neighbours. The weights are fitted by ridge regression. Further steps use forecasts as input. Immutable.
 *
 * <p>Box and Jenkins, "Time Series Analysis" (1970); ridge: Hoerl and Kennard, Technometrics 12 (1970). Fitting costs
 * the number of values times the square of the number of lags.
 */
final class Autoregression implements ForecastMethod {
    private static final double RIDGE = 1e-3;
    private static final double BOUND = 3;

    private final int[] lags;
    private final String name;

    Autoregression(String name, int... lags) {
        this.name = name;
        this.lags = lags;
    }

    /** Returns the minimum number of values for a fit. */
    static int least(int[] lags) {
        return lags[lags.length - 1] + 3 * lags.length + 10;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ForecastModel fit(double[] values, int fitted) {
        int longest = lags[lags.length - 1];
        double mean = 0;
        double low = values[0];
        double high = values[0];
        for (int i = 0; i < fitted; i++) {
            mean += values[i] / fitted;
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
        int size = lags.length + 1;
        double[][] squares = new double[size][size];
        double[] products = new double[size];
        double[] row = new double[size];
        row[0] = 1;
        double scale = high > low ? 1 / (high - low) : 1;
        for (int i = longest; i < fitted; i++) {
            for (int lag = 0; lag < lags.length; lag++) {
                row[lag + 1] = (values[i - lags[lag]] - mean) * scale;
            }
            double now = (values[i] - mean) * scale;
            for (int a = 0; a < size; a++) {
                for (int b = 0; b <= a; b++) {
                    squares[a][b] += row[a] * row[b];
                }
                products[a] += row[a] * now;
            }
        }
        double trace = 0;
        for (int a = 1; a < size; a++) {
            trace += squares[a][a] / lags.length;
        }
        for (int a = 0; a < size; a++) {
            squares[a][a] += RIDGE * (a == 0 ? 0 : trace) + 1e-12;
        }
        double[] weights = Cholesky.solve(squares, products);
        return new Weights(lags, weights, mean, scale, low - BOUND * (high - low), high + BOUND * (high - low));
    }

    private static final class Weights implements ForecastModel {
        private final int[] lags;
        private final double[] weights;
        private final double mean;
        private final double scale;
        private final double lowest;
        private final double highest;

        Weights(int[] lags, double[] weights, double mean, double scale, double lowest, double highest) {
            this.lags = lags;
            this.weights = weights;
            this.mean = mean;
            this.scale = scale;
            this.lowest = lowest;
            this.highest = highest;
        }

        @Override
        public void forecast(double[] values, int end, double[] expected) {
            int longest = lags[lags.length - 1];
            double[] known = Arrays.copyOfRange(values, end - longest, end + expected.length);
            for (int i = 0; i < expected.length; i++) {
                double next = weights[0] / scale + mean;
                for (int lag = 0; lag < lags.length; lag++) {
                    next += weights[lag + 1] * (known[longest + i - lags[lag]] - mean);
                }
                next = Math.max(lowest, Math.min(highest, next));
                known[longest + i] = next;
                expected[i] = next;
            }
        }
    }
}
