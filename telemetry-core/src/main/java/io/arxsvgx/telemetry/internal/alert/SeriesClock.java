// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.text.Timestamps;
import java.time.Instant;

/**
 * Series time, and how it is shown.
 *
 * <p>Series time is that of the newest event that carried a time, or else of the first event by the wall clock, and from
 * there it advances by the monotonic clock. A step of the wall clock in either direction changes no duration; it only
 * dates what is shown. The time for which the processor was stopped does not count for what alerts wait for. Confined to
 * the loop.
 */
public final class SeriesClock {
    /** Instead of the time of a late event: the event is in order. */
    public static final long IN_ORDER = Long.MIN_VALUE;

    private final AlertDeadlines deadlines;
    /** A wall clock that differs by less from what the monotonic one says has not been set. */
    private static final long SAME_OFFSET_NANOS = 1_000_000L;

    private volatile long wallOffset;
    private long clock;
    /** The time of the event under evaluation, if it is late. */
    private long lateTime = IN_ORDER;
    /** For how long the processor has been stopped so far, earlier processes included. */
    private long downtime;

    private long downtimeBefore;

    public SeriesClock(AlertDeadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** Sets the clocks for what follows. */
    public void at(long wallNow, long monotonic) {
        clock = monotonic;
        long offset = wallNow - (monotonic + downtime);
        if (Math.abs(offset - wallOffset) > SAME_OFFSET_NANOS) {
            wallOffset = offset;
        }
    }

    /** Sets for how long the processor has been stopped in this process. Before the loop starts. */
    public void stoppedFor(long nanos) {
        downtime = downtimeBefore + nanos;
    }

    /** Sets for how long there was no process at all. Called by the loop before the first event. */
    public void stoppedBefore(long nanos) {
        downtimeBefore = nanos;
        downtime += nanos;
    }

    public long downtime() {
        return downtime;
    }

    /** For how long there was no process before this one. */
    public long downtimeBefore() {
        return downtimeBefore;
    }

    /** The wall clock less the monotonic one and the time stopped: constant until the wall clock is set. For any thread. */
    public long wallOffset() {
        return wallOffset;
    }

    /**
     * Moves what a series' alerts wait for behind the time for which the processor was stopped, at the first event since:
     * as far as that event's time leaps over it. Events that carry times of before or during the stop do not leap.
     */
    public void skipDowntime(SeriesState series, boolean ownTime, long stamp) {
        long missed = downtime - series.downtime;
        if (missed > 0 && series.time != Long.MIN_VALUE) {
            skip(series, ownTime ? Math.min(missed, stamp - series.timeAt(clock)) : missed);
        }
        series.downtime = downtime;
    }

    private void skip(SeriesState series, long nanos) {
        if (nanos > 0) {
            series.time += nanos;
            AlertDeadlines.forEachActive(series, active -> active.skip(nanos));
            deadlines.recompute(series);
        }
    }

    /** Series time at a reading of the monotonic clock, in the absence of events. */
    long now(SeriesState series, long now) {
        if (series.downtime != downtime && !series.hasOwnTime()) {
            skipDowntime(series, false, 0);
        }
        return series.timeAt(now);
    }

    /** How a series time is shown. */
    public Instant shown(SeriesState series, long seriesTime) {
        return Timestamps.ofNanos(series.shown(seriesTime, wallOffset));
    }

    /** Sets the time of the event under evaluation if that is late, else {@link #IN_ORDER}. */
    public void lateEvent(long time) {
        lateTime = time;
    }

    /** How the event under evaluation is dated: a late one by its own time. */
    Instant ofEvent(SeriesState series) {
        if (lateTime != IN_ORDER) {
            return Timestamps.ofNanos(lateTime);
        }
        return shown(series, series.hasOwnTime() ? series.timeOfEvent() : series.time);
    }

    /** Says that the event under evaluation is late; empty if it is in order. */
    String lateNote() {
        return lateTime == IN_ORDER ? "" : " (late event, measured at " + Timestamps.ofNanos(lateTime) + ")";
    }
}
