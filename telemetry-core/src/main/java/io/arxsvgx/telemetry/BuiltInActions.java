// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import static io.arxsvgx.telemetry.text.ForeignText.escape;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.InspectionTrigger;
import io.arxsvgx.telemetry.alert.NotificationSender;
import io.arxsvgx.telemetry.internal.alert.ActionDispatcher;
import io.arxsvgx.telemetry.rule.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The built-in actions, which every processor registers. */
final class BuiltInActions {
    private final Logger log;
    private final boolean hasNotifier;
    private final List<NotificationSender> senders;
    private final List<InspectionTrigger> inspections;
    private final AtomicBoolean toldNoSender = new AtomicBoolean();
    private final AtomicBoolean toldNoInspection = new AtomicBoolean();

    BuiltInActions(
            Logger log, boolean hasNotifier, List<NotificationSender> senders, List<InspectionTrigger> inspections) {
        this.log = log;
        this.hasNotifier = hasNotifier;
        this.senders = List.copyOf(senders);
        this.inspections = List.copyOf(inspections);
    }

    void register(ActionDispatcher actions, Runnable updateDashboard) {
        actions.register("log_alert", this::logAlert);
        actions.register("send_notification", this::send, callTimeout(actions.timeout()), this::problem);
        actions.register("trigger_inspection", this::inspect);
        actions.register("update_dashboard", alert -> updateDashboard.run());
        if (senders.isEmpty() && hasNotifier) {
            actions.withoutCalls("send_notification");
        } else if (senders.isEmpty()) {
            actions.withoutEffect("send_notification", "no notification sender is configured");
        }
        if (inspections.isEmpty()) {
            actions.withoutEffect("trigger_inspection", "no inspection trigger is configured");
        }
    }

    private void logAlert(Alert alert) {
        String description = escape(alert.description());
        if (alert.state() == AlertState.RESOLVED) {
            log.info("alert resolved: {} [{}]: {}", description, alert.id(), escape(String.valueOf(alert.endReason())));
        } else if (alert.severity() == Severity.INFO) {
            log.info("alert firing: {} [{}]", description, alert.id());
        } else {
            log.warn("alert firing: {} [{}, {}]", description, alert.severity().label(), alert.id());
        }
    }

    /** The senders are called one after the other. */
    private Duration callTimeout(Duration actionTimeout) {
        Duration sum = Duration.ZERO;
        for (NotificationSender sender : senders) {
            Duration own = sender.callTimeout();
            sum = own == null ? sum : sum.plus(own);
        }
        return sum.plus(actionTimeout);
    }

    private @Nullable String problem() {
        String problems = senders.stream()
                .map(NotificationSender::problem)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("; "));
        return problems.isEmpty() ? null : problems;
    }

    private void send(Alert alert, long step) throws Exception {
        if (senders.isEmpty() && toldNoSender.compareAndSet(false, true)) {
            log.warn("action send_notification: no NotificationSender found; "
                    + "pass one to the processor's builder or provide one as a service");
        }
        Exception failure = null;
        for (NotificationSender sender : senders) {
            try {
                sender.send(alert, step);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                // one that fails keeps no other from being called
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void inspect(Alert alert) throws Exception {
        if (inspections.isEmpty() && toldNoInspection.compareAndSet(false, true)) {
            log.warn("action trigger_inspection: no InspectionTrigger found; "
                    + "pass one to the processor's builder or provide one as a service");
        }
        if (alert.state() == AlertState.FIRING) {
            for (InspectionTrigger inspection : inspections) {
                inspection.inspect(alert);
            }
        }
    }
}
