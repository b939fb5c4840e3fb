// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.forecast;

/**
 * A method of forecasting a series of equal steps. Its models are fitted once to the past, and then only receive
 * values. Immutable.
 */
interface ForecastMethod {
    /** Returns the method's name, such as {@code theta}. */
    String name();

    /** Fits a model to the values before an index. The model never reads a value at or after the end of a forecast. */
    ForecastModel fit(double[] values, int end);
}
