// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule on a series while its alert is pending or firing. Confined to the loop, but for {@link #alert}. */
public final class ActiveAlert {
    public static final long NEVER = Long.MAX_VALUE;

    public final ActiveRule entry;
    public final SeriesState series;
    public final AlertRecord alert;
    /** The series time at which the condition began to hold, plus the stopped time since then. */
    public long startsAt;

    public KindState kindState;
    /** The rule's index in its kind, and the index of this object among the open ones. */
    public int rule;

    int place;
    /** The number of the last event with a verdict on the rule. */
    public long seen;

    public boolean firing;
    /** Whether the last event breached; if not, it does not explain why the alert fires. */
    public boolean breaching = true;
    /** The attributes of the last breaching event while pending. */
    public Map<String, Object> attributes = Map.of();
    /** The time since which the condition has not held, while {@code keepFiringFor} runs. */
    public long normalSince = NEVER;

    public long nextRepeat = NEVER;
    /** Whether the rule waits for silence, so that the alert does not become stale. */
    public final boolean isForSilence;
    /** The severity of the last breach, if the condition has severities of its own. */
    public @Nullable Severity level;
    /** The time at which an alert on silence ends, if its series does not return. */
    public long expiresAt = NEVER;

    public ActiveAlert(
            ActiveRule entry, SeriesState series, KindState kindState, int rule, AlertRecord alert, long startsAt) {
        this.entry = entry;
        this.series = series;
        this.kindState = kindState;
        this.rule = rule;
        this.alert = alert;
        this.startsAt = startsAt;
        this.isForSilence = kindState.kind.isForSilence();
    }

    /** Returns the present severity of a rule for this alert. */
    public Severity severity(AlertRule rule) {
        return level == null ? rule.severity() : level;
    }

    /** Returns the next deadline of this alert, in series time. */
    public long deadline() {
        if (!firing) {
            return plus(startsAt, entry.rule.forDuration().toNanos());
        }
        return Math.min(Math.min(holdEnd(), nextRepeat), expiresAt);
    }

    /** Returns the end of {@code keepFiringFor}, in series time; never while the condition holds. */
    public long holdEnd() {
        return normalSince == NEVER
                ? NEVER
                : plus(normalSince, entry.rule.keepFiringFor().toNanos());
    }

    /** Delays the deadlines by the time for which the processor was stopped. */
    public void skip(long nanos) {
        startsAt = plus(startsAt, nanos);
        nextRepeat = nextRepeat == NEVER ? NEVER : plus(nextRepeat, nanos);
        expiresAt = expiresAt == NEVER ? NEVER : plus(expiresAt, nanos);
        normalSince = normalSince == NEVER ? NEVER : plus(normalSince, nanos);
    }

    /** Continues after staleness: deadlines in between are skipped; a hold that has ended is ended now. */
    public void thaw(long now) {
        if (nextRepeat <= now) {
            nextRepeat = plus(now, entry.rule.repeatInterval().toNanos());
        }
        if (normalSince != NEVER) {
            normalSince = Math.max(normalSince, now - entry.rule.keepFiringFor().toNanos());
        }
    }

    public static long plus(long time, long nanos) {
        long sum = time + nanos;
        return sum < time && nanos >= 0 ? NEVER : sum;
    }
}
