// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import io.arxsvgx.telemetry.internal.ingest.DropReason;
import io.arxsvgx.telemetry.internal.ingest.IngestGateway;
import io.arxsvgx.telemetry.internal.ingest.MpscRingBuffer;
import io.arxsvgx.telemetry.internal.ingest.SeriesHandle;
import io.arxsvgx.telemetry.internal.ingest.TimestampedSample;
import io.arxsvgx.telemetry.text.LabelSet;
import io.arxsvgx.telemetry.text.Timestamps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A handle on one series, obtained once and used for every value. Recording reads no clock, takes no lock and, once the
 * processor knows the series, allocates nothing; it never throws, and never blocks unless the host chose to wait for
 * room. A handle stays valid after a stop and after the expiry of its series. Thread-safe.
 */
public final class TelemetrySeries {
    private static final VarHandle TOKEN;

    static {
        try {
            TOKEN = MethodHandles.lookup().findVarHandle(TelemetrySeries.class, "token", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final IngestGateway gateway;
    private @Nullable MpscRingBuffer direct;
    private final Handle handle;
    private final String source;
    private final String type;

    /** Stored here, not in the handle, so that recording reads one cache line. */
    @SuppressWarnings("unused")
    private long token = SeriesHandle.NO_TOKEN;

    TelemetrySeries(IngestGateway gateway, String source, String type, LabelSet labels) {
        this.gateway = gateway;
        this.direct = gateway.direct();
        this.source = source;
        this.type = type;
        this.handle = new Handle(labels);
    }

    /**
     * Returns the source of the series.
     *
     * @return the source
     */
    public String source() {
        return source;
    }

    /**
     * Returns the type of the series.
     *
     * @return the type
     */
    public String type() {
        return type;
    }

    /**
     * Returns the labels of the series.
     *
     * @return an unmodifiable map of names to values, sorted by name; empty for a series without labels
     */
    public Map<String, String> labels() {
        return handle.labels;
    }

    /**
     * Records a value with status {@code OK} and the time of its arrival.
     *
     * @param value the measured value; finite
     * @return true if it was accepted; false if it was dropped, and counted under its reason
     */
    public boolean record(double value) {
        MpscRingBuffer ring = direct;
        if (ring != null && ring.isSingleStripe()) {
            return isFinite(value) && gateway.admit(ring, handle, (long) TOKEN.getOpaque(this), value) == null;
        }
        return recordIndirectly(value);
    }

    private boolean recordIndirectly(double value) {
        MpscRingBuffer ring = direct;
        if (ring != null && ring.isStriped()) {
            direct = null;
        }
        return isFinite(value) && gateway.admit(handle, (long) TOKEN.getOpaque(this), value) == null;
    }

    /**
     * Records a value measured at a time, with status {@code OK}.
     *
     * @param value the measured value; finite
     * @param time the time of the measurement; years 1970 to 9999
     * @return true if it was accepted; false if it was dropped, and counted under its reason
     */
    @SuppressWarnings("ConstantValue")
    public boolean record(double value, Instant time) {
        if (!isFinite(value)) {
            return false;
        }
        if (time != null && !Timestamps.isInRange(time)) {
            gateway.refuse(DropReason.TIME_OUT_OF_RANGE);
            return false;
        }
        long nanos = time == null ? TimestampedSample.ARRIVAL : EpochNanos.of(time);
        return gateway.admit(new TimestampedSample(handle, value, nanos, TelemetryEvent.OK)) == null;
    }

    /**
     * Records a value with a status and the time of its arrival.
     *
     * @param value the measured value; finite
     * @param status the status, such as {@code processing}
     * @return true if it was accepted; false if it was dropped, and counted under its reason
     */
    @SuppressWarnings("ConstantValue")
    public boolean record(double value, String status) {
        String given = status == null ? TelemetryEvent.OK : status;
        if (!EventValidation.isStatus(given)) {
            gateway.refuse(DropReason.NOT_AN_EVENT);
            return false;
        }
        return isFinite(value)
                && gateway.admit(new TimestampedSample(handle, value, TimestampedSample.ARRIVAL, given)) == null;
    }

    private boolean isFinite(double value) {
        if (Math.abs(value) <= Double.MAX_VALUE) {
            return true;
        }
        gateway.refuse(DropReason.NOT_FINITE);
        return false;
    }

    @Override
    public String toString() {
        return handle.toString();
    }

    /** The loop's view of this handle. */
    private final class Handle extends SeriesHandle {
        Handle(LabelSet labels) {
            super(TelemetrySeries.this.source, TelemetrySeries.this.type, labels);
        }

        @Override
        public long token() {
            return (long) TOKEN.getOpaque(TelemetrySeries.this);
        }

        @Override
        public void token(long assigned) {
            TOKEN.setOpaque(TelemetrySeries.this, assigned);
        }
    }
}
