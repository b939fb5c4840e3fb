// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.ingest;

/** A value with a time or a status of its own. Immutable. */
public final class TimestampedSample extends SeriesSample {
    /** The marker for the time of arrival. */
    public static final long ARRIVAL = Long.MIN_VALUE;

    public final long time;
    public final String status;

    public TimestampedSample(SeriesHandle series, double value, long time, String status) {
        super(series, value);
        this.time = time;
        this.status = status;
    }
}
