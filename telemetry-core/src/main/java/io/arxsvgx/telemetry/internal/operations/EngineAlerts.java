// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.operations;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.alert.Acknowledgement;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertActivity;
import io.arxsvgx.telemetry.alert.AlertHistory;
import io.arxsvgx.telemetry.alert.StoreMetrics;
import io.arxsvgx.telemetry.internal.loop.EngineComponents;
import io.arxsvgx.telemetry.internal.loop.ProcessorEngine;
import io.arxsvgx.telemetry.internal.loop.RuleStatusReader;
import io.arxsvgx.telemetry.operations.AlertOperations;
import java.util.List;
import java.util.Optional;

/** The alerts of an engine. Thread-safe. */
public final class EngineAlerts implements AlertOperations {
    private final ProcessorEngine engine;
    private final EngineComponents parts;
    private final RuleStatusReader statuses;

    public EngineAlerts(ProcessorEngine engine, RuleStatusReader statuses) {
        this.engine = engine;
        this.parts = engine.parts();
        this.statuses = statuses;
    }

    @Override
    public List<Alert> newest(int limit) {
        return parts.alerts.newest(limit);
    }

    @Override
    public List<Alert> firing() {
        return parts.alerts.firing();
    }

    @Override
    public List<Alert> pending(int limit) {
        return statuses.pending(limit);
    }

    @Override
    public Optional<Alert> find(String alertId) {
        return Optional.ofNullable(parts.alerts.listed(requireNonNull(alertId, "alertId")));
    }

    @Override
    public AlertHistory history() {
        return parts.history;
    }

    @Override
    public Optional<StoreMetrics> storeMetrics() {
        return parts.store.metrics();
    }

    @Override
    public boolean acknowledge(String alertId, String who, String note) {
        return parts.acknowledge(requireNonNull(alertId, "alertId"), acknowledgement(who, note));
    }

    @Override
    public boolean unacknowledge(String alertId, String who) {
        Acknowledgement by = acknowledgement(who, "");
        return parts.unacknowledge(
                requireNonNull(alertId, "alertId"),
                new AlertActivity(AlertActivity.Kind.UNACKNOWLEDGED, by.who(), by.note(), by.at()));
    }

    @Override
    public boolean markFalsePositive(String alertId, String who) {
        return engine.feedback().mark(requireNonNull(alertId, "alertId"), false, acknowledgement(who, ""));
    }

    @Override
    public boolean clearFalsePositive(String alertId, String who) {
        return engine.feedback().mark(requireNonNull(alertId, "alertId"), true, acknowledgement(who, ""));
    }

    private Acknowledgement acknowledgement(String who, String note) {
        return new Acknowledgement(who, note, parts.silences.now());
    }
}
