// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.stats;

/** Measures of the scatter of values. */
public final class RobustScale {
    private RobustScale() {}

    public static double mean(double[] values) {
        double mean = 0;
        for (int i = 0; i < values.length; i++) {
            mean += (values[i] - mean) / (i + 1);
        }
        return mean;
    }

    public static double deviation(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return values.length == 0 ? 0 : Math.sqrt(sum / values.length);
    }

    /** Returns the standard deviation about the least-squares line. */
    public static double aboutLine(double[] values) {
        double middle = (values.length - 1) / 2.0;
        double mean = mean(values);
        double products = 0;
        double squares = 0;
        double total = 0;
        for (int i = 0; i < values.length; i++) {
            products += (i - middle) * (values[i] - mean);
            squares += (i - middle) * (i - middle);
            total += (values[i] - mean) * (values[i] - mean);
        }
        double rest = squares > 0 ? total - products * products / squares : total;
        return Math.sqrt(Math.max(0, rest) / Math.max(1, values.length));
    }
}
