// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;

/**
 * Tells of each step in an alert's life: first the store; once it has answered, the subscribers and the actions. Steps
 * of one alert are told in order.
 */
final class AlertDelivery {
    private final StoreLane store;
    private final ActionLanes actions;
    private final AlertListener listener;
    private final Silences silences;
    private final Logger log;

    AlertDelivery(StoreLane store, ActionLanes actions, AlertListener listener, Silences silences, Logger log) {
        this.store = store;
        this.actions = actions;
        this.listener = listener;
        this.silences = silences;
        this.log = log;
    }

    /** Called by the loop, and by whoever acknowledges: the lock keeps an older state from following a newer one. */
    void step(AlertEntry entry, Step step, List<String> actionNames) {
        synchronized (entry) {
            Alert alert = entry.now(silences);
            if (log.isDebugEnabled()) {
                log.debug("alert {} {}: {}", alert.id(), word(step, alert), alert.description());
            }
            if (step == Step.PENDING) {
                // it is told to nobody until it fires, and saved with its series
                return;
            }
            if (step == Step.REPEATED) {
                tell(entry, alert, step, actionNames);
            } else {
                store.take(entry, alert, told -> tell(entry, told, step, actionNames));
            }
        }
    }

    /** A pending alert ended without having fired. */
    void forgotten(AlertEntry entry) {
        log.debug(
                "alert {} no longer pending: {}", entry.id(), entry.atLastStep().description());
    }

    /** A silence ended while an alert that it held back still fires. */
    void unsilenced(AlertEntry entry, List<String> actionNames) {
        if (!isSilenced(entry)) {
            tell(entry, entry.now(silences), Step.REPEATED, actionNames);
        }
    }

    Instant now() {
        return silences.now();
    }

    boolean isSilenced(AlertEntry entry) {
        return silences.cover(entry.atLastStep());
    }

    private void tell(AlertEntry entry, Alert alert, Step step, List<String> actionNames) {
        if (alert.state() == AlertState.PENDING) {
            return;
        }
        listener.alert(alert);
        if (actionNames.isEmpty()) {
            return;
        }
        if (alert.silenced() || (step == Step.RESOLVED && entry.heldBack && !entry.acted)) {
            entry.heldBack = true;
            return;
        }
        entry.heldBack = false;
        entry.acted = true;
        for (String action : actionNames) {
            actions.call(action, alert, entry);
        }
    }

    private static String word(Step step, Alert alert) {
        return switch (step) {
            case PENDING -> "pending";
            case FIRED -> "fired";
            case REPEATED -> "repeats";
            case UPDATED -> alert.stale() ? "stale" : "updated";
            case RESOLVED -> "resolved (" + alert.endReason() + ")";
        };
    }
}
