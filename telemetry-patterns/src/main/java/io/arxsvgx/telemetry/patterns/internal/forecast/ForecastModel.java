// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.forecast;

/** A fitted method. The ends of successive forecasts must not decrease. Not thread-safe. */
@FunctionalInterface
interface ForecastModel {
    /** Writes the expected values from an end on, based on the values before it. */
    void forecast(double[] values, int end, double[] expected);
}
