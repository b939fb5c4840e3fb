// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

/** What a series handle hands in: the series and the value. The loop stamps it. Immutable. */
public class Sample {
    public final SeriesState series;
    public final double value;

    public Sample(SeriesState series, double value) {
        this.series = series;
        this.value = value;
    }
}
