// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.forecast;

import io.arxsvgx.telemetry.patterns.internal.series.SeasonalMeans;

/**
 * Damped Holt–Winters smoothing with an additive season: level, slope and season are each updated by a share of the
 * last error. The shares are the best of a few candidates on the fitted values. Immutable.
 *
 * <p>Winters, Management Science 6 (1960); damping: Gardner and McKenzie, Management Science 31 (1985).
 */
final class DampedHoltWinters implements ForecastMethod {
    private static final double DAMPING = 0.98;
    private static final double[] LEVELS = {0.05, 0.2, 0.5, 0.9};
    private static final double[] SLOPES = {0, 0.02, 0.1};
    private static final double[] SEASONS = {0.05, 0.2, 0.5};
    private static final double[] NO_SEASONS = {0};

    private final int period;

    /** Creates the method with a period; 1 for none. */
    DampedHoltWinters(int period) {
        this.period = period;
    }

    @Override
    public String name() {
        return period > 1 ? "holt_winters(" + period + ")" : "holt";
    }

    @Override
    public ForecastModel fit(double[] values, int fitted) {
        State best = new State(values, fitted, period, LEVELS[1], 0, 0);
        double least = Double.POSITIVE_INFINITY;
        for (double level : LEVELS) {
            for (double slope : SLOPES) {
                for (double season : period > 1 ? SEASONS : NO_SEASONS) {
                    State state = new State(values, fitted, period, level, slope, season);
                    state.feed(values, fitted);
                    if (state.errors < least) {
                        least = state.errors;
                        best = state;
                    }
                }
            }
        }
        return best;
    }

    private static final class State implements ForecastModel {
        private final double levelShare;
        private final double slopeShare;
        private final double seasonShare;
        private final double[] season;
        private double level;
        private double slope;
        private int seen;
        private double errors;

        State(double[] values, int end, int period, double levelShare, double slopeShare, double seasonShare) {
            this.levelShare = levelShare;
            this.slopeShare = slopeShare;
            this.seasonShare = seasonShare;
            season = SeasonalMeans.of(values, end, period);
            int first = Math.min(end, season.length);
            for (int i = 0; i < first; i++) {
                level += (values[i] - season[i]) / first;
            }
        }

        void feed(double[] values, int end) {
            for (; seen < end; seen++) {
                int place = seen % season.length;
                double damped = DAMPING * slope;
                double error = values[seen] - level - damped - season[place];
                errors += Math.abs(error);
                level += damped + levelShare * error;
                slope = damped + levelShare * slopeShare * error;
                season[place] += seasonShare * (1 - levelShare) * error;
            }
        }

        @Override
        public void forecast(double[] values, int end, double[] expected) {
            feed(values, end);
            double damping = DAMPING;
            double rise = 0;
            for (int i = 0; i < expected.length; i++) {
                rise += damping * slope;
                damping *= DAMPING;
                expected[i] = level + rise + season[(end + i) % season.length];
            }
        }
    }
}
