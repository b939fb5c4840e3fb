// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Forecasts of one series, by the method that has erred least on it. */
@NullMarked
package io.arxsvgx.telemetry.patterns.forecast;

import org.jspecify.annotations.NullMarked;
