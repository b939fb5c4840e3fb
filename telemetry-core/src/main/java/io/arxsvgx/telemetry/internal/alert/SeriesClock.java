// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.text.Timestamps;
import java.time.Instant;

/**
 * The clock of series time, and its conversion to displayed times.
 *
 * <p>Series time starts at the time of the newest event with a time, or else at the wall clock's time of the first
 * event, and advances by the monotonic clock. A step of the wall clock in either direction changes no duration, only
 * displayed times. Deadlines of alerts do not include the time for which the processor was stopped. Confined to the
 * loop.
 */
public final class SeriesClock {
    /** A marker for an event that is not late. */
    public static final long IN_ORDER = Long.MIN_VALUE;

    private final AlertDeadlines deadlines;
    /**
     * The largest difference between wall clock and monotonic clock that does not count as a step of the wall clock.
     */
    private static final long SAME_OFFSET_NANOS = 1_000_000L;

    private volatile long wallOffset;
    private long clock;
    /** The time of the event under evaluation, if it is late. */
    private long lateTime = IN_ORDER;
    /** The total time for which the processor was stopped, including the time between processes. */
    private long downtime;

    private long downtimeBefore;

    public SeriesClock(AlertDeadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** Sets the clocks for the following events. */
    public void at(long wallNow, long monotonic) {
        clock = monotonic;
        long offset = wallNow - (monotonic + downtime);
        if (Math.abs(offset - wallOffset) > SAME_OFFSET_NANOS) {
            wallOffset = offset;
        }
    }

    /** Sets the time for which the processor was stopped in this process. Called before the loop starts. */
    public void stoppedFor(long nanos) {
        downtime = downtimeBefore + nanos;
    }

    /** Sets the time between the previous process and this one. Called by the loop before the first event. */
    public void stoppedBefore(long nanos) {
        downtimeBefore = nanos;
        downtime += nanos;
    }

    public long downtime() {
        return downtime;
    }

    /** Returns the time between the previous process and this one. */
    public long downtimeBefore() {
        return downtimeBefore;
    }

    /** Returns the wall clock minus the monotonic clock and the stopped time, constant until a step. For any thread. */
    public long wallOffset() {
        return wallOffset;
    }

    /**
     * Delays the deadlines of a series' alerts by the time for which the processor was stopped, at the first event
     * after the stop, as far as that event's time is beyond it. Events with times before or during the stop do not
     * delay them.
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
            EvaluationDeadlines.delay(series, nanos);
            deadlines.recompute(series);
        }
    }

    /** Returns the monotonic clock. */
    public long now() {
        return clock;
    }

    /** Returns the wall clock. */
    public long wallNow() {
        return clock + downtime + wallOffset;
    }

    /** Returns the time since the newest event of a series, without the time for which the processor was stopped. */
    public long age(SeriesState series) {
        return clock - series.clock - (downtime - series.downtime);
    }

    /** Returns the present series time of a series; the smallest number if it has had no event. */
    public long of(SeriesState series) {
        return series.time == Long.MIN_VALUE ? Long.MIN_VALUE : now(series, clock);
    }

    /** Returns the series time at a reading of the monotonic clock, without further events. */
    long now(SeriesState series, long now) {
        if (series.downtime != downtime && !series.hasOwnTime()) {
            skipDowntime(series, false, 0);
        }
        return series.timeAt(now);
    }

    /** Returns the displayed time of a series time. */
    public Instant shown(SeriesState series, long seriesTime) {
        return Timestamps.ofNanos(series.shown(seriesTime, wallOffset));
    }

    /** Sets the time of the event under evaluation if it is late, else {@link #IN_ORDER}. */
    public void lateEvent(long time) {
        lateTime = time;
    }

    /** Returns the displayed time of the event under evaluation; for a late one its own time. */
    Instant ofEvent(SeriesState series) {
        if (lateTime != IN_ORDER) {
            return Timestamps.ofNanos(lateTime);
        }
        return shown(series, series.hasOwnTime() ? series.timeOfEvent() : series.time);
    }

    /** Returns a note that the event under evaluation is late; empty if it is in order. */
    String lateNote() {
        return lateTime == IN_ORDER ? "" : " (late event, measured at " + Timestamps.ofNanos(lateTime) + ")";
    }
}
