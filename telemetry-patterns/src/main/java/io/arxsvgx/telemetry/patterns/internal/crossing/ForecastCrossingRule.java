// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.crossing;

/**
 * The parameters of a {@code forecast} rule. Immutable.
 *
 * @param operator the comparison of the forecast with the limit
 * @param limit the limit, finite
 * @param horizonNanos how far ahead the forecast is compared, in nanoseconds, at least 1
 * @param window the number of newest values on which the forecast is based, at least 10
 */
public record ForecastCrossingRule(CrossingOperator operator, double limit, long horizonNanos, int window) {}
