// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertHistory;
import io.arxsvgx.telemetry.alert.AlertQuery;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.AlertStep;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.text.ForeignText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The history of a processor whose store cannot be queried: the alerts and patterns that are listed. Thread-safe. */
public final class ListedAlertHistory implements AlertHistory {
    private final AlertRegistry alerts;
    private final IntFunction<List<FailurePattern>> patterns;

    public ListedAlertHistory(AlertRegistry alerts, IntFunction<List<FailurePattern>> patterns) {
        this.alerts = alerts;
        this.patterns = patterns;
    }

    @Override
    public List<Alert> find(AlertQuery query) {
        return query.select(alerts.newest(Integer.MAX_VALUE));
    }

    @Override
    public Optional<Alert> alert(String alertId) {
        return Optional.ofNullable(alerts.listed(alertId));
    }

    /** Returns the steps that are known from the alert itself: when it fired, and when it was resolved. */
    @Override
    public List<AlertStep> steps(String alertId) {
        List<AlertStep> steps = new ArrayList<>();
        Alert alert = alerts.listed(alertId);
        if (alert != null && alert.firedAt() != null) {
            steps.add(new AlertStep(alert.firedAt(), AlertState.FIRING, alert.description()));
        }
        if (alert != null && alert.endsAt() != null) {
            steps.add(new AlertStep(alert.endsAt(), AlertState.RESOLVED, alert.description()));
        }
        return steps;
    }

    @Override
    public List<FailurePattern> patterns(@Nullable String before, int limit) {
        if (before == null) {
            return patterns.apply(limit);
        }
        List<FailurePattern> all = patterns.apply(Integer.MAX_VALUE);
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).patternId().equals(before)) {
                return all.subList(Math.max(0, i - Math.max(0, limit)), i);
            }
        }
        throw new IllegalArgumentException("before: no pattern " + ForeignText.quote(before));
    }

    /** Returns none, since a listed alert is marked in the processor itself. */
    @Override
    public List<Alert> withFeedback() {
        return List.of();
    }
}
