// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.ingest;

/** A value that a handle records as an item, while its series is unknown. The loop stamps it. Immutable. */
public class SeriesSample {
    public final SeriesHandle series;
    public final double value;

    SeriesSample(SeriesHandle series, double value) {
        this.series = series;
        this.value = value;
    }
}
