// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import io.arxsvgx.telemetry.internal.state.ActiveAlert;
import io.arxsvgx.telemetry.internal.state.DeadlineHeap;
import io.arxsvgx.telemetry.internal.state.KindState;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of open alerts: in series time for the alerts of one series, and by the monotonic clock in a heap of
 * all series with open alerts. Confined to the loop.
 */
public final class AlertDeadlines {
    private final DeadlineHeap heap = new DeadlineHeap();
    private final long staleAfter;
    private final long seriesExpiry;

    public AlertDeadlines(long staleAfter, long seriesExpiry) {
        this.staleAfter = staleAfter;
        this.seriesExpiry = seriesExpiry;
    }

    long seriesExpiry() {
        return seriesExpiry;
    }

    /** Whether a deadline of a series lies before a series time. */
    boolean isBefore(SeriesState series, long time) {
        return time > series.nextDeadline || time - staleAfter > series.silentSince();
    }

    /** Whether a deadline is the one at which the series expires. */
    boolean isExpiry(SeriesState series, long deadline) {
        return deadline >= ActiveAlert.plus(series.silentSince(), seriesExpiry);
    }

    /** Recomputes the earliest deadline of a series' alerts. */
    void recompute(SeriesState series) {
        long[] least = {ActiveAlert.NEVER};
        if (!series.stale) {
            forEachActive(series, active -> least[0] = Math.min(least[0], active.deadline()));
        }
        series.nextDeadline = least[0];
    }

    /** Recomputes the earliest deadline of a series, and schedules it. */
    void refresh(SeriesState series) {
        recompute(series);
        schedule(series);
    }

    /** Schedules the next deadline of a series. */
    void schedule(SeriesState series) {
        heap.setKeyAtLatest(series, clockOf(series, next(series)));
    }

    /** Schedules the next deadline of a series after a time. */
    void scheduleAfter(SeriesState series, long now) {
        heap.setKey(series, Math.max(clockOf(series, next(series)), now + 1));
    }

    void remove(SeriesState series) {
        heap.remove(series);
        series.nextDeadline = ActiveAlert.NEVER;
    }

    int size() {
        return heap.size();
    }

    /** Returns a series with a deadline that the clock has reached, or null. */
    @Nullable
    SeriesState due(long now) {
        SeriesState series = heap.first();
        return series == null || series.heapKey - now > 0 ? null : series;
    }

    /** Returns the monotonic time of the next deadline, at most {@code latest}. */
    long nextClock(long latest) {
        SeriesState series = heap.first();
        return series == null || series.heapKey - latest > 0 ? latest : series.heapKey;
    }

    /** Returns the next deadline of a series with open alerts, in series time: of an alert, of staleness, of expiry. */
    long next(SeriesState series) {
        long stale = series.stale ? ActiveAlert.NEVER : stale(series);
        return Math.min(Math.min(series.nextDeadline, stale), ActiveAlert.plus(series.silentSince(), seriesExpiry));
    }

    /** Returns the time at which a series becomes stale. */
    long stale(SeriesState series) {
        return ActiveAlert.plus(series.silentSince(), staleAfter);
    }

    private static long clockOf(SeriesState series, long seriesTime) {
        return ActiveAlert.plus(series.clock, Math.max(0, seriesTime - series.time));
    }

    static void forEachActive(SeriesState series, Consumer<ActiveAlert> work) {
        for (KindState kindState = series.kindStates; kindState != null; kindState = kindState.next) {
            for (int i = kindState.openCount - 1; i >= 0; i--) {
                work.accept(kindState.open[i]);
            }
        }
    }
}
