// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.forecast;

/** The usual difference of neighbouring values. */
final class NeighbourDifferences {
    private NeighbourDifferences() {}

    /** Returns the root mean square of the differences of neighbours; 0 for fewer than two values. */
    static double usual(double[] values) {
        double mean = 0;
        for (int i = 1; i < values.length; i++) {
            double difference = values[i] - values[i - 1];
            mean += (difference * difference - mean) / i;
        }
        return Math.sqrt(mean);
    }
}
