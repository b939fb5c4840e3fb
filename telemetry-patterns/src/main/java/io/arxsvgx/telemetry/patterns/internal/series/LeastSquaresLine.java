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
        double middle = (end - 1) / 2.0;
        double mean = 0;
        for (int i = 0; i < end; i++) {
            mean += (values[i] - mean) / (i + 1);
        }
        double products = 0;
        double squares = 0;
        for (int i = 0; i < end; i++) {
            products += (i - middle) * (values[i] - mean);
            squares += (i - middle) * (i - middle);
        }
        return new LeastSquaresLine(middle, mean, squares > 0 ? products / squares : 0);
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
