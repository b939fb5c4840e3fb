// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.demo;

import io.arxsvgx.telemetry.TelemetrySubscriber;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertAction;
import io.arxsvgx.telemetry.alert.AlertState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A printer of alerts that prints each once when it fires and once when it is resolved, and counts them: as an action
 * for the rules that name it, as a subscriber for failure patterns too. Thread-safe.
 */
public final class AlertPrinter implements AlertAction, TelemetrySubscriber {
    private final DemoConsole console;
    private final DemoClock clock;
    private final Set<String> fired = new HashSet<>();
    private final Set<String> resolved = new HashSet<>();

    private AlertPrinter(DemoConsole console, DemoClock clock) {
        this.console = console;
        this.clock = clock;
    }

    /**
     * Creates a printer.
     *
     * @param console the console to print to
     * @param clock the clock of the demo, for the times of alerts
     * @return a new printer
     */
    public static AlertPrinter on(DemoConsole console, DemoClock clock) {
        return new AlertPrinter(console, clock);
    }

    @Override
    public synchronized void handle(Alert alert) {
        if (alert.state() != AlertState.PENDING && fired.add(alert.id())) {
            console.line(firedText(alert));
        }
        if (alert.state() == AlertState.RESOLVED && resolved.add(alert.id())) {
            console.line(resolvedText(alert));
        }
    }

    /**
     * Returns the number of alerts that it printed as fired.
     *
     * @return a count of distinct ids
     */
    public synchronized int fired() {
        return fired.size();
    }

    /**
     * Returns the number of alerts that it printed as resolved.
     *
     * @return a count of distinct ids, all of which fired before
     */
    public synchronized int resolved() {
        return resolved.size();
    }

    @Override
    public void onAlert(Alert alert) {
        handle(alert);
    }

    private String firedText(Alert alert) {
        String window = DemoFigures.newest(alert.evidence().values());
        return heading("FIRED", alert, alert.timestamp())
                + "\n             why: " + alert.evidence().text()
                + (window.isEmpty() ? "" : "\n             window: " + window);
    }

    private String resolvedText(Alert alert) {
        Instant end = alert.endsAt() == null ? alert.timestamp() : alert.endsAt();
        Duration duration = Duration.between(alert.timestamp(), end);
        return heading("RESOLVED", alert, end)
                + String.format(
                        Locale.ROOT,
                        "%n             after %.1f s, %s: %s",
                        duration.toMillis() / 1e3,
                        alert.occurrences() == 1 ? "1 occurrence" : alert.occurrences() + " occurrences",
                        alert.endReason());
    }

    private String heading(String what, Alert alert, Instant when) {
        return String.format(
                Locale.ROOT,
                "[%5.1f s] %-8s %s, %s, on %s (%s)",
                clock.until(when).toMillis() / 1e3,
                what,
                alert.severity().label(),
                alert.ruleName(),
                alert.type().isEmpty() ? alert.source() : alert.source() + "/" + alert.type(),
                alert.id());
    }
}
