// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.Outbox;
import io.arxsvgx.telemetry.internal.concurrent.ProcessorThread;
import io.arxsvgx.telemetry.notification.NotifierContext;
import java.util.List;
import java.util.Optional;

/** What an engine offers its notifier. Thread-safe. */
final class EngineNotifierContext implements NotifierContext {
    private final EngineSettings settings;
    private final EngineComponents parts;

    EngineNotifierContext(EngineSettings settings, EngineComponents parts) {
        this.settings = settings;
        this.parts = parts;
    }

    @Override
    public long nanoTime() {
        return settings.clock().getAsLong();
    }

    @Override
    public long epochNanos() {
        return settings.wall().getAsLong();
    }

    @Override
    public boolean isCallerDriven() {
        return !settings.ownThread();
    }

    @Override
    public Optional<Outbox> outbox() {
        return settings.store().outbox();
    }

    @Override
    public List<Alert> firing() {
        return parts.alerts.firing();
    }

    @Override
    public Optional<Alert> alert(String alertId) {
        return Optional.ofNullable(parts.alerts.listed(alertId));
    }

    @Override
    public boolean isSilenced(Alert alert) {
        return parts.silences.cover(alert);
    }

    @Override
    public Thread newThread(String name, Runnable work) {
        return new ProcessorThread(settings.owner(), name, work);
    }
}
