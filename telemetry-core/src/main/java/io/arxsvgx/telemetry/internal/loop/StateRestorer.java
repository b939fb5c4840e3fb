// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertKind;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.internal.alert.AlertStateMachine;
import io.arxsvgx.telemetry.internal.checkpoint.AlertSnapshot;
import io.arxsvgx.telemetry.internal.checkpoint.RuleSnapshot;
import io.arxsvgx.telemetry.internal.checkpoint.StateSnapshot;
import io.arxsvgx.telemetry.internal.concurrent.DistinctErrorLog;
import io.arxsvgx.telemetry.internal.label.StreamSelector;
import io.arxsvgx.telemetry.internal.state.ActiveAlert;
import io.arxsvgx.telemetry.internal.state.ActiveRule;
import io.arxsvgx.telemetry.internal.state.AlertRecord;
import io.arxsvgx.telemetry.internal.state.EvaluationPlan;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.internal.state.SeriesStream;
import io.arxsvgx.telemetry.internal.state.TypeIndex;
import io.arxsvgx.telemetry.internal.storage.SeriesCodec;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.text.LabelSet;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task that restores the series and open alerts of an earlier process, before the first event of this one. A rule
 * that has changed is treated like a replaced one: its alerts continue if its condition is the same, else they are
 * resolved. Confined to the loop.
 */
final class StateRestorer {
    private final ProcessorEngine engine;
    private final EngineComponents parts;
    private final StateSnapshot state;
    private final long clock;
    /** The firing alerts of the store that are still to be restored, by rule and series. */
    private final Map<List<Object>, Alert> firing = new HashMap<>();

    private final List<ActiveAlert> restored = new ArrayList<>();

    StateRestorer(ProcessorEngine engine, StateSnapshot state, long clock) {
        this.engine = engine;
        this.parts = engine.parts;
        this.state = state;
        this.clock = clock;
    }

    /** Restores all series, and the alerts of a store. */
    void restore(List<Alert> alerts) {
        parts.seriesClock.stoppedBefore(Math.max(0, engine.settings.wall().getAsLong() - state.savedAt()));
        for (Alert alert : alerts) {
            if (alert.state() == AlertState.FIRING) {
                firing.put(key(alert.ruleId(), alert.source(), typeOf(alert), alert.seriesLabels()), alert);
            }
        }
        // streams first, so that their members find them
        List<StateSnapshot.Series> all = new ArrayList<>(state.series());
        all.sort(Comparator.comparing(series -> series.selector == null));
        for (StateSnapshot.Series series : all) {
            try {
                restore(series);
            } catch (Throwable fault) {
                DistinctErrorLog.rethrowFatal(fault);
                parts.faults.log("cannot restore a series of the checkpoint; it starts empty", fault);
            }
        }
        firing.values().stream().sorted(Comparator.comparing(Alert::timestamp)).forEach(this::restoreUnsaved);
        Map<String, Integer> order = new HashMap<>();
        alerts.forEach(alert -> order.put(alert.id(), order.size()));
        restored.sort(Comparator.comparing(
                        (ActiveAlert active) -> active.alert.atLastStep().timestamp())
                .thenComparing(active -> order.getOrDefault(active.alert.id(), Integer.MAX_VALUE)));
        restored.forEach(this::activate);
        parts.silence.restored();
        for (Alert alert : alerts) {
            if (FalsePositiveFeedback.isGiven(alert) && parts.rules.entry(alert.ruleId()) != null) {
                known(alert, parts.rules.entry(alert.ruleId()));
                engine.feedback().restore(alert);
            }
        }
    }

    /** Returns the type of the series of an alert, which of a rule over several series has the type of one of them. */
    private String typeOf(Alert alert) {
        ActiveRule entry = parts.rules.entry(alert.ruleId());
        return entry != null && entry.isJoined() ? entry.rule.field() : alert.type();
    }

    private static List<Object> key(String rule, String source, String type, Map<String, String> labels) {
        return List.of(rule, source, type, labels);
    }

    private void restore(StateSnapshot.Series saved) throws IOException {
        SeriesState series = find(saved.source, saved.type, saved.labels, saved.selector);
        if (series == null || series.count() > 0) {
            return;
        }
        StateSnapshot.Rest rest = saved.restore(series, clock);
        restoreConditions(series, rest);
        for (StateSnapshot.Open one : rest.open()) {
            List<Object> key = key(one.rule(), saved.source, saved.type, saved.labels);
            Alert alert = firing.get(key);
            if (!one.firing() && alert == null) {
                restoreOpen(series, one, null, rest);
            } else if (alert != null && alert.id().equals(one.alert())) {
                firing.remove(key);
                restoreOpen(series, one, alert, rest);
            }
        }
    }

    /** Returns a series, or a stream of a present rule, created if necessary; null if there is none. */
    private @Nullable SeriesState find(String source, String type, LabelSet labels, @Nullable StreamSelector selector) {
        if (selector == null) {
            return parts.registry.find(source, type, labels);
        }
        TypeIndex root = parts.registry.types().get(type);
        TypeIndex streams = root == null ? null : root.find(selector);
        SeriesStream stream = streams == null ? null : parts.registry.stream(streams, source, labels);
        return stream == null ? null : stream.state();
    }

    private void restoreConditions(SeriesState series, StateSnapshot.Rest rest) {
        parts.router.kindState(series);
        if (rest.levels() != null && series.plan.producesScore) {
            series.levels = rest.levels();
        }
        for (EvaluationPlan.Kind kind : series.plan.kinds) {
            for (int rule = 0; rule < kind.rules.length; rule++) {
                byte[] slots = rest.stateSlots(kind.rules[rule].rule);
                if (slots != null && !kind.isSwitchedOff()) {
                    try {
                        SeriesCodec.restoreRule(
                                series,
                                kind.evaluator,
                                kind.at,
                                rule,
                                new DataInputStream(new ByteArrayInputStream(slots)));
                    } catch (Throwable fault) {
                        DistinctErrorLog.rethrowFatal(fault);
                        parts.faults.log(
                                "cannot restore the state of rule \"" + kind.rules[rule] + "\"; it warms up again",
                                fault);
                    }
                }
            }
        }
    }

    /** Restores an alert that was saved with its series: pending, or firing as in the store. */
    private void restoreOpen(
            SeriesState series, StateSnapshot.Open saved, @Nullable Alert alert, StateSnapshot.Rest rest) {
        ActiveRule entry = parts.rules.entry(saved.rule());
        EvaluationPlan.Kind kind = entry == null ? null : kindOf(series, entry);
        if (entry != null && kind != null && isSame(entry.rule, rest)) {
            restored.add(active(series, kind, entry, saved, alert));
        } else if (alert != null) {
            resolve(entryOf(alert, saved), entry);
        }
    }

    private boolean isSame(AlertRule rule, StateSnapshot.Rest rest) {
        Map<String, RuleSnapshot> rules = state.rules();
        if (rules == null) {
            return !rest.hadOther(rule);
        }
        RuleSnapshot before = rules.get(rule.id());
        return before != null && before.continuesAs(rule);
    }

    private ActiveAlert active(
            SeriesState series,
            EvaluationPlan.Kind kind,
            ActiveRule entry,
            StateSnapshot.Open saved,
            @Nullable Alert alert) {
        int rule = kind.indexOf(entry);
        AlertRecord record = alert == null ? pending(series, kind, rule, saved) : entryOf(alert, saved);
        ActiveAlert active = new ActiveAlert(entry, series, series.makeKindState(kind), rule, record, saved.startsAt());
        active.breaching = saved.breaching();
        if (saved.more() != null && saved.more().pending() != null) {
            active.attributes = saved.more().pending().lastAttributes();
        }
        if (alert != null) {
            active.firing = true;
            active.normalSince = saved.normalSince();
            active.nextRepeat = saved.firing() && isSameInterval(entry.rule)
                    ? saved.nextRepeat()
                    : AlertStateMachine.firstRepeat(entry.rule, series.timeOfEvent());
        }
        return active;
    }

    private boolean isSameInterval(AlertRule rule) {
        Map<String, RuleSnapshot> rules = state.rules();
        RuleSnapshot before = rules == null ? null : rules.get(rule.id());
        return before == null || before.repeatInterval().equals(rule.repeatInterval());
    }

    private AlertRecord pending(SeriesState series, EvaluationPlan.Kind kind, int rule, StateSnapshot.Open saved) {
        Instant startsAt = parts.seriesClock.shown(series, saved.startsAt());
        Alert fresh = parts.alertFactory.pending(series, kind, rule, startsAt, "", Map.of());
        AlertSnapshot more = saved.more();
        Alert.Builder draft = fresh.toBuilder().id(saved.alert()).occurrences(saved.occurrences());
        if (more != null && more.pending() != null) {
            AlertSnapshot.Pending before = more.pending();
            draft.value(before.value())
                    .status(before.status())
                    .description(before.description())
                    .startsAt(before.startsAt())
                    .evidence(before.evidence())
                    .attributes(before.attributes());
            if (before.severity() != null) {
                draft.severity(before.severity()).maxSeverity(before.maxSeverity());
            }
        }
        return numbered(new AlertRecord(draft.build()));
    }

    private AlertRecord entryOf(Alert alert, StateSnapshot.Open saved) {
        AlertRecord entry = AlertRecord.restored(alert, saved.occurrences());
        AlertSnapshot more = saved.more();
        if (more == null || !saved.firing()) {
            assumeNotified(entry, alert);
        } else {
            entry.notified(more.notified());
            entry.heldBack = more.heldBack();
        }
        return numbered(entry);
    }

    /** Numbers the next steps so that none reuses the number of a step after the checkpoint. */
    private AlertRecord numbered(AlertRecord entry) {
        entry.numberStepsAfter(engine.settings.wall().getAsLong());
        return entry;
    }

    /** Assumes that the actions of an alert that fired after the checkpoint were called, unless it was silenced. */
    private void assumeNotified(AlertRecord entry, Alert alert) {
        entry.heldBack = alert.silenced();
        if (!alert.silenced()) {
            entry.notified(actions(alert));
        }
    }

    private List<String> actions(Alert alert) {
        if (alert.kind() == AlertKind.PATTERN) {
            return parts.dispatcher.withNotification(alert, engine.settings.patternActions());
        }
        ActiveRule entry = parts.rules.entry(alert.ruleId());
        if (entry != null) {
            return entry.rule.actions();
        }
        RuleSnapshot before = state.rules() == null ? null : state.rules().get(alert.ruleId());
        return before == null ? List.of() : before.actions();
    }

    /** Restores a firing alert that is not in the checkpoint: it fired later, or the file is missing. */
    private void restoreUnsaved(Alert alert) {
        ActiveRule entry = parts.rules.entry(alert.ruleId());
        boolean watches = alert.kind() == AlertKind.RULE
                && entry != null
                && entry.rule.enabled()
                && isGroupedBy(entry, LabelSet.of(alert.seriesLabels()))
                && entry.watches(alert.source(), LabelSet.of(alert.seriesLabels()))
                && entry.rule.field().equals(typeOf(alert));
        SeriesState series = watches ? known(alert, entry) : null;
        EvaluationPlan.Kind kind = series == null || entry == null ? null : kindOf(series, entry);
        long startsAt = ChronoUnit.NANOS.between(Instant.EPOCH, alert.startsAt());
        StateSnapshot.Open saved = new StateSnapshot.Open(
                alert.ruleId(),
                alert.id(),
                startsAt,
                false,
                false,
                ActiveAlert.NEVER,
                ActiveAlert.NEVER,
                alert.occurrences(),
                null);
        if (series == null || entry == null || kind == null || isOpen(series, kind, entry)) {
            resolve(entryOf(alert, saved), entry);
        } else {
            restored.add(active(series, kind, entry, saved, alert));
        }
    }

    /** Returns whether labels can be those of a series or stream of a rule, which may have had another grouping. */
    private static boolean isGroupedBy(ActiveRule entry, LabelSet labels) {
        return entry.selector == null || entry.selector.group(labels).isSame(labels);
    }

    private boolean isOpen(SeriesState series, EvaluationPlan.Kind kind, ActiveRule entry) {
        return restored.stream().anyMatch(active -> active.series == series && active.entry == entry)
                || series.makeKindState(kind).active(kind.indexOf(entry)) != null;
    }

    private void activate(ActiveAlert active) {
        parts.lifecycle.restore(active);
        parts.lifecycle.adopt(active, active.entry.rule);
    }

    private void resolve(AlertRecord alert, @Nullable ActiveRule entry) {
        String reason = "rule \"" + alert.atLastStep().ruleId() + "\" was ";
        if (alert.atLastStep().kind() == AlertKind.PATTERN) {
            reason = "failure detection started again after a restart";
        } else if (entry == null) {
            reason += "removed over a restart";
        } else {
            reason += entry.rule.enabled() ? "replaced over a restart" : "disabled over a restart";
        }
        parts.lifecycle.resolveRestored(alert, reason);
    }

    /** Returns the series of an alert, registered if necessary; null beyond the limit. */
    private @Nullable SeriesState known(Alert alert, @Nullable ActiveRule entry) {
        SeriesState series = find(
                alert.source(),
                typeOf(alert),
                LabelSet.of(alert.seriesLabels()),
                entry == null ? null : entry.selector);
        if (series != null && series.count() == 0 && series.time == Long.MIN_VALUE) {
            series.time = engine.settings.wall().getAsLong();
            series.clock = clock;
            series.downtime = parts.seriesClock.downtime();
        }
        if (series != null && !series.hasPlan()) {
            parts.router.kindState(series);
        }
        return series;
    }

    private static EvaluationPlan.@Nullable Kind kindOf(SeriesState series, ActiveRule entry) {
        int at = series.plan.indexOf(entry.rank);
        return at >= 0 && series.plan.kinds[at].indexOf(entry) >= 0 ? series.plan.kinds[at] : null;
    }
}
