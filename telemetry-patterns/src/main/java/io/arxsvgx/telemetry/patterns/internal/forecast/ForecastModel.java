// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.forecast;

/** A fitted method. Asked about ends that do not go back. Not thread-safe. */
@FunctionalInterface
interface ForecastModel {
    /** Writes what is expected from an end on, knowing the values before it. */
    void forecast(double[] values, int end, double[] expected);
}
