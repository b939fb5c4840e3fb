// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import java.util.Map;

/** A rule on a series while its alert is pending or firing. Confined to the loop, but for {@link #alert}. */
final class Track {
    static final long NEVER = Long.MAX_VALUE;

    final RuleEntry entry;
    final SeriesState series;
    final AlertEntry alert;
    /** When the condition began to hold, in series time; later by as much as the processor was stopped since. */
    long startsAt;

    Route route;
    /** The rule's index in the route, and this track's place among the open ones. */
    int rule;

    int place;
    /** The number of the last event whose verdict named the rule. */
    long seen;

    boolean firing;
    /** Whether the last event breached; if not, it does not explain why the alert fires. */
    boolean breaching = true;
    /** The attributes of the last breaching event while pending. */
    Map<String, Object> attributes = Map.of();
    /** Since when the condition has not held, while {@code keepFiringFor} runs. */
    long normalSince = NEVER;

    long nextRepeat = NEVER;

    Track(RuleEntry entry, SeriesState series, Route route, int rule, AlertEntry alert, long startsAt) {
        this.entry = entry;
        this.series = series;
        this.route = route;
        this.rule = rule;
        this.alert = alert;
        this.startsAt = startsAt;
    }

    /** When, in series time, something happens to this alert if nothing else does. */
    long deadline() {
        if (!firing) {
            return plus(startsAt, entry.rule.forDuration().toNanos());
        }
        return Math.min(holdEnd(), nextRepeat);
    }

    /** When {@code keepFiringFor} is over, in series time; never while the condition holds. */
    long holdEnd() {
        return normalSince == NEVER
                ? NEVER
                : plus(normalSince, entry.rule.keepFiringFor().toNanos());
    }

    /** The processor was stopped for so long, which does not count. */
    void skip(long nanos) {
        startsAt = plus(startsAt, nanos);
        nextRepeat = nextRepeat == NEVER ? NEVER : plus(nextRepeat, nanos);
        normalSince = normalSince == NEVER ? NEVER : plus(normalSince, nanos);
    }

    /** The series is no longer stale: what fell due meanwhile is not made up for; a hold that ran out ends now. */
    void thaw(long now) {
        if (nextRepeat <= now) {
            nextRepeat = plus(now, entry.rule.repeatInterval().toNanos());
        }
        if (normalSince != NEVER) {
            normalSince = Math.max(normalSince, now - entry.rule.keepFiringFor().toNanos());
        }
    }

    static long plus(long time, long nanos) {
        long sum = time + nanos;
        return sum < time && nanos >= 0 ? NEVER : sum;
    }
}
