// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.forecast;

import io.arxsvgx.telemetry.patterns.internal.series.PeriodDetection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A forecaster of a series of equal steps, by the methods with the smallest recent errors. The last part of the series
 * is held back. Each method is fitted to the values before it, and forecasts from several origins within it. The
 * methods with errors near the smallest are averaged, weighted by the inverse square of their errors. The errors of
 * that average, each relative to the usual error of its step, give the prediction interval.
 *
 * <p>Choice by rolling origin: Tashman, International Journal of Forecasting 16 (2000). Averages of few good methods:
 * Bates and Granger, Operational Research Quarterly 20 (1969). Intervals by the quantile of held-back errors: Vovk,
 * Gammerman and Shafer, "Algorithmic Learning in a Random World" (2005). Immutable.
 */
public final class Forecaster {
    private static final int MIN_VALUES = 4;
    private static final int MAX_ORIGINS = 24;

    private final double confidence;

    private Forecaster(double confidence) {
        this.confidence = confidence;
    }

    /**
     * Returns a forecaster with a coverage of its prediction intervals.
     *
     * @param confidence more than 0, less than 1; 0.95 is usual
     * @return the forecaster
     * @throws IllegalArgumentException if it is out of range
     */
    public static Forecaster of(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence: expected more than 0 and less than 1, got " + confidence);
        }
        return new Forecaster(confidence);
    }

    /**
     * Forecasts a series.
     *
     * @param values the series, oldest first, all finite
     * @param horizon the number of steps ahead, at least 1
     * @return the forecast; by the last value alone if there are fewer than four
     * @throws IllegalArgumentException if there is no value or no step
     */
    public Prediction forecast(double[] values, int horizon) {
        return forecast(values, horizon, PeriodDetection.of(values, values.length));
    }

    /**
     * Forecasts a series whose periods are known.
     *
     * @param values the series, oldest first, all finite
     * @param horizon the number of steps ahead, at least 1
     * @param periods the result of {@link PeriodDetection#of} for the series
     * @return the forecast; by the last value alone if there are fewer than four
     * @throws IllegalArgumentException if there is no value or no step
     */
    public Prediction forecast(double[] values, int horizon, List<Integer> periods) {
        if (values.length == 0 || horizon < 1) {
            throw new IllegalArgumentException(
                    "values, horizon: expected at least 1, got " + values.length + " and " + horizon);
        }
        int held = Math.min(values.length / 3, Math.max(5 * horizon, 24));
        int fitted = values.length - held;
        Trial trial = Trial.run(methods(periods, fitted), values, fitted, horizon);
        return trial.predict(values, horizon, confidence, periods.isEmpty() ? 0 : periods.get(0));
    }

    private static List<ForecastMethod> methods(List<Integer> periods, int fitted) {
        List<ForecastMethod> methods = new ArrayList<>();
        methods.add(new Naive());
        if (fitted < MIN_VALUES) {
            return methods;
        }
        methods.add(new Theta(1));
        methods.add(new DampedHoltWinters(1));
        addAutoregression(methods, fitted, "ar(3)", 1, 2, 3);
        for (int period : periods) {
            if (fitted >= 2 * period + 2) {
                methods.add(new SeasonalNaive(period));
                methods.add(new Theta(period));
                methods.add(new DampedHoltWinters(period));
                addAutoregression(methods, fitted, "ar(" + period + ")", lags(period, 0));
            }
        }
        if (periods.size() > 1) {
            addAutoregression(
                    methods,
                    fitted,
                    "ar(" + periods.get(0) + "," + periods.get(1) + ")",
                    lags(periods.get(0), periods.get(1)));
        }
        return methods;
    }

    private static int[] lags(int first, int second) {
        int[] lags = {1, 2, 3, first - 1, first, first + 1, 2 * first, 2 * first + 1};
        if (second > 0) {
            lags = Arrays.copyOf(lags, lags.length + 3);
            lags[lags.length - 3] = second - 1;
            lags[lags.length - 2] = second;
            lags[lags.length - 1] = second + 1;
        }
        return Arrays.stream(lags).filter(lag -> lag > 0).sorted().distinct().toArray();
    }

    private static void addAutoregression(List<ForecastMethod> methods, int fitted, String name, int... lags) {
        if (fitted >= Autoregression.least(lags)) {
            methods.add(new Autoregression(name, lags));
        }
    }

    /** The results of the methods on the part held back. */
    static final class Trial {
        private final List<ForecastMethod> methods;
        /** The forecasts by method, by origin, by step. */
        private final double[][][] forecasts;

        private final int[] origins;
        private final double[] weights;

        private Trial(List<ForecastMethod> methods, double[][][] forecasts, int[] origins, double[] weights) {
            this.methods = methods;
            this.forecasts = forecasts;
            this.origins = origins;
            this.weights = weights;
        }

        static Trial run(List<ForecastMethod> methods, double[] values, int fitted, int horizon) {
            int[] origins = origins(values.length, fitted, horizon);
            double[][][] forecasts = new double[methods.size()][origins.length][];
            double[] errors = new double[methods.size()];
            for (int m = 0; m < methods.size(); m++) {
                ForecastModel model = methods.get(m).fit(values, fitted);
                for (int o = 0; o < origins.length; o++) {
                    double[] expected = new double[Math.min(horizon, values.length - origins[o])];
                    model.forecast(values, origins[o], expected);
                    forecasts[m][o] = expected;
                    for (int i = 0; i < expected.length; i++) {
                        errors[m] += Math.abs(values[origins[o] + i] - expected[i]);
                    }
                }
            }
            return new Trial(methods, forecasts, origins, InverseErrorWeights.of(errors));
        }

        private static int[] origins(int end, int fitted, int horizon) {
            int last = Math.max(fitted, end - horizon);
            if (end - fitted == 0) {
                return new int[0];
            }
            int count = Math.min(MAX_ORIGINS, last - fitted + 1);
            int[] origins = new int[count];
            for (int i = 0; i < count; i++) {
                origins[i] = count == 1 ? fitted : fitted + (int) ((long) i * (last - fitted) / (count - 1));
            }
            return origins;
        }

        Prediction predict(double[] values, int horizon, double confidence, int period) {
            double[] expected = new double[horizon];
            double[] one = new double[horizon];
            StringBuilder name = new StringBuilder();
            for (int m = 0; m < methods.size(); m++) {
                if (weights[m] > 0) {
                    methods.get(m).fit(values, values.length).forecast(values, values.length, one);
                    for (int i = 0; i < horizon; i++) {
                        expected[i] += weights[m] * one[i];
                    }
                    name.append(name.length() == 0 ? "" : " + ")
                            .append(methods.get(m).name());
                }
            }
            double[] margins = margins(values, horizon, confidence);
            double[] low = new double[horizon];
            double[] high = new double[horizon];
            for (int i = 0; i < horizon; i++) {
                low[i] = expected[i] - margins[i];
                high[i] = expected[i] + margins[i];
            }
            return new Prediction(name.toString(), period, values.length, expected, low, high);
        }

        /** Returns half the width of the prediction interval, by step. */
        private double[] margins(double[] values, int horizon, double confidence) {
            double[][] errors = new double[origins.length][];
            for (int o = 0; o < origins.length; o++) {
                errors[o] = new double[Math.min(horizon, values.length - origins[o])];
                for (int i = 0; i < errors[o].length; i++) {
                    errors[o][i] = values[origins[o] + i];
                    for (int m = 0; m < methods.size(); m++) {
                        errors[o][i] -= weights[m] * forecasts[m][o][i];
                    }
                }
            }
            double reach = origins.length == 0 ? 0 : values.length - origins[0];
            return PredictionIntervals.of(
                    errors, horizon, confidence, NeighbourDifferences.usual(values), reach / horizon);
        }
    }
}
