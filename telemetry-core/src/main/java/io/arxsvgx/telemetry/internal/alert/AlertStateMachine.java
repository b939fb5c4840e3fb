// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.internal.ingest.EventAttributes;
import io.arxsvgx.telemetry.internal.state.ActiveAlert;
import io.arxsvgx.telemetry.internal.state.ActiveRule;
import io.arxsvgx.telemetry.internal.state.AlertRecord;
import io.arxsvgx.telemetry.internal.state.EvaluationPlan;
import io.arxsvgx.telemetry.internal.state.KindState;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.internal.state.VerdictBuffer;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The state machine of alerts: inactive, pending, firing, resolved.
 *
 * <p>All durations are in series time, see {@link AlertTimer}. While the processor is stopped, alerts do not change.
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

    /** Applies the verdicts of an evaluator on one event to the alerts of its rules. */
    public void apply(SeriesState series, EvaluationPlan.Kind kind, VerdictBuffer verdicts) {
        long event = ++events;
        KindState kindState = series.kindState(kind.rank);
        for (int i = 0; i < verdicts.count; i++) {
            if (kind.hasParts && kind.rules[verdicts.rule(i)].parent != null) {
                continue;
            }
            ActiveAlert active = kindState == null ? null : kindState.active(verdicts.rule(i));
            if (verdicts.verdict(i) == VerdictBuffer.BREACHING) {
                if (active == null) {
                    kindState = series.makeKindState(kind);
                    active = open(series, kindState, verdicts.rule(i), series.timeOfEvent(), time.ofEvent(series));
                } else {
                    breached(series, active);
                    level(active);
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

    /** Resolves a rule's alerts at a reading of the monotonic clock. */
    public void close(ActiveRule entry, String reason, long now) {
        for (ActiveAlert active : List.copyOf(entry.open)) {
            end(active, time.shown(active.series, time.now(active.series, now)), reason);
        }
    }

    /** Resolves the alerts that remain on a series, at the series time of an event that follows. */
    public void closeAll(SeriesState series, String reason, long at) {
        AlertDeadlines.forEachActive(series, active -> end(active, time.shown(series, at), reason));
    }

    /** Ends the breach of a rule on a series, at a reading of the monotonic clock. */
    public void recover(SeriesState series, ActiveRule entry, String reason, long now) {
        AlertDeadlines.forEachActive(series, active -> {
            if (active.entry == entry) {
                recover(active, reason, time.now(series, now));
            }
        });
    }

    private void recover(ActiveAlert active, String reason, long at) {
        boolean isKept = active.firing && !active.entry.rule.keepFiringFor().isZero();
        if (!isKept) {
            end(active, time.shown(active.series, at), reason);
        } else if (active.normalSince == ActiveAlert.NEVER) {
            active.normalSince = at;
            deadlines.refresh(active.series);
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
        Severity severity = active.severity(rule);
        draft.severity(severity)
                .ruleName(rule.name())
                .labels(AlertTexts.labels(rule, last.source(), last.type(), last.seriesLabels()))
                .annotations(AlertTexts.annotations(rule, last));
        if (draft.build().equals(last)) {
            return;
        }
        changed(active, draft, severity);
    }

    /** Applies a change of an open alert; a higher severity notifies again. */
    private void changed(ActiveAlert active, Alert.Builder draft, Severity severity) {
        Severity before = active.alert.atLastStep().severity();
        boolean raised = active.firing && severity.compareTo(before) > 0;
        if (active.firing && before != severity) {
            registry.severityChanges(before, severity);
        }
        if (raised) {
            active.alert.unacknowledge("", "severity raised to " + severity.label(), dispatcher.now());
            draft.acknowledgement(null);
        }
        active.alert.step(draft);
        dispatcher.step(
                active.alert, raised ? AlertTransition.RAISED : AlertTransition.UPDATED, active.entry.rule.actions());
    }

    /** Gives an alert that has breached the severity of the moment, if the condition has severities of its own. */
    private void level(ActiveAlert active) {
        Severity now = AlertFactory.level(active.series, active.kindState.kind, active.rule);
        if (now != null && now != active.level) {
            active.level = now;
            Alert last = active.alert.atLastStep();
            Alert.Builder draft = last.toBuilder().severity(now).maxSeverity(last.maxSeverity());
            AlertFactory.describeLevel(draft, active, time.lateNote());
            changed(active, draft, now);
        }
    }

    /** Applies the verdict on a rule at its deadline, without an event, to its alert. */
    void atDeadline(SeriesState series, EvaluationPlan.Kind kind, int rule, Evaluation.Verdict verdict, long at) {
        KindState kindState = series.kindState(kind.rank);
        ActiveAlert active = kindState == null ? null : kindState.active(rule);
        boolean isWatched = series.count() > 0 || kind.rules[rule].awaited == series;
        if (verdict == Evaluation.Verdict.BREACHING && isWatched) {
            if (active == null) {
                open(series, series.makeKindState(kind), rule, at, time.shown(series, at));
            } else {
                breached(series, active);
            }
        } else if (active != null) {
            active.breaching = false;
            if (verdict == Evaluation.Verdict.NORMAL) {
                recover(
                        active,
                        "back to normal: " + AlertFactory.explain(active).text(),
                        at);
            }
        }
    }

    private ActiveAlert open(SeriesState series, KindState kindState, int rule, long at, Instant shown) {
        ActiveRule entry = kindState.kind.rules[rule];
        Map<String, Object> copied = EventAttributes.copy(attributes);
        Alert pending = alerts.pending(series, kindState.kind, rule, shown, time.lateNote(), copied);
        ActiveAlert active = new ActiveAlert(entry, series, kindState, rule, new AlertRecord(pending), at);
        active.attributes = copied;
        active.level = AlertFactory.level(series, kindState.kind, rule);
        deadlines.limit(active, at);
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
        active.level = active.kindState.kind.levels == null
                ? null
                : active.alert.atLastStep().severity();
        deadlines.limit(active, active.startsAt);
        add(active);
        if (active.firing) {
            registry.fired(active.alert);
            dispatcher.restored(active.alert);
            markStale(active, active.series.stale && !active.isForSilence);
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

    void fire(ActiveAlert active, long at, Instant shown) {
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

    void end(ActiveAlert active, Instant shown, String reason) {
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

    void forget(ActiveAlert active) {
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

    void markStale(ActiveAlert active, boolean stale) {
        Alert last = active.alert.atLastStep();
        if (last.stale() != stale) {
            active.alert.step(last.toBuilder().stale(stale));
            dispatcher.step(active.alert, AlertTransition.UPDATED, List.of());
        }
    }

    public static long firstRepeat(AlertRule rule, long at) {
        Duration interval = rule.repeatInterval();
        return interval.isZero() ? ActiveAlert.NEVER : ActiveAlert.plus(at, interval.toNanos());
    }
}
