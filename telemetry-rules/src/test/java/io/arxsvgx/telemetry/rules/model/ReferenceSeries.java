// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import java.util.LinkedHashMap;
import java.util.Map;

/** One series of the model: its time, and what each rule has of it. All times are nanoseconds. */
final class ReferenceSeries {
    /** One rule on one series. */
    static final class Watch {
        final ReferenceCondition condition = new ReferenceCondition();
        ReferenceAlert open;
    }

    final String source;
    final String type;
    final Map<String, Watch> watches = new LinkedHashMap<>();
    /** Series time when the newest event came. */
    long time;
    /** The monotonic clock at that moment. */
    long monotonic;
    /** Series time when the last event came, a late one included. */
    long lastSeen;
    /** Up to which series time deadlines have been met. */
    long metUntil;
    /** The date of the newest event. */
    long date;
    /** Whether the newest event had a time of its own. */
    boolean isTimed;
    /** The drain in which the newest event came. */
    long drain;
    /** Whether the wall clock was corrected, or the processor was down, since the newest event. */
    boolean isDisturbed;

    /** Whether the last event was late, and the clock had moved since the newest. */
    boolean isLate;
    /** How long the processor was down since the newest event. */
    long down;

    ReferenceSeries(String source, String type) {
        this.source = source;
        this.type = type;
    }

    long now(long monotonicNow) {
        return time + monotonicNow - monotonic;
    }

    /** Whether dates and series time are the same for this series, so that an event's own time is a series time. */
    boolean isDatedBySeriesTime() {
        return date == time && down == 0 && (isTimed || !isDisturbed);
    }

    /** The dates at which a deadline of series time may be shown. */
    long[] dates(long deadline, long monotonicNow, long wallNow) {
        long byWallClock = wallNow - (now(monotonicNow) - deadline);
        if (!isTimed) {
            return new long[] {byWallClock};
        }
        return isDisturbed ? new long[] {deadline, deadline + down, byWallClock} : new long[] {deadline};
    }
}
