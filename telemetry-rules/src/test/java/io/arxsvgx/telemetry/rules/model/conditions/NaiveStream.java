// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One rule on one stream of events: its time, its alert and its deadlines. All times are nanoseconds. */
final class NaiveStream {
    /** How long a stream without events keeps its verdict, and its state. */
    record Limits(long staleAfter, long expiry) {
        static Limits of(Duration staleAfter, Duration expiry) {
            return new Limits(staleAfter.toNanos(), expiry.toNanos());
        }
    }

    private record Deadline(long at, Runnable met) {}

    final AlertRule rule;
    final String source;
    final Map<String, String> labels;
    private final Limits limits;
    private final Consumer<Transition> listener;
    private NaiveCondition condition;
    private boolean hasEvents;
    /** Whether this stream stands for all streams of an absence until its first event. */
    private boolean isAwaiting;

    private int order;
    /** The time of the newest event, and the monotonic clock when it came. */
    private long time;

    private long monotonic;
    /** The time of the stream when the last event came, a late one included. */
    private long lastSeen;
    /** Up to which time of the stream deadlines have been met. */
    private long metUntil;

    /** The last deadline of the condition that was met. */
    private long lastDeadline = Long.MIN_VALUE;

    private long expiredAt = Long.MIN_VALUE;
    private NaiveAlert alert;
    private String unspecified;

    NaiveStream(
            AlertRule rule, String source, Map<String, String> labels, Limits limits, Consumer<Transition> listener) {
        this.rule = rule;
        this.source = source;
        this.labels = labels;
        this.limits = limits;
        this.listener = listener;
        condition = NaiveParts.of(rule, limits.staleAfter);
    }

    // Time

    /** Begins to wait for the first event of an absence. */
    void await(long wall, long now) {
        time = wall;
        monotonic = now;
        metUntil = wall;
        lastSeen = wall;
        isAwaiting = true;
        ((NaiveDeadlines.Absence) condition).await(wall);
    }

    long now(long monotonicNow) {
        return time + monotonicNow - monotonic;
    }

    boolean isLate(Long ownTime) {
        return hasEvents && ownTime != null && ownTime < time;
    }

    /** Whether the contract says what an event at this time, which is not late, does to the deadlines already met. */
    boolean isSpecified(long ownTime) {
        return !hasEvents || ownTime >= metUntil;
    }

    boolean hasEvents() {
        return hasEvents;
    }

    // Events

    /** Evaluates an event; without a time of its own for a null time. */
    void event(
            String type,
            Map<String, String> eventLabels,
            double value,
            String status,
            Long ownTime,
            long wall,
            long monotonicNow) {
        unlessUnspecified(() -> {
            long date = ownTime == null ? wall : ownTime;
            checkFirst(ownTime, monotonicNow);
            meetDeadlines(arrival(ownTime, monotonicNow), false);
            isAwaiting = false;
            startAgainAfterExpiry(date, arrival(ownTime, monotonicNow));
            if (!hasEvents && date <= expiredAt) {
                throw new UnspecifiedCaseException("an event as old as the expiry of its stream");
            }
            boolean isLate = isLate(ownTime);
            long arrival = hasEvents ? arrival(ownTime, monotonicNow) : date;
            if (!isLate) {
                time = arrival;
                monotonic = monotonicNow;
            }
            hasEvents = true;
            lastSeen = arrival;
            metUntil = arrival;
            // a late event is evaluated with others at the newest time
            boolean isAtNewest = isLate && condition instanceof NaiveComposites.Composite;
            long evaluated = isAtNewest ? Math.max(time, lastDeadline) : arrival;
            NaiveVerdict verdict = condition.event(
                    new NaiveEvent(type, eventLabels, value, status, evaluated, arrival, date, isLate, order++));
            apply(verdict, type, date, arrival, isLate && arrival != time);
            unfreeze(isLate);
            meetDeadlines(arrival, true);
        });
    }

    /** A stream on silence has not ended its alert by the time at which it expires; the next event does. */
    private void startAgainAfterExpiry(long date, long arrival) {
        if (hasEvents && !condition.becomesStale() && arrival - lastSeen > limits.expiry) {
            if (alert != null && alert.isFiring) {
                resolve(date);
            }
            startAgain();
        }
    }

    /** An event ends that the alert is stale. A hold that has ended meanwhile ends at this event. */
    private void unfreeze(boolean isLate) {
        if (alert == null || !alert.isStale) {
            return;
        }
        alert.isStale = false;
        alert.unfrozenAt = lastSeen;
        if (alert.heldSince != null) {
            Readings.meets(Readings.HOLD_WHILE_STALE);
            if (isLate) {
                throw new UnspecifiedCaseException("a late event to a stale alert that is held");
            }
        }
    }

    private void checkFirst(Long ownTime, long monotonicNow) {
        boolean isAnotherTime = ownTime != null && ownTime != now(monotonicNow);
        if (isAwaiting && isAnotherTime && (alert != null || now(monotonicNow) >= condition.deadline())) {
            throw new UnspecifiedCaseException("how a first event with another time ends the absence of all");
        }
    }

    private long arrival(Long ownTime, long monotonicNow) {
        return ownTime == null || isLate(ownTime) || !hasEvents ? now(monotonicNow) : ownTime;
    }

    /** The first event of the rule came, to another stream than this one, which waited for it. */
    void endWait(Long ownTime, long wall, long monotonicNow) {
        unlessUnspecified(() -> {
            checkFirst(ownTime, monotonicNow);
            isAwaiting = false;
            long now = now(monotonicNow);
            meetDeadlines(now, false);
            ((NaiveDeadlines.Absence) condition).endWait();
            apply(NaiveVerdict.NORMAL, null, ownTime == null ? wall : ownTime, now, false);
            meetDeadlines(now, true);
        });
    }

    /** Meets every deadline that the clock has reached. */
    void drained(long monotonicNow) {
        unlessUnspecified(() -> {
            long now = now(monotonicNow);
            metUntil = Math.max(metUntil, now);
            meetDeadlines(now, true);
        });
    }

    /** States that a case of an ambiguity has come up. */
    void meets(int ambiguity) {
        unlessUnspecified(() -> Readings.meets(ambiguity));
    }

    private void unlessUnspecified(Runnable step) {
        if (unspecified != null) {
            return;
        }
        try {
            step.run();
        } catch (UnspecifiedCaseException e) {
            unspecified = e.getMessage();
        }
    }

    // Verdicts

    private void apply(NaiveVerdict verdict, String type, long date, long now, boolean isShifted) {
        if (verdict == NaiveVerdict.BREACHING) {
            breached(type, date, now, isShifted);
        } else if (verdict == NaiveVerdict.NORMAL && alert != null) {
            normal(date, now, isShifted);
        }
    }

    private void breached(String type, long date, long now, boolean isShifted) {
        if (alert == null) {
            checkBeginning(rule.forDuration(), isShifted);
            alert = new NaiveAlert(type, date, now);
            alert.breach(condition.severity() == null ? rule.severity() : condition.severity());
            if (rule.forDuration().isZero()) {
                fire(date);
            } else {
                transition(AlertState.PENDING, date);
            }
            return;
        }
        alert.breach(condition.severity() == null ? rule.severity() : condition.severity());
        alert.heldSince = null;
    }

    private void normal(long date, long now, boolean isShifted) {
        if (!alert.isFiring) {
            alert = null;
        } else if (rule.keepFiringFor().isZero()) {
            resolve(date);
        } else if (alert.heldSince == null) {
            checkBeginning(rule.keepFiringFor(), isShifted);
            alert.heldSince = now;
        }
    }

    private static void checkBeginning(Duration duration, boolean isShifted) {
        if (isShifted && !duration.isZero()) {
            throw new UnspecifiedCaseException("whether a duration begins at the newest event or at the late one");
        }
    }

    private void fire(long date) {
        alert.isFiring = true;
        transition(AlertState.FIRING, date);
    }

    private void resolve(long date) {
        transition(AlertState.RESOLVED, date);
        alert = null;
    }

    private void transition(AlertState state, long date) {
        listener.accept(new Transition(rule.id(), source, labels, state, date));
    }

    // Deadlines

    private void meetDeadlines(long until, boolean inclusive) {
        while (true) {
            List<Deadline> all = deadlines();
            long first = all.stream().mapToLong(Deadline::at).min().orElse(NaiveCondition.NEVER);
            if (first == NaiveCondition.NEVER || (inclusive ? first > until : first >= until)) {
                return;
            }
            List<Deadline> due =
                    all.stream().filter(deadline -> deadline.at == first).toList();
            if (due.size() > 1) {
                throw new UnspecifiedCaseException("two deadlines of a stream at the same time");
            }
            due.get(0).met.run();
        }
    }

    private List<Deadline> deadlines() {
        List<Deadline> all = new ArrayList<>();
        if (hasEvents && condition.becomesStale()) {
            all.add(new Deadline(lastSeen + limits.expiry, this::expire));
        }
        long own = condition.deadline();
        if (own != NaiveCondition.NEVER) {
            all.add(new Deadline(own, () -> meetDeadline(own)));
        }
        if (alert != null) {
            addDeadlinesOfAlert(all);
        }
        return all;
    }

    private void meetDeadline(long at) {
        lastDeadline = at;
        apply(condition.meetDeadline(at), null, at, at, false);
    }

    private void addDeadlinesOfAlert(List<Deadline> all) {
        if (!alert.isStale && condition.becomesStale()) {
            all.add(new Deadline(lastSeen + limits.staleAfter, this::becomeStale));
        }
        if (alert.isFiring && !condition.becomesStale() && rule.source().contains("*")) {
            long at = Math.max(alert.since, lastSeen) + limits.expiry;
            all.add(new Deadline(at, () -> resolve(at)));
        }
        if (!alert.isFiring) {
            long at = alert.since + rule.forDuration().toNanos();
            all.add(new Deadline(at, () -> fire(at)));
        } else if (alert.heldSince != null && !alert.isStale) {
            long at = Math.max(
                    alert.unfrozenAt, alert.heldSince + rule.keepFiringFor().toNanos());
            all.add(new Deadline(at, () -> resolve(at)));
        }
    }

    private void becomeStale() {
        if (alert.isFiring) {
            alert.isStale = true;
        } else {
            alert = null;
        }
    }

    private void expire() {
        expiredAt = lastSeen + limits.expiry;
        if (alert != null && alert.isFiring) {
            resolve(expiredAt);
        }
        startAgain();
    }

    private void startAgain() {
        alert = null;
        hasEvents = false;
        lastDeadline = Long.MIN_VALUE;
        condition = NaiveParts.of(rule, limits.staleAfter);
    }

    // What there is

    /** Returns the open alert, or null. */
    NaiveAlert alert() {
        return alert;
    }

    /** Returns why this stream is no longer compared, or null. */
    String unspecified() {
        return unspecified;
    }
}
