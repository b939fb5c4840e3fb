// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.forecast;

/** The seasonal naive method: the value of a period ago is forecast. No cost. Immutable. */
final class SeasonalNaive implements ForecastMethod {
    private final int period;

    SeasonalNaive(int period) {
        this.period = period;
    }

    @Override
    public String name() {
        return "seasonal_naive(" + period + ")";
    }

    @Override
    public ForecastModel fit(double[] values, int fitted) {
        return (all, end, expected) -> {
            for (int i = 0; i < expected.length; i++) {
                expected[i] = all[end - period + i % period];
            }
        };
    }
}
