// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import io.arxsvgx.telemetry.alert.Acknowledgement;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertKind;
import org.jspecify.annotations.Nullable;

/**
 * Brings what people say of an alert to the condition that raised it. That an alert has been marked stands in its
 * acknowledgement, so that it is stored with the alert, is seen wherever the alert is, and a second mark changes nothing.
 * Thread-safe.
 */
public final class Feedback {
    static final String NOT_AN_ANOMALY = "not an anomaly";
    static final String AN_ANOMALY = "an anomaly after all";

    private final Engine engine;

    Feedback(Engine engine) {
        this.engine = engine;
    }

    /** Marks an alert as not an anomaly, or takes the mark back; answers whether that changed anything. */
    public synchronized boolean mark(String alertId, boolean anomaly, Acknowledgement from) {
        if (engine.isOwnThread()) {
            throw new IllegalStateException("feedback waits for the loop; give it from another thread");
        }
        AlertEntry entry = engine.parts.alerts.find(alertId);
        if (entry == null || entry.atLastStep().kind() != AlertKind.RULE || isMarked(entry) != anomaly) {
            return false;
        }
        boolean[] taken = new boolean[1];
        engine.betweenTurns(() -> taken[0] = tell(entry.atLastStep(), anomaly));
        if (taken[0]) {
            engine.parts.acknowledge(
                    alertId, new Acknowledgement(from.who(), anomaly ? AN_ANOMALY : NOT_AN_ANOMALY, from.at()));
        }
        return taken[0];
    }

    private static boolean isMarked(AlertEntry entry) {
        Acknowledgement last = entry.acknowledgement;
        return last != null && last.note().equals(NOT_AN_ANOMALY);
    }

    private boolean tell(Alert alert, boolean anomaly) {
        SeriesState series = series(alert);
        RuleEntry rule = engine.parts.rules.entry(alert.ruleId());
        int kind = series == null || rule == null ? -1 : series.plan.indexOf(rule.rank);
        if (series == null || rule == null || kind < 0 || series.plan.kinds[kind].isSwitchedOff()) {
            return false;
        }
        Plan.Kind conditions = series.plan.kinds[kind];
        int index = conditions.indexOf(rule);
        return index >= 0
                && conditions.evaluator.feedback(
                        series, conditions.at, index, alert.evidence().figure(), anomaly);
    }

    private @Nullable SeriesState series(Alert alert) {
        TypeIndex index = engine.parts.registry.types().get(alert.type());
        return index == null ? null : index.series.get(alert.source());
    }
}
