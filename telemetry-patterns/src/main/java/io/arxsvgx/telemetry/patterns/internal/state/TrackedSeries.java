// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.state;

import io.arxsvgx.telemetry.series.SeriesHistory;
import org.jspecify.annotations.Nullable;

/** What is known of one series: a few numbers for any, all of it for the more active. Confined to the detectors' thread. */
public final class TrackedSeries {
    private static final double FORGETTING = 0.05;
    /** A series is silent when nothing has come for so long, and longer than 20 of its values usually take. */
    private static final long SILENCE = 300_000_000_000L;

    private static final long RECENT = 10_000_000_000L;

    public final String source;
    public final String type;
    /** Events taken up, those missed included. */
    long count;

    private long failures;
    /** Events a round, forgetting. */
    double activity;

    long round;
    /** When something came last, by the clock of the processor. */
    private long heard;

    public boolean silent;
    double mean;
    double variance;

    @Nullable
    public DetailedSeriesState full;

    TrackedSeries(String source, String type) {
        this.source = source;
        this.type = type;
    }

    /** Takes up what is new; answers how many events were missed. */
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
            heard = now;
            silent = false;
        }
        activity += FORGETTING * (fresh - activity);
        return fresh - have;
    }

    /** Whether nothing has come for so long that nothing shows how the series is. */
    boolean hasFallenSilent(long now) {
        return isOlderThan(SILENCE, now);
    }

    /** Whether its newest values are news. */
    public boolean isRecent(long now) {
        return !isOlderThan(RECENT, now);
    }

    private boolean isOlderThan(long age, long now) {
        DetailedSeriesState state = full;
        return now - heard > age && (state == null || now - heard > state.windowNanos());
    }
}
