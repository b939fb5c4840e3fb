// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.forecast;

/** The weights of methods by their errors. */
final class InverseErrorWeights {
    /** The maximum ratio of an error to the smallest; a method with a larger one has weight 0. */
    private static final double NEAR = 1.25;

    private InverseErrorWeights() {}

    static double[] of(double[] errors) {
        double least = Double.POSITIVE_INFINITY;
        for (double error : errors) {
            least = Math.min(least, Double.isNaN(error) ? Double.POSITIVE_INFINITY : error);
        }
        double[] weights = new double[errors.length];
        double total = 0;
        for (int i = 0; i < errors.length; i++) {
            if (errors[i] <= NEAR * least) {
                weights[i] = least == 0 || errors[i] == 0 ? 1 : Math.pow(least / errors[i], 2);
                total += weights[i];
            }
        }
        if (total == 0) {
            weights[0] = 1;
            total = 1;
        }
        for (int i = 0; i < errors.length; i++) {
            weights[i] /= total;
        }
        return weights;
    }
}
