// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

/** The least-squares line through values of equal steps. Immutable. */
final class LeastSquaresLine {
    final double middle;
    final double mean;
    final double slope;

    private LeastSquaresLine(double middle, double mean, double slope) {
        this.middle = middle;
        this.mean = mean;
        this.slope = slope;
    }

    static LeastSquaresLine through(double[] values, int end) {
        double mean = mean(values, end);
        return new LeastSquaresLine((end - 1) / 2.0, mean, slope(values, end, mean));
    }

    static double mean(double[] values, int end) {
        double mean = 0;
        for (int i = 0; i < end; i++) {
            mean += (values[i] - mean) / (i + 1);
        }
        return mean;
    }

    /** Returns the slope per step of the line through values whose mean is known. */
    static double slope(double[] values, int end, double mean) {
        double middle = (end - 1) / 2.0;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < end; i++) {
            products += (i - middle) * (values[i] - mean);
            squares += (i - middle) * (i - middle);
        }
        return squares > 0 ? products / squares : 0;
    }

    double at(double step) {
        return mean + slope * (step - middle);
    }

    double[] residuals(double[] values, int end) {
        double[] rest = new double[end];
        for (int i = 0; i < end; i++) {
            rest[i] = values[i] - at(i);
        }
        return rest;
    }
}
