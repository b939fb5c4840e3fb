// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.forecast;

import io.arxsvgx.telemetry.patterns.internal.series.SeasonalMeans;

/**
 * Theta: the mean of the line through the series and of its exponential smoothing with the curvature doubled, on values
 * without their season. The smoothing factor is the best of a few candidates on the fitted values. Immutable.
 *
 * <p>Assimakopoulos and Nikolopoulos, "The theta model", International Journal of Forecasting 16 (2000); as smoothing
 * with half the line's slope as drift: Hyndman and Billah, "Unmasking the theta method", 19 (2003).
 */
final class Theta implements ForecastMethod {
    private static final double[] FACTORS = {0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1};

    private final int period;

    /** Creates the method with a period; 1 for none. */
    Theta(int period) {
        this.period = period;
    }

    @Override
    public String name() {
        return period > 1 ? "theta(" + period + ")" : "theta";
    }

    @Override
    public ForecastModel fit(double[] values, int fitted) {
        double[] season = SeasonalMeans.of(values, fitted, period);
        double drift = slope(values, season, fitted) / 2;
        double best = FACTORS[0];
        double least = Double.POSITIVE_INFINITY;
        for (double factor : FACTORS) {
            double error = error(values, season, fitted, factor);
            if (error < least) {
                least = error;
                best = factor;
            }
        }
        return new Smoothing(season, best, drift);
    }

    private static double slope(double[] values, double[] season, int end) {
        double middle = (end - 1) / 2.0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < end; i++) {
            sum += (i - middle) * (values[i] - season[i % season.length]);
            squares += (i - middle) * (i - middle);
        }
        return squares > 0 ? sum / squares : 0;
    }

    private static double error(double[] values, double[] season, int end, double factor) {
        double level = values[0] - season[0];
        double error = 0;
        for (int i = 1; i < end; i++) {
            double now = values[i] - season[i % season.length];
            error += Math.abs(now - level);
            level += factor * (now - level);
        }
        return error;
    }

    private static final class Smoothing implements ForecastModel {
        private final double[] season;
        private final double factor;
        private final double drift;
        private double level;
        private int seen;

        Smoothing(double[] season, double factor, double drift) {
            this.season = season;
            this.factor = factor;
            this.drift = drift;
        }

        @Override
        public void forecast(double[] values, int end, double[] expected) {
            for (; seen < end; seen++) {
                double now = values[seen] - season[seen % season.length];
                level = seen == 0 ? now : level + factor * (now - level);
            }
            for (int i = 0; i < expected.length; i++) {
                expected[i] = level + drift * (i + 1) + season[(end + i) % season.length];
            }
        }
    }
}
