// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Forecasting methods and their prediction intervals. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.patterns.internal.forecast;

import org.jspecify.annotations.NullMarked;
