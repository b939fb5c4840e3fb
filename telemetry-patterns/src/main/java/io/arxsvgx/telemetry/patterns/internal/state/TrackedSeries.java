// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.state;

import io.arxsvgx.telemetry.series.SeriesHistory;
import org.jspecify.annotations.Nullable;

/**
 * The state of one series: a few figures for any, the full state for the more active. Confined to the detectors'
 * thread.
 */
public final class TrackedSeries {
    private static final double FORGETTING = 0.05;
    /**
     * The minimum time without a value after which a series is silent; it must also be longer than 20 of its values
     * usually take.
     */
    private static final long SILENCE = 300_000_000_000L;

    private static final long RECENT = 10_000_000_000L;

    public final SeriesId id;
    /** The number of events, including missed ones. */
    long count;

    private long failures;
    /** The number of events per round, exponentially weighted. */
    double activity;

    long round;
    /** The time at which the last event arrived, by the processor's clock. */
    private long lastArrival;

    public boolean silent;
    double mean;
    double variance;

    @Nullable
    public DetailedSeriesState full;

    TrackedSeries(SeriesId id) {
        this.id = id;
    }

    /** Reads new values. Returns the number of events that were missed. */
    long update(SeriesHistory history, long now) {
        if (history.count() < count) {
            count = 0;
            failures = 0;
        }
        long fresh = history.count() - count;
        int have = (int) Math.min(fresh, history.size());
        DetailedSeriesState state = full;
        if (state != null && state.unseen == 0 && have > 0) {
            state.waitingSince = now;
        }
        for (int i = history.size() - have; i < history.size(); i++) {
            double value = history.value(i);
            if (Double.isFinite(value)) {
                double off = value - mean;
                double share = count == 0 && i == history.size() - have ? 1 : FORGETTING;
                mean += share * off;
                variance = (1 - share) * (variance + share * off * off);
                if (state != null) {
                    state.add(history.timeNanos(i), value);
                }
            }
        }
        if (state != null) {
            state.failures.next(fresh, Math.max(0, history.failures() - failures));
        }
        failures = history.failures();
        count = history.count();
        if (fresh > 0) {
            lastArrival = now;
            silent = false;
        }
        activity += FORGETTING * (fresh - activity);
        return fresh - have;
    }

    /** Returns whether the series is silent: its state is unknown since no value has arrived for so long. */
    boolean hasFallenSilent(long now) {
        return isOlderThan(SILENCE, now);
    }

    /** Returns whether its newest values are recent. */
    public boolean isRecent(long now) {
        return !isOlderThan(RECENT, now);
    }

    private boolean isOlderThan(long age, long now) {
        DetailedSeriesState state = full;
        return now - lastArrival > age && (state == null || now - lastArrival > state.windowNanos());
    }
}
