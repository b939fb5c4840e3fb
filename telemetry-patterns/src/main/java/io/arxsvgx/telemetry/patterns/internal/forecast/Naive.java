// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.forecast;

import java.util.Arrays;

/** The naive method: the last value is forecast for all steps. No cost. Immutable. */
final class Naive implements ForecastMethod {
    @Override
    public String name() {
        return "naive";
    }

    @Override
    public ForecastModel fit(double[] values, int fitted) {
        return (all, end, expected) -> Arrays.fill(expected, all[end - 1]);
    }
}
