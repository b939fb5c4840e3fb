// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import io.arxsvgx.telemetry.alert.Acknowledgement;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertActivity;
import io.arxsvgx.telemetry.alert.AlertKind;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.condition.Learning;
import io.arxsvgx.telemetry.internal.label.SeriesKey;
import io.arxsvgx.telemetry.internal.state.ActiveRule;
import io.arxsvgx.telemetry.internal.state.AlertRecord;
import io.arxsvgx.telemetry.internal.state.EvaluationPlan;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.internal.state.TypeIndex;
import io.arxsvgx.telemetry.text.LabelSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The feedback of people on alerts, which is passed to the condition that raised the alert. The mark is part of the
 * alert's acknowledgement, so that it is stored and shown with the alert, and a second mark changes nothing.
 * Thread-safe.
 */
public final class FalsePositiveFeedback {
    static final String NOT_AN_ANOMALY = "not an anomaly";
    static final String AN_ANOMALY = "an anomaly after all";

    private final ProcessorEngine engine;
    /** Resolved alerts of earlier processes with feedback, so that it can be reversed. */
    private final Map<String, AlertRecord> earlier = new ConcurrentHashMap<>();

    FalsePositiveFeedback(ProcessorEngine engine) {
        this.engine = engine;
    }

    /** Returns whether an alert has feedback. */
    static boolean isGiven(Alert alert) {
        Acknowledgement last = alert.acknowledgement();
        return last != null
                && alert.kind() == AlertKind.RULE
                && (last.note().equals(NOT_AN_ANOMALY) || last.note().equals(AN_ANOMALY));
    }

    /** Marks an alert as a false positive, or clears the mark; returns whether that changed anything. */
    public synchronized boolean mark(String alertId, boolean anomaly, Acknowledgement from) {
        if (engine.isOwnThread()) {
            throw new IllegalStateException(
                    "feedback on an alert given from within the loop; give it from another thread");
        }
        AlertRecord listed = engine.parts.alerts.find(alertId);
        AlertRecord entry = listed == null ? earlier.get(alertId) : listed;
        if (entry == null || entry.atLastStep().kind() != AlertKind.RULE || isMarked(entry) != anomaly) {
            return false;
        }
        boolean[] taken = new boolean[1];
        engine.betweenPasses(() -> taken[0] = apply(entry.atLastStep(), anomaly));
        if (taken[0]) {
            engine.parts.acknowledge(
                    entry, new Acknowledgement(from.who(), anomaly ? AN_ANOMALY : NOT_AN_ANOMALY, from.at()));
        }
        return taken[0];
    }

    private static boolean isMarked(AlertRecord entry) {
        List<AlertActivity> log = entry.activities();
        for (int i = log.size() - 1; i >= 0; i--) {
            String note = log.get(i).note();
            if (note.equals(NOT_AN_ANOMALY) || note.equals(AN_ANOMALY)) {
                return note.equals(NOT_AN_ANOMALY);
            }
        }
        return isMark(entry.acknowledgement);
    }

    /** Whether an acknowledgement is the mark of a false positive. */
    static boolean isMark(@Nullable Acknowledgement given) {
        return given != null && given.note().equals(NOT_AN_ANOMALY);
    }

    /**
     * Applies the feedback on an alert of an earlier process, if it is not in the restored state. For the loop.
     */
    void restore(Alert alert) {
        if (alert.state() == AlertState.RESOLVED) {
            earlier.put(alert.id(), AlertRecord.restored(alert, 0));
        }
        SeriesState series = series(alert);
        Acknowledgement said = alert.acknowledgement();
        if (series != null && said != null) {
            boolean wrong = said.note().equals(NOT_AN_ANOMALY);
            if (series.marked().contains(alert.id()) != wrong) {
                apply(alert, !wrong);
            }
        }
    }

    private boolean apply(Alert alert, boolean anomaly) {
        SeriesState series = series(alert);
        ActiveRule rule = engine.parts.rules.entry(alert.ruleId());
        int kind = series == null || rule == null ? -1 : series.plan.indexOf(rule.rank);
        if (series == null || rule == null || kind < 0 || series.plan.kinds[kind].isSwitchedOff()) {
            return false;
        }
        EvaluationPlan.Kind conditions = series.plan.kinds[kind];
        int index = conditions.indexOf(rule);
        boolean changed = index >= 0
                && conditions.learning != null
                && learn(
                        conditions.learning,
                        series,
                        conditions.at,
                        index,
                        alert.evidence().figure(),
                        anomaly);
        if (changed) {
            series.marked(alert.id(), !anomaly);
        }
        return changed;
    }

    private static boolean learn(
            Learning learning, SeriesState series, int at, int rule, String figure, boolean anomaly) {
        return anomaly
                ? learning.clearFalsePositive(series, at, rule, figure)
                : learning.markFalsePositive(series, at, rule, figure);
    }

    private @Nullable SeriesState series(Alert alert) {
        TypeIndex root = engine.parts.registry.types().get(alert.type());
        ActiveRule rule = engine.parts.rules.entry(alert.ruleId());
        TypeIndex index = root == null || rule == null ? root : root.find(rule);
        SeriesKey key = new SeriesKey(alert.source(), LabelSet.of(alert.seriesLabels()));
        return index == null ? null : index.series.get(key);
    }
}
