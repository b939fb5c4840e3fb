// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertKind;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Evidence;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Evaluation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The life of alerts: inactive, pending, firing, resolved.
 *
 * <p>Everything runs on series time, which follows the events and moves by the clock when they stop. A deadline that
 * lies before an event's time is met before the event is evaluated, so a late batch and a live stream give the same
 * alerts; a deadline at just the event's time is met after it. Between events a heap of series tells which deadline
 * comes first by the clock. For as long as the processor is stopped, alerts stand still.
 *
 * <p>An open alert is touched on a breach and on the verdict that ends it; a quiet series costs nothing here. Confined to
 * the loop.
 */
final class AlertLifecycle {
    private final AlertBook book;
    private final AlertDelivery delivery;
    private final AlertIds ids;
    private final PatternBook patterns;
    private final DeadlineHeap heap = new DeadlineHeap();
    private final long staleAfter;
    private final long seriesExpiry;
    private long events;
    /** For how long the processor has been stopped so far. */
    private long downtime;

    private long before;

    AlertLifecycle(
            AlertBook book,
            AlertDelivery delivery,
            AlertIds ids,
            PatternBook patterns,
            long staleAfter,
            long seriesExpiry) {
        this.book = book;
        this.delivery = delivery;
        this.ids = ids;
        this.patterns = patterns;
        this.staleAfter = staleAfter;
        this.seriesExpiry = seriesExpiry;
    }

    /** Says for how long the processor has been stopped so far. For whoever starts the loop, before it runs. */
    void stoppedFor(long nanos) {
        downtime = before + nanos;
    }

    /** Says for how long there was no process at all. For the loop, before the first event. */
    void stoppedBefore(long nanos) {
        before = nanos;
        downtime += nanos;
    }

    /** Goes on with an alert of an earlier process: with one that fired, or else with a pending one. */
    void restore(SeriesState series, Plan.Kind kind, int rule, SavedState.Open saved, @Nullable Alert firing) {
        Route route = series.makeRoute(kind);
        if (route.track(rule) != null) {
            return;
        }
        RuleEntry entry = kind.rules[rule];
        AlertEntry alert = firing == null
                ? new AlertEntry(pendingAlert(series, route, rule, saved.startsAt()))
                : AlertEntry.restored(firing, saved.occurrences());
        Track track = new Track(entry, series, route, rule, alert, saved.startsAt());
        track.breaching = saved.breaching();
        route.add(track);
        entry.open.add(track);
        series.openAlerts++;
        if (firing == null) {
            book.pending(1);
        } else {
            track.firing = true;
            track.normalSince = saved.normalSince();
            track.nextRepeat = saved.firing() ? saved.nextRepeat() : firstRepeat(entry.rule, series.timeOfEvent());
            book.fired(alert);
        }
        noteDeadlines(series);
        heap.fileAtLatest(series, clockOf(series, nextOf(series)));
    }

    /** Ends an alert of an earlier process whose rule no longer watches its series. */
    void resolveLost(Alert firing) {
        AlertEntry entry = AlertEntry.restored(firing, firing.occurrences());
        book.fired(entry);
        AlertDraft draft = new AlertDraft(firing);
        draft.state = AlertState.RESOLVED;
        draft.endsAt = delivery.now();
        draft.endReason = "rule \"" + firing.ruleId() + "\" does not watch it any more since the restart";
        draft.silenced = delivery.isSilenced(entry);
        entry.step(draft);
        book.resolved(entry);
        delivery.step(entry, Step.RESOLVED, List.of());
    }

    /** Meets the deadlines that lie before an event; called before its time is noted. */
    void beforeEvent(SeriesState series, long time, long clock) {
        if (series.downtime != downtime) {
            skipDowntime(series, time - series.time - Math.max(0, clock - series.clock));
        }
        if (time > series.nextDeadline || time - staleAfter > series.silentSince()) {
            meetDeadlines(series, time - 1);
        }
    }

    /**
     * Moves what a series' alerts wait for behind the time for which the processor was stopped, at the first event since:
     * as far as that event's time leaps over it. Events that bear times of before or during the stop do not leap.
     */
    private void skipDowntime(SeriesState series, long leap) {
        long skipped = Math.min(downtime - series.downtime, leap);
        series.downtime = downtime;
        if (skipped > 0) {
            series.time += skipped;
            forEachTrack(series, track -> track.skip(skipped));
            noteDeadlines(series);
        }
    }

    /** Applies what an evaluator said of an event to the alerts of its rules. */
    void apply(SeriesState series, Plan.Kind kind, VerdictBuffer verdicts) {
        long event = ++events;
        Route route = series.route(kind.rank);
        for (int i = 0; i < verdicts.count; i++) {
            Track track = route == null ? null : route.track(verdicts.rule(i));
            if (verdicts.verdict(i) == VerdictBuffer.BREACHING) {
                if (track == null) {
                    route = series.makeRoute(kind);
                    track = open(series, route, verdicts.rule(i));
                } else {
                    breached(series, track);
                }
            } else if (track != null) {
                track.breaching = false;
            }
            if (track != null) {
                track.seen = event;
            }
        }
        if (route != null) {
            recover(series, route, event);
        }
    }

    /** Those open alerts recover of which an event's verdicts say nothing. */
    private void recover(SeriesState series, Route route, long event) {
        Track first = route.first;
        if (route.openCount == 1 && first != null && first.seen == event) {
            return;
        }
        for (int i = route.openCount - 1; i >= 0; i--) {
            Track track = route.open[i];
            if (track.seen != event) {
                recovered(series, track);
            }
        }
    }

    /** Meets the deadlines up to the event that was just evaluated, and files the series under its next one. */
    void afterEvent(SeriesState series) {
        if (series.stale) {
            freshen(series);
        }
        if (series.nextDeadline <= series.timeOfEvent()) {
            meetDeadlines(series, series.timeOfEvent());
        }
        if (series.openAlerts > 0) {
            heap.fileAtLatest(series, clockOf(series, nextOf(series)));
        }
    }

    /** Meets the deadlines that the clock has reached. */
    void clockAt(long now) {
        for (int left = heap.size(); left > 0; left--) {
            SeriesState series = heap.first();
            if (series == null || series.heapKey - now > 0) {
                return;
            }
            meetDeadlines(series, series.timeAt(now));
            if (series.openAlerts > 0) {
                heap.refile(series, Math.max(clockOf(series, nextOf(series)), now + 1));
            }
        }
    }

    /** The monotonic clock at which {@link #clockAt} next has something to do. */
    long nextClock(long otherwise) {
        SeriesState series = heap.first();
        return series == null || series.heapKey - otherwise > 0 ? otherwise : series.heapKey;
    }

    /** Ends a rule's alerts at a reading of the monotonic clock. */
    void close(RuleEntry entry, String reason, long now) {
        for (Track track : List.copyOf(entry.open)) {
            end(track, track.series.timeAt(now), reason);
        }
    }

    /** Ends a route's alerts. */
    void close(Route route, String reason) {
        for (int i = route.openCount - 1; i >= 0; i--) {
            Track track = route.open[i];
            end(track, track.series.timeOfEvent(), reason);
        }
    }

    /** A rule was replaced, at a reading of the monotonic clock, by one with the same condition. */
    void ruleReplaced(RuleEntry entry, AlertRule before, long now) {
        AlertRule rule = entry.rule;
        for (Track track : entry.open) {
            Alert last = track.alert.atLastStep();
            AlertDraft draft = new AlertDraft(last);
            draft.severity = rule.severity();
            draft.ruleName = rule.name();
            draft.labels = rule.labels();
            draft.annotations = rule.annotations();
            boolean changed = !draft.build().equals(last);
            if (track.firing && last.severity() != rule.severity()) {
                book.severityChanges(last.severity(), rule.severity());
            }
            if (changed) {
                track.alert.step(draft);
                delivery.step(track.alert, Step.UPDATED, List.of());
            }
            if (track.firing && !before.repeatInterval().equals(rule.repeatInterval())) {
                track.nextRepeat = firstRepeat(rule, track.series.timeAt(now));
            }
            noteDeadlines(track.series);
            heap.fileAtLatest(track.series, clockOf(track.series, nextOf(track.series)));
        }
    }

    private Track open(SeriesState series, Route route, int rule) {
        RuleEntry entry = route.kind.rules[rule];
        long at = series.timeOfEvent();
        AlertEntry alert = new AlertEntry(pendingAlert(series, route, rule, at));
        Track track = new Track(entry, series, route, rule, alert, at);
        route.add(track);
        entry.open.add(track);
        series.openAlerts++;
        series.downtime = downtime;
        book.pending(1);
        if (entry.rule.forDuration().isZero()) {
            fire(track, at);
        } else {
            delivery.step(alert, Step.PENDING, List.of());
        }
        noteDeadlines(series);
        return track;
    }

    /** The condition failed on an event: the last verdict stays, but that event does not explain it. */
    void notEvaluated(Route route) {
        for (int i = 0; i < route.openCount; i++) {
            route.open[i].breaching = false;
        }
    }

    private void breached(SeriesState series, Track track) {
        track.alert.breached();
        track.breaching = true;
        if (track.normalSince != Track.NEVER) {
            track.normalSince = Track.NEVER;
            noteDeadlines(series);
        }
    }

    private void recovered(SeriesState series, Track track) {
        long at = series.timeOfEvent();
        if (!track.firing) {
            forget(track);
        } else if (track.entry.rule.keepFiringFor().isZero()) {
            end(track, at, "the condition ended: " + explain(track).text());
        } else if (track.normalSince == Track.NEVER) {
            track.normalSince = at;
            noteDeadlines(series);
        }
    }

    private void fire(Track track, long at) {
        AlertRule rule = track.entry.rule;
        track.firing = true;
        track.nextRepeat = firstRepeat(rule, at);
        AlertDraft draft = new AlertDraft(track.alert.atLastStep());
        draft.state = AlertState.FIRING;
        draft.firedAt = instant(at);
        describe(draft, track, at - track.startsAt);
        track.alert.step(draft);
        book.pending(-1);
        book.fired(track.alert);
        delivery.step(track.alert, Step.FIRED, rule.actions());
    }

    private void end(Track track, long at, String reason) {
        boolean fired = track.firing;
        List<String> actions = track.entry.rule.actions();
        forget(track);
        if (fired) {
            AlertDraft draft = new AlertDraft(track.alert.atLastStep());
            draft.state = AlertState.RESOLVED;
            draft.endsAt = instant(Math.max(at, track.startsAt));
            draft.endReason = reason;
            draft.silenced = delivery.isSilenced(track.alert);
            track.alert.step(draft);
            book.resolved(track.alert);
            delivery.step(track.alert, Step.RESOLVED, actions);
        }
    }

    private void forget(Track track) {
        if (!track.firing) {
            book.pending(-1);
            delivery.forgotten(track.alert);
        }
        track.route.remove(track);
        track.entry.open.remove(track);
        SeriesState series = track.series;
        if (--series.openAlerts == 0) {
            heap.remove(series);
            series.nextDeadline = Track.NEVER;
            series.stale = false;
        } else {
            noteDeadlines(series);
        }
    }

    private void meetDeadlines(SeriesState series, long until) {
        while (series.openAlerts > 0) {
            long next = nextOf(series);
            if (next > until) {
                return;
            }
            series.floor = Math.max(series.floor, next);
            if (next >= Track.plus(series.silentSince(), seriesExpiry)) {
                expire(series, next);
            } else if (next >= series.nextDeadline) {
                forEachTrack(series, track -> meet(track, next));
                noteDeadlines(series);
            } else {
                goStale(series);
            }
        }
    }

    private void meet(Track track, long at) {
        if (track.deadline() > at) {
            return;
        }
        AlertRule rule = track.entry.rule;
        if (!track.firing) {
            fire(track, at);
        } else if (track.normalSince != Track.NEVER
                && Track.plus(track.normalSince, rule.keepFiringFor().toNanos()) <= at) {
            end(
                    track,
                    at,
                    "the condition ended " + words(rule.keepFiringFor()) + " before: "
                            + explain(track).text());
        } else {
            track.nextRepeat = Track.plus(at, rule.repeatInterval().toNanos());
            delivery.step(track.alert, Step.REPEATED, rule.actions());
        }
    }

    private void goStale(SeriesState series) {
        series.stale = true;
        forEachTrack(series, track -> {
            if (track.firing) {
                markStale(track, true);
            } else {
                forget(track);
            }
        });
        noteDeadlines(series);
    }

    private void freshen(SeriesState series) {
        series.stale = false;
        forEachTrack(series, track -> {
            markStale(track, false);
            track.thaw(series.timeOfEvent());
        });
        noteDeadlines(series);
    }

    private void markStale(Track track, boolean stale) {
        AlertDraft draft = new AlertDraft(track.alert.atLastStep());
        if (draft.stale != stale) {
            draft.stale = stale;
            track.alert.step(draft);
            delivery.step(track.alert, Step.UPDATED, List.of());
        }
    }

    private void expire(SeriesState series, long at) {
        String reason = "the series had no event for " + words(Duration.ofNanos(seriesExpiry));
        forEachTrack(series, track -> end(track, at, reason));
    }

    private static void forEachTrack(SeriesState series, Consumer<Track> work) {
        for (Route route = series.routes; route != null; route = route.next) {
            for (int i = route.openCount - 1; i >= 0; i--) {
                work.accept(route.open[i]);
            }
        }
    }

    /** Works out the least deadline of a series' alerts anew. */
    private void noteDeadlines(SeriesState series) {
        long least = Track.NEVER;
        if (!series.stale) {
            for (Route route = series.routes; route != null; route = route.next) {
                for (int i = 0; i < route.openCount; i++) {
                    least = Math.min(least, route.open[i].deadline());
                }
            }
        }
        series.nextDeadline = least;
    }

    private long nextOf(SeriesState series) {
        long silent = series.stale ? Track.NEVER : Track.plus(series.silentSince(), staleAfter);
        return Math.min(Math.min(series.nextDeadline, silent), Track.plus(series.silentSince(), seriesExpiry));
    }

    private static long clockOf(SeriesState series, long seriesTime) {
        return Track.plus(series.clock, Math.max(0, seriesTime - series.time));
    }

    private Alert pendingAlert(SeriesState series, Route route, int index, long at) {
        AlertRule rule = route.kind.rules[index].rule;
        Evaluation evaluation = explain(series, route.kind, index);
        return new Alert(
                ids.next(),
                ids.fingerprint(rule.id(), series.source(), series.type()),
                AlertKind.RULE,
                rule.id(),
                rule.name(),
                rule.severity(),
                AlertState.PENDING,
                series.source(),
                series.type(),
                series.ago(0),
                series.lastStatus,
                sentence(rule.name(), series, evaluation.text()),
                instant(at),
                null,
                null,
                null,
                1,
                evidence(evaluation, 0),
                rule.labels(),
                patterns.withRelated(series.source(), series.type(), rule.annotations()),
                false,
                false,
                true,
                0,
                null,
                null);
    }

    /** Notes what made it fire: the last event if that breached, or else the one that opened it. */
    private static void describe(AlertDraft draft, Track track, long held) {
        if (held == 0) {
            return;
        }
        SeriesState series = track.series;
        if (track.breaching) {
            draft.value = series.ago(0);
            draft.status = series.lastStatus;
            draft.evidence = evidence(explain(track), held);
        } else {
            draft.evidence = held(draft.evidence, held);
        }
        draft.description = sentence(track.entry.rule.name(), series, draft.evidence.text());
    }

    private static Evidence evidence(Evaluation evaluation, long held) {
        Evidence evidence = new Evidence(
                evaluation.values(),
                evaluation.figure(),
                evaluation.computed(),
                evaluation.limit(),
                Duration.ZERO,
                evaluation.text());
        return held > 0 ? held(evidence, held) : evidence;
    }

    private static Evidence held(Evidence evidence, long held) {
        Duration duration = Duration.ofNanos(held);
        return new Evidence(
                evidence.values(),
                evidence.figure(),
                evidence.computed(),
                evidence.limit(),
                duration,
                evidence.text() + " for " + words(duration));
    }

    private static String sentence(String rule, SeriesState series, String text) {
        return rule + ": " + series.type() + " of " + series.source() + ": " + text;
    }

    private static Evaluation explain(Track track) {
        return explain(track.series, track.route.kind, track.rule);
    }

    /** What the condition says; a condition that cannot even say so is its author's fault, not the alert's. */
    static Evaluation explain(SeriesState series, Plan.Kind kind, int rule) {
        try {
            return requireNonNull(kind.evaluator.explain(series, kind.at, rule), "evaluation");
        } catch (Throwable fault) {
            DistinctFaults.rethrowFatal(fault);
            return new Evaluation(
                    Evaluation.Verdict.UNKNOWN,
                    List.of(),
                    "none",
                    Double.NaN,
                    Double.NaN,
                    "not explained: " + DistinctFaults.text(fault));
        }
    }

    private static long firstRepeat(AlertRule rule, long at) {
        Duration interval = rule.repeatInterval();
        return interval.isZero() ? Track.NEVER : Track.plus(at, interval.toNanos());
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    static String words(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return BigDecimal.valueOf(duration.toNanos(), 6)
                            .stripTrailingZeros()
                            .toPlainString() + " ms";
        }
        return BigDecimal.valueOf(duration.toNanos() / 1_000_000, 3)
                        .stripTrailingZeros()
                        .toPlainString() + " s";
    }
}
