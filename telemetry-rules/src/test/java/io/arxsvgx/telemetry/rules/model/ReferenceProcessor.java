// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.model.ReferenceAlert.Reason;
import io.arxsvgx.telemetry.rules.model.ReferenceSeries.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The alert state machine as the contract specifies it, without optimisation: all series are moved through time, deadline by
 * deadline. It throws {@link UnspecifiedException} where the contract does not specify what happens.
 */
final class ReferenceProcessor {
    static final Duration STALE_AFTER = Duration.ofMillis(61_500);
    static final Duration SERIES_EXPIRY = Duration.ofMillis(150_250);
    private static final long MAX_AHEAD = Duration.ofMinutes(1).toNanos();

    /** The next deadline of a series. */
    private record Deadline(long at, Runnable met) {}

    final ReferenceRules rules = new ReferenceRules(this);
    final Map<String, ReferenceSeries> series = new LinkedHashMap<>();
    /** Every alert that has fired in this process. */
    final List<ReferenceAlert> listed = new ArrayList<>();

    final ReferenceNotifications notifications = new ReferenceNotifications();
    /** The series whose expiry was exactly at the last drain. */
    private final Set<String> expiredNow = new HashSet<>();

    private final long staleAfter;
    private final long seriesExpiry;
    private long wall;
    private long monotonic;
    private long drain;
    private long event;
    /** Whether the clocks have moved since the last drain. */
    private boolean hasAdvanced;

    ReferenceProcessor(long wall, Duration staleAfter, Duration seriesExpiry) {
        this.wall = wall;
        this.staleAfter = staleAfter.toNanos();
        this.seriesExpiry = seriesExpiry.toNanos();
    }

    // Clocks

    void advance(Duration time) {
        hasAdvanced = true;
        wall += time.toNanos();
        monotonic += time.toNanos();
    }

    void stepWall(Duration step) {
        wall += step.toNanos();
        notifications.wallStepped(wall, wall - step.toNanos());
        series.values().forEach(one -> one.isDisturbed = true);
    }

    /** The processor was stopped, or there was no process: that time does not count. */
    void down(Duration time) {
        wall += time.toNanos();
        if (!time.isZero()) {
            for (ReferenceSeries one : series.values()) {
                one.isDisturbed = true;
                one.down += time.toNanos();
            }
        }
    }

    /** A new process lists what is open, and what it resolves from now on. */
    void restarted() {
        listed.removeIf(alert -> !alert.isOpen());
    }

    // Events

    /** Whether the contract says what the time of an event does to its series. */
    boolean isSpecified(String source, String type, long time) {
        ReferenceSeries one = series.get(key(source, type));
        if (one == null) {
            return true;
        }
        boolean isAhead = time > wall + MAX_AHEAD;
        return one.isDatedBySeriesTime()
                && (isAhead ? one.now(monotonic) == wall : time < one.time || time >= one.metUntil);
    }

    /** Evaluates an event; without a time of its own for a null time. */
    void event(String source, String type, double value, Long ownTime) {
        event++;
        Long stamp = ownTime != null && ownTime > wall + MAX_AHEAD ? null : ownTime;
        ReferenceSeries known = series.get(key(source, type));
        if (known == null && expiredNow.contains(key(source, type))) {
            throw new UnspecifiedException("an event at the moment at which its series expired");
        }
        if (known != null) {
            checkIsSpecified(known, stamp);
            meetDeadlines(known, arrival(known, stamp), false);
        }
        long date = stamp == null ? wall : stamp;
        ReferenceSeries one = series.computeIfAbsent(key(source, type), key -> begin(source, type, date));
        long now = arrival(one, stamp);
        boolean isLate = stamp != null && stamp < one.time;
        if (!isLate) {
            one.time = now;
            one.monotonic = monotonic;
            one.date = date;
            one.isTimed = stamp != null;
            one.drain = drain;
            one.isDisturbed = false;
            one.down = 0;
        }
        one.lastSeen = now;
        one.isLate = isLate && now != one.time;
        one.metUntil = Math.max(one.metUntil, now);
        rules.all().stream().filter(rule -> watches(rule, one)).forEach(rule -> evaluate(rule, one, value, date));
        meetDeadlines(one, now, true);
    }

    /** Within one drain, the arrival times of waiting events are unknown. */
    private void checkIsSpecified(ReferenceSeries one, Long stamp) {
        boolean isLate = stamp != null && stamp < one.time;
        if (isLate && one.now(monotonic) != one.metUntil) {
            throw new UnspecifiedException("a late event in a drain after the clock has moved");
        }
        if (stamp == null && one.isTimed && one.drain == drain && hasAdvanced) {
            throw new UnspecifiedException("in one drain, how long after an event with a time one without came");
        }
    }

    private long arrival(ReferenceSeries one, Long stamp) {
        return stamp == null || stamp < one.time ? one.now(monotonic) : stamp;
    }

    private ReferenceSeries begin(String source, String type, long time) {
        ReferenceSeries one = new ReferenceSeries(source, type);
        one.time = time;
        one.monotonic = monotonic;
        one.lastSeen = time;
        return one;
    }

    private static boolean watches(AlertRule rule, ReferenceSeries one) {
        return rule.enabled()
                && rule.field().equals(one.type)
                && ReferenceNotifications.isLike(rule.source(), one.source);
    }

    private void evaluate(AlertRule rule, ReferenceSeries one, double value, long date) {
        Watch watch = one.watches.computeIfAbsent(rule.id(), id -> new Watch());
        ReferenceAlert alert = watch.open;
        switch (watch.condition.evaluate(rule, value)) {
            case BREACHING -> breached(rule, one, watch, value, date);
            case NORMAL -> normal(rule, one, watch, date);
            default -> {}
        }
        if (alert != null) {
            alert.isStale = false;
            if (alert.isOpen() && alert.hasRepeatedWhileStale) {
                throw new UnspecifiedException("a repeat came due while the alert was stale");
            }
        }
    }

    private void breached(AlertRule rule, ReferenceSeries one, Watch watch, double value, long date) {
        if (watch.open == null) {
            checkBeginning(one, rule.forDuration());
            checkBeginning(one, rule.repeatInterval());
            watch.open = new ReferenceAlert(rule, one, date, one.lastSeen, value);
            if (rule.forDuration().isZero()) {
                fire(one, watch.open, one.lastSeen, one.lastSeen, new long[] {date});
            }
            return;
        }
        watch.open.occurrences++;
        watch.open.heldSince = null;
        if (watch.open.state == AlertState.PENDING) {
            watch.open.lastValue = value;
        }
    }

    private void normal(AlertRule rule, ReferenceSeries one, Watch watch, long date) {
        ReferenceAlert alert = watch.open;
        if (alert == null) {
            return;
        }
        if (alert.state == AlertState.PENDING) {
            watch.open = null;
        } else if (rule.keepFiringFor().isZero()) {
            resolve(watch, Reason.CONDITION, wall, new long[] {date});
        } else if (alert.heldSince == null) {
            checkBeginning(one, rule.keepFiringFor());
            alert.heldSince = one.lastSeen;
        }
    }

    private static void checkBeginning(ReferenceSeries one, Duration duration) {
        if (one.isLate && !duration.isZero()) {
            throw new UnspecifiedException("whether a duration begins at the newest event or when the late one came");
        }
    }

    // Deadlines

    /** Ends a drain: every deadline that the clocks have reached is met. */
    void drained() {
        if (hasAdvanced) {
            expiredNow.clear();
        }
        for (ReferenceSeries one : List.copyOf(series.values())) {
            one.metUntil = one.now(monotonic);
            meetDeadlines(one, one.metUntil, true);
        }
        notifications.endSilences(wall);
        notifications.fired.forEach(alert -> notifications.catchUp(alert, wall, now(alert)));
        drain++;
        hasAdvanced = false;
    }

    private long now(ReferenceAlert alert) {
        ReferenceSeries one = series.get(key(alert.source, alert.type));
        return one == null ? 0 : now(one);
    }

    private void meetDeadlines(ReferenceSeries one, long until, boolean inclusive) {
        while (series.containsValue(one)) {
            List<Deadline> all = deadlines(one, until);
            long first = all.stream().mapToLong(Deadline::at).min().orElseThrow();
            if (inclusive ? first > until : first >= until) {
                return;
            }
            all.stream()
                    .filter(deadline -> deadline.at == first)
                    .findFirst()
                    .orElseThrow()
                    .met
                    .run();
        }
    }

    private List<Deadline> deadlines(ReferenceSeries one, long until) {
        List<Deadline> all = new ArrayList<>();
        all.add(new Deadline(one.lastSeen + seriesExpiry, () -> expire(one)));
        for (Watch watch : one.watches.values()) {
            if (watch.open != null) {
                addDeadlines(all, one, watch, until);
            }
        }
        return all;
    }

    private void addDeadlines(List<Deadline> all, ReferenceSeries one, Watch watch, long until) {
        ReferenceAlert alert = watch.open;
        List<Deadline> own = new ArrayList<>();
        if (!alert.isStale) {
            own.add(new Deadline(one.lastSeen + staleAfter, () -> stale(watch)));
        }
        if (alert.state == AlertState.PENDING) {
            long at = alert.since + alert.rule.forDuration().toNanos();
            own.add(new Deadline(at, () -> fire(one, alert, at, until, dates(one, at))));
        } else {
            if (alert.heldSince != null && !alert.isStale) {
                long at = alert.heldSince + alert.rule.keepFiringFor().toNanos();
                long atWall = wall - (one.now(monotonic) - at);
                own.add(new Deadline(at, () -> resolve(watch, Reason.CONDITION, atWall, dates(one, at))));
            }
            alert.repeats.stream()
                    .min(Long::compare)
                    .ifPresent(at -> own.add(new Deadline(at, () -> repeat(one, alert, at, until))));
        }
        if (own.stream().map(Deadline::at).distinct().count() < own.size()) {
            own.replaceAll(deadline -> new Deadline(deadline.at, () -> tie(own, deadline)));
        }
        all.addAll(own);
    }

    private static void tie(List<Deadline> own, Deadline deadline) {
        if (own.stream().filter(other -> other.at == deadline.at).count() > 1) {
            throw new UnspecifiedException("two deadlines of an alert at the same time");
        }
        deadline.met.run();
    }

    long[] dates(ReferenceSeries one, long at) {
        return one.dates(at, monotonic, wall);
    }

    private void stale(Watch watch) {
        if (watch.open.state == AlertState.PENDING) {
            watch.open = null;
        } else {
            watch.open.isStale = true;
        }
    }

    private void expire(ReferenceSeries one) {
        long at = one.lastSeen + seriesExpiry;
        for (Watch watch : one.watches.values()) {
            if (watch.open != null) {
                resolve(watch, Reason.EXPIRED, wall - (one.now(monotonic) - at), dates(one, at));
            }
        }
        series.remove(key(one.source, one.type));
        if (one.now(monotonic) == at) {
            expiredNow.add(key(one.source, one.type));
        }
    }

    private void fire(ReferenceSeries one, ReferenceAlert alert, long at, long until, long[] dates) {
        alert.state = AlertState.FIRING;
        alert.firedAt = dates;
        listed.add(alert);
        notifications.fired.add(alert);
        scheduleRepeats(alert, at, until);
        alert.calledInDrain = drain;
        alert.calledAfterEvent = -1;
        if (!notifications.firing(alert, wall, wall - (one.now(monotonic) - at))) {
            alert.hasUnsentFiring = true;
        }
    }

    private static void scheduleRepeats(ReferenceAlert alert, long... from) {
        long interval = alert.rule.repeatInterval().toNanos();
        alert.repeats.clear();
        if (interval > 0) {
            Arrays.stream(from).forEach(at -> alert.repeats.add(at + interval));
        }
    }

    private void repeat(ReferenceSeries one, ReferenceAlert alert, long at, long until) {
        boolean isMerged = alert.calledInDrain == drain && alert.calledAfterEvent == event;
        if (alert.calledInDrain == drain && !isMerged) {
            throw new UnspecifiedException("several calls of an alert within one drain");
        }
        if (!isMerged && alert.repeats.stream().anyMatch(next -> next > until)) {
            throw new UnspecifiedException("whether a repeat is due depends on what its interval counts from");
        }
        long interval = alert.rule.repeatInterval().toNanos();
        List<Long> due = alert.repeats.stream().filter(next -> next <= until).toList();
        due.forEach(alert.repeats::remove);
        due.forEach(next -> alert.repeats.add(next + interval));
        alert.repeats.add(until + interval);
        if (alert.isStale) {
            alert.hasRepeatedWhileStale = true;
        } else if (!isMerged) {
            alert.calledInDrain = drain;
            alert.calledAfterEvent = event;
            alert.isRepeatDue |= !notifications.repeating(alert, wall, wall - (one.now(monotonic) - at));
        }
    }

    void resolve(Watch watch, Reason reason, long atWall, long[] dates) {
        ReferenceAlert alert = watch.open;
        watch.open = null;
        if (alert.state == AlertState.PENDING) {
            return;
        }
        alert.state = AlertState.RESOLVED;
        alert.isStale = false;
        alert.endsAt = dates;
        alert.reason = reason;
        notifications.resolved(alert, wall, atWall);
    }

    static String key(String source, String type) {
        return source + "/" + type;
    }

    // What there is

    List<ReferenceAlert> pending() {
        return series.values().stream()
                .flatMap(one -> one.watches.values().stream())
                .map(watch -> watch.open)
                .filter(alert -> alert != null && alert.state == AlertState.PENDING)
                .toList();
    }

    long now(ReferenceSeries one) {
        return one.now(monotonic);
    }

    long wall() {
        return wall;
    }

    boolean isSilenced(ReferenceAlert alert) {
        return notifications.isSilenced(alert, wall);
    }
}
