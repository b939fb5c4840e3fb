// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

/** A value that a handle hands in as an item, while its series is not known. The loop stamps it. Immutable. */
class Sample {
    final SeriesHandle series;
    final double value;

    Sample(SeriesHandle series, double value) {
        this.series = series;
        this.value = value;
    }
}
