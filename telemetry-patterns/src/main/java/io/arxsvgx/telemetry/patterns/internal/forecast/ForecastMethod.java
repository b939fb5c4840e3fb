// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.forecast;

/** A way to forecast a series of equal steps. Its models are fitted to the past and then only fed. Immutable. */
interface ForecastMethod {
    /** The method's name, such as {@code theta}. */
    String name();

    /** Fits to the values before an index; answers a model that reads no value behind the end it is asked about. */
    ForecastModel fit(double[] values, int end);
}
