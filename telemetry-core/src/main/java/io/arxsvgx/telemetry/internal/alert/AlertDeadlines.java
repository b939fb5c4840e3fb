// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import io.arxsvgx.telemetry.internal.state.ActiveAlert;
import io.arxsvgx.telemetry.internal.state.DeadlineHeap;
import io.arxsvgx.telemetry.internal.state.KindState;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.text.GlobPattern;
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
        boolean isStale = series.openAlerts > 0 && time - staleAfter > series.silentSince();
        return time > series.nextDeadline || time > series.quietUntil || isStale;
    }

    /** Whether a deadline is the one at which the series expires. */
    boolean isExpiry(SeriesState series, long deadline) {
        return series.openAlerts > 0 && deadline >= expiry(series);
    }

    private long expiry(SeriesState series) {
        return series.expired ? ActiveAlert.NEVER : ActiveAlert.plus(series.silentSince(), seriesExpiry);
    }

    /** Sets the end of an alert on silence: a series that is known by a pattern alone may be gone for good. */
    void limit(ActiveAlert active, long since) {
        if (active.isForSilence && !GlobPattern.isExact(active.entry.rule.source())) {
            active.expiresAt = ActiveAlert.plus(since, seriesExpiry);
        }
    }

    /** Recomputes the earliest deadline of a series' alerts. */
    void recompute(SeriesState series) {
        long[] least = {ActiveAlert.NEVER};
        forEachActive(series, active -> {
            if (isAwake(active)) {
                least[0] = Math.min(least[0], active.deadline());
            }
        });
        series.nextDeadline = least[0];
    }

    /** Returns whether the deadlines of an alert count: not while its series is stale, unless it is on silence. */
    static boolean isAwake(ActiveAlert active) {
        return !active.series.stale || active.isForSilence;
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

    /** Removes the deadlines of the alerts of a series, all of which have ended. */
    void remove(SeriesState series) {
        if (series.quietUntil == ActiveAlert.NEVER) {
            heap.remove(series);
        }
        series.nextDeadline = ActiveAlert.NEVER;
    }

    /** Removes a series that the loop no longer waits for. */
    void unschedule(SeriesState series) {
        heap.remove(series);
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

    /** Returns the next deadline of a series, in series time: of an evaluator, and if alerts are open of an alert, of
     * staleness, of expiry. */
    long next(SeriesState series) {
        if (series.openAlerts == 0) {
            return series.quietUntil;
        }
        long stale = series.stale ? ActiveAlert.NEVER : stale(series);
        long next = Math.min(series.nextDeadline, series.quietUntil);
        return Math.min(Math.min(next, stale), expiry(series));
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
