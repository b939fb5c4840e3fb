// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import io.arxsvgx.telemetry.internal.IngestDoor;
import io.arxsvgx.telemetry.internal.Reason;
import io.arxsvgx.telemetry.internal.Sample;
import io.arxsvgx.telemetry.internal.SeriesState;
import io.arxsvgx.telemetry.internal.StampedSample;
import java.time.Instant;

/**
 * A handle on one series: get it once, record cheaply. Recording reads no clock, takes no lock and allocates one small
 * object; it never throws, and never blocks unless the host chose to wait for room. Handles stay valid for ever, over
 * stop and start and over the expiry of their series. Thread-safe.
 */
public final class TelemetrySeries {
    private final IngestDoor door;
    private final SeriesState state;

    TelemetrySeries(IngestDoor door, String source, String type) {
        this.door = door;
        this.state = new SeriesState(source, type);
    }

    /**
     * The source of the series.
     *
     * @return the source
     */
    public String source() {
        return state.source();
    }

    /**
     * The type of the series.
     *
     * @return the type
     */
    public String type() {
        return state.type();
    }

    /**
     * Hands in a value with status {@code OK}. Its time is that of its arrival.
     *
     * @param value the measured value; finite
     * @return true if it was taken; false if it was dropped, and counted under its reason
     */
    public boolean record(double value) {
        return isFinite(value) && door.admit(new Sample(state, value)) == null;
    }

    /**
     * Hands in a value measured at a time, with status {@code OK}.
     *
     * @param value the measured value; finite
     * @param time when; years 1970 to 9999
     * @return true if it was taken; false if it was dropped, and counted under its reason
     */
    @SuppressWarnings("ConstantValue")
    public boolean record(double value, Instant time) {
        if (!isFinite(value)) {
            return false;
        }
        if (time != null && !EventRules.isInRange(time)) {
            door.refuse(Reason.TIME_OUT_OF_RANGE);
            return false;
        }
        long nanos = time == null ? StampedSample.ARRIVAL : Nanos.of(time);
        return door.admit(new StampedSample(state, value, nanos, TelemetryEvent.OK)) == null;
    }

    /**
     * Hands in a value with a status. Its time is that of its arrival.
     *
     * @param value the measured value; finite
     * @param status the status, such as {@code processing}
     * @return true if it was taken; false if it was dropped, and counted under its reason
     */
    @SuppressWarnings("ConstantValue")
    public boolean record(double value, String status) {
        String given = status == null ? TelemetryEvent.OK : status;
        return isFinite(value) && door.admit(new StampedSample(state, value, StampedSample.ARRIVAL, given)) == null;
    }

    private boolean isFinite(double value) {
        if (Math.abs(value) <= Double.MAX_VALUE) {
            return true;
        }
        door.refuse(Reason.NOT_FINITE);
        return false;
    }

    @Override
    public String toString() {
        return state.toString();
    }
}
