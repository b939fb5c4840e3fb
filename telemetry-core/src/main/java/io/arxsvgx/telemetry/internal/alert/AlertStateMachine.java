// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.internal.ingest.EventAttributes;
import io.arxsvgx.telemetry.internal.state.ActiveAlert;
import io.arxsvgx.telemetry.internal.state.ActiveRule;
import io.arxsvgx.telemetry.internal.state.AlertRecord;
import io.arxsvgx.telemetry.internal.state.EvaluationPlan;
import io.arxsvgx.telemetry.internal.state.KindState;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.internal.state.VerdictBuffer;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The state machine of alerts: inactive, pending, firing, resolved.
 *
 * <p>All durations are in series time, which follows the events, and advances by the monotonic clock when there are no
 * events or they have no time. A deadline before an event's time is processed before the event is evaluated, so a late
 * batch and a live stream give the same alerts; a deadline exactly at the event's time is processed after it. Between
 * events a heap of series gives the earliest deadline by the clock. While the processor is stopped, alerts do not
 * change.
 *
 * <p>The wall clock is used for displayed times only, see {@link SeriesClock}. An open alert is updated on a breach and
 * on the verdict that ends it; a series without open alerts has no cost. Confined to the loop.
 */
public final class AlertStateMachine {
    private final AlertRegistry registry;
    private final AlertDispatcher dispatcher;
    private final AlertFactory alerts;
    private final AlertDeadlines deadlines;
    private final SeriesClock time;
    private long events;
    /** The attributes of the event under evaluation; almost always empty. */
    private Map<String, Object> attributes = Map.of();

    public AlertStateMachine(
            AlertRegistry registry,
            AlertDispatcher dispatcher,
            AlertFactory alerts,
            AlertDeadlines deadlines,
            SeriesClock time) {
        this.registry = registry;
        this.dispatcher = dispatcher;
        this.alerts = alerts;
        this.deadlines = deadlines;
        this.time = time;
    }

    /** Sets the attributes of the next event. */
    public void setEventAttributes(Map<String, Object> more) {
        attributes = more;
    }

    /** Processes the deadlines before an event. */
    public void beforeEvent(SeriesState series, long at) {
        if (deadlines.isBefore(series, at)) {
            meetDeadlines(series, at - 1, at);
        }
    }

    /** Applies the verdicts of an evaluator on one event to the alerts of its rules. */
    public void apply(SeriesState series, EvaluationPlan.Kind kind, VerdictBuffer verdicts) {
        long event = ++events;
        KindState kindState = series.kindState(kind.rank);
        for (int i = 0; i < verdicts.count; i++) {
            ActiveAlert active = kindState == null ? null : kindState.active(verdicts.rule(i));
            if (verdicts.verdict(i) == VerdictBuffer.BREACHING) {
                if (active == null) {
                    kindState = series.makeKindState(kind);
                    active = open(series, kindState, verdicts.rule(i));
                } else {
                    breached(series, active);
                }
            } else if (active != null) {
                active.breaching = false;
            }
            if (active != null) {
                active.seen = event;
            }
        }
        if (kindState != null) {
            recover(series, kindState, event);
        }
    }

    /** Ends the open alerts for which an event had no verdict, so that they are normal. */
    private void recover(SeriesState series, KindState kindState, long event) {
        ActiveAlert first = kindState.first;
        if (kindState.openCount == 1 && first != null && first.seen == event) {
            return;
        }
        for (int i = kindState.openCount - 1; i >= 0; i--) {
            ActiveAlert active = kindState.open[i];
            if (active.seen != event) {
                recovered(series, active);
            }
        }
    }

    /** Processes the deadlines up to the event that was just evaluated, and schedules the next one of the series. */
    public void afterEvent(SeriesState series) {
        if (series.stale) {
            freshen(series);
        }
        long at = series.timeOfEvent();
        if (series.nextDeadline <= at) {
            meetDeadlines(series, at, at);
        }
        if (series.openAlerts > 0) {
            deadlines.schedule(series);
        }
    }

    /** Processes the deadlines that the clock has reached. */
    public void clockAt(long now) {
        for (int left = deadlines.size(); left > 0; left--) {
            SeriesState series = deadlines.due(now);
            if (series == null) {
                return;
            }
            long at = time.now(series, now);
            meetDeadlines(series, at, at);
            if (series.openAlerts > 0) {
                deadlines.scheduleAfter(series, now);
            }
        }
    }

    /** Returns the monotonic time of the next deadline for {@link #clockAt}. */
    public long nextClock(long otherwise) {
        return deadlines.nextClock(otherwise);
    }

    /** Resolves a rule's alerts at a reading of the monotonic clock. */
    public void close(ActiveRule entry, String reason, long now) {
        for (ActiveAlert active : List.copyOf(entry.open)) {
            end(active, time.shown(active.series, time.now(active.series, now)), reason);
        }
    }

    /** Resolves the alerts of one kind of condition on a series, at the event under evaluation. */
    public void close(KindState kindState, String reason) {
        for (int i = kindState.openCount - 1; i >= 0; i--) {
            end(kindState.open[i], time.ofEvent(kindState.series), reason);
        }
    }

    /** Updates the open alerts of a rule that was replaced by one with the same condition. */
    public void ruleReplaced(ActiveRule entry, AlertRule before, long now) {
        boolean otherInterval = !before.repeatInterval().equals(entry.rule.repeatInterval());
        for (ActiveAlert active : entry.open) {
            adopt(active, entry.rule);
            if (active.firing && otherInterval) {
                active.nextRepeat = firstRepeat(entry.rule, time.now(active.series, now));
            }
            deadlines.refresh(active.series);
        }
    }

    /** Applies the parts of a rule other than its condition to an open alert; a higher severity notifies again. */
    public void adopt(ActiveAlert active, AlertRule rule) {
        Alert last = active.alert.atLastStep();
        Alert.Builder draft = last.toBuilder();
        draft.severity(rule.severity())
                .ruleName(rule.name())
                .labels(AlertTexts.labels(rule, last.source(), last.type(), last.seriesLabels()))
                .annotations(AlertTexts.annotations(rule, last));
        if (draft.build().equals(last)) {
            return;
        }
        boolean raised = active.firing && rule.severity().compareTo(last.severity()) > 0;
        if (active.firing && last.severity() != rule.severity()) {
            registry.severityChanges(last.severity(), rule.severity());
        }
        if (raised) {
            active.alert.unacknowledge(
                    "", "severity raised to " + rule.severity().label(), dispatcher.now());
            draft.acknowledgement(null);
        }
        active.alert.step(draft);
        dispatcher.step(active.alert, raised ? AlertTransition.RAISED : AlertTransition.UPDATED, rule.actions());
    }

    private ActiveAlert open(SeriesState series, KindState kindState, int rule) {
        ActiveRule entry = kindState.kind.rules[rule];
        long at = series.timeOfEvent();
        Map<String, Object> copied = EventAttributes.copy(attributes);
        Alert pending = alerts.pending(series, kindState.kind, rule, time.ofEvent(series), time.lateNote(), copied);
        ActiveAlert active = new ActiveAlert(entry, series, kindState, rule, new AlertRecord(pending), at);
        active.attributes = copied;
        add(active);
        registry.pending(1);
        if (entry.rule.forDuration().isZero()) {
            fire(active, at, pending.startsAt());
        } else {
            dispatcher.step(active.alert, AlertTransition.PENDING, List.of());
        }
        deadlines.recompute(series);
        return active;
    }

    private void add(ActiveAlert active) {
        active.kindState.add(active);
        active.entry.open.add(active);
        active.series.openAlerts++;
    }

    /** Adds an alert of an earlier process, pending or firing. */
    public void restore(ActiveAlert active) {
        add(active);
        if (active.firing) {
            registry.fired(active.alert);
            dispatcher.restored(active.alert);
            markStale(active, active.series.stale);
        } else {
            registry.pending(1);
        }
        deadlines.refresh(active.series);
    }

    /** Resolves an alert of an earlier process that cannot continue. */
    public void resolveRestored(AlertRecord entry, String reason) {
        registry.fired(entry);
        resolve(entry, dispatcher.now(), reason);
    }

    /** Keeps the last verdict after the condition has failed on an event, which does not explain that verdict. */
    public void notEvaluated(KindState kindState) {
        for (int i = 0; i < kindState.openCount; i++) {
            kindState.open[i].breaching = false;
        }
    }

    private void breached(SeriesState series, ActiveAlert active) {
        active.alert.breached();
        active.breaching = true;
        if (!active.firing) {
            active.attributes = EventAttributes.copy(attributes);
        }
        if (active.normalSince != ActiveAlert.NEVER) {
            active.normalSince = ActiveAlert.NEVER;
            deadlines.recompute(series);
        }
    }

    private void recovered(SeriesState series, ActiveAlert active) {
        if (!active.firing) {
            forget(active);
        } else if (active.entry.rule.keepFiringFor().isZero()) {
            String note = time.lateNote();
            if (!note.isEmpty()) {
                Alert last = active.alert.atLastStep();
                active.alert.step(last.toBuilder()
                        .evidence(AlertFactory.noted(last.evidence(), "; resolved by a late event" + note)));
            }
            String text = AlertFactory.explain(active).text();
            end(active, time.ofEvent(series), "back to normal: " + text + note);
        } else if (active.normalSince == ActiveAlert.NEVER) {
            active.normalSince = series.timeOfEvent();
            deadlines.recompute(series);
        }
    }

    private void fire(ActiveAlert active, long at, Instant shown) {
        AlertRule rule = active.entry.rule;
        active.firing = true;
        active.nextRepeat = firstRepeat(rule, at);
        Alert.Builder draft = active.alert.atLastStep().toBuilder();
        draft.state(AlertState.FIRING).firedAt(shown);
        AlertFactory.describe(draft, active, at);
        active.alert.step(draft);
        registry.pending(-1);
        registry.fired(active.alert);
        dispatcher.step(active.alert, AlertTransition.FIRED, rule.actions());
    }

    private void end(ActiveAlert active, Instant shown, String reason) {
        boolean fired = active.firing;
        forget(active);
        if (fired) {
            resolve(active.alert, shown, reason);
        }
    }

    private void resolve(AlertRecord entry, Instant endsAt, String reason) {
        entry.step(entry.atLastStep().toBuilder()
                .state(AlertState.RESOLVED)
                .endsAt(endsAt)
                .stale(false)
                .endReason(reason)
                .silenced(dispatcher.isSilenced(entry)));
        registry.resolved(entry);
        dispatcher.step(entry, AlertTransition.RESOLVED, List.of());
    }

    private void forget(ActiveAlert active) {
        if (!active.firing) {
            registry.pending(-1);
            dispatcher.forgotten(active.alert);
        }
        active.kindState.remove(active);
        active.entry.open.remove(active);
        SeriesState series = active.series;
        if (--series.openAlerts == 0) {
            deadlines.remove(series);
            series.stale = false;
        } else {
            deadlines.recompute(series);
        }
    }

    /**
     * Processes the deadlines of a series up to a series time, the earliest first.
     *
     * @param now the present time; several repeats that are due until then result in one call
     */
    private void meetDeadlines(SeriesState series, long until, long now) {
        while (series.openAlerts > 0) {
            long next = deadlines.next(series);
            if (next > until) {
                return;
            }
            series.floor = Math.max(series.floor, next);
            if (deadlines.isExpiry(series, next)) {
                expire(series, next);
            } else if (next >= series.nextDeadline) {
                AlertDeadlines.forEachActive(
                        series, active -> meet(active, next, Math.min(now, deadlines.stale(series))));
                deadlines.recompute(series);
            } else {
                goStale(series);
            }
        }
    }

    private void meet(ActiveAlert active, long at, long now) {
        if (active.deadline() > at) {
            return;
        }
        AlertRule rule = active.entry.rule;
        if (!active.firing) {
            fire(active, at, time.shown(active.series, at));
        } else if (active.holdEnd() <= at) {
            end(
                    active,
                    time.shown(active.series, at),
                    "back to normal for " + Durations.format(rule.keepFiringFor()) + ": "
                            + AlertFactory.explain(active).text());
        } else {
            long interval = rule.repeatInterval().toNanos();
            long repeats = 1 + Math.max(0, now - at) / interval;
            active.nextRepeat = ActiveAlert.plus(at, repeats * interval);
            dispatcher.step(active.alert, AlertTransition.REPEATED, rule.actions());
        }
    }

    private void goStale(SeriesState series) {
        series.stale = true;
        AlertDeadlines.forEachActive(series, active -> {
            if (active.firing) {
                markStale(active, true);
            } else {
                forget(active);
            }
        });
        if (series.openAlerts > 0) {
            deadlines.recompute(series);
        }
    }

    private void freshen(SeriesState series) {
        series.stale = false;
        AlertDeadlines.forEachActive(series, active -> {
            markStale(active, false);
            active.thaw(series.timeOfEvent());
        });
        deadlines.recompute(series);
    }

    private void markStale(ActiveAlert active, boolean stale) {
        Alert last = active.alert.atLastStep();
        if (last.stale() != stale) {
            active.alert.step(last.toBuilder().stale(stale));
            dispatcher.step(active.alert, AlertTransition.UPDATED, List.of());
        }
    }

    private void expire(SeriesState series, long at) {
        Duration expiry = Duration.ofNanos(deadlines.seriesExpiry());
        String reason = "the series had no event for " + Durations.format(expiry);
        AlertDeadlines.forEachActive(series, active -> end(active, time.shown(series, at), reason));
    }

    public static long firstRepeat(AlertRule rule, long at) {
        Duration interval = rule.repeatInterval();
        return interval.isZero() ? ActiveAlert.NEVER : ActiveAlert.plus(at, interval.toNanos());
    }
}
