// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertKind;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.internal.state.AlertRecord;
import io.arxsvgx.telemetry.internal.state.SilenceRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A dispatcher of each step of an alert: first to the store; after its answer, to the subscribers and the actions.
 * Steps of one alert are delivered in order.
 *
 * <p>The actions to call are determined when the step occurs. An alert that a silence covers calls none; if it still
 * fires when the silence ends, its actions are called then. Exactly the actions that were called while it fired are
 * called when it resolves, even during a silence.
 */
public final class AlertDispatcher {
    /** The action that notifies people. */
    public static final String NOTIFICATION = "send_notification";

    private final AlertStoreWriter store;
    private final ActionDispatcher actions;
    private final AlertListener listener;
    private final NotifierPort notifier;
    private final SilenceRegistry silences;
    private final Logger log;
    /** The firing alerts whose actions a silence has suppressed. Confined to the loop. */
    private final Set<AlertRecord> heldBack = new LinkedHashSet<>();

    private SilenceRegistry.@Nullable View checkedSilences;
    private SilenceRegistry.@Nullable View loggedSilences;

    public AlertDispatcher(
            AlertStoreWriter store,
            ActionDispatcher actions,
            AlertListener listener,
            NotifierPort notifier,
            SilenceRegistry silences,
            Logger log) {
        this.store = store;
        this.actions = actions;
        this.listener = listener;
        this.notifier = notifier;
        this.silences = silences;
        this.log = log;
    }

    /**
     * Delivers a step. Called by the loop, and with {@link AlertTransition#UPDATED} by a thread that acknowledges: the
     * lock prevents that an older state follows a newer one.
     *
     * @param ruleActions the present actions of the rule
     */
    public void step(AlertRecord entry, AlertTransition step, List<String> ruleActions) {
        synchronized (entry) {
            logSilence(entry, step);
            Alert alert = entry.now(silences);
            if (log.isDebugEnabled()) {
                log.debug("alert {} {}: {}", alert.id(), word(step, alert), alert.description());
            }
            if (alert.state() == AlertState.PENDING) {
                // nobody is notified until it fires, and it is saved with its series
                return;
            }
            long number = step == AlertTransition.UPDATED ? 0 : entry.nextStep();
            Collection<String> calls = actionsToCall(entry, alert, step, withNotification(alert, ruleActions));
            boolean isNotified = notifier.isPresent() && calls.contains(NOTIFICATION);
            store.enqueueWrite(
                    entry, alert, isNotified ? number : 0, committed -> deliver(entry, committed, number, calls));
        }
    }

    /** A notifier decides by its routes whether an alert of a pattern is notified, not by the actions. */
    public List<String> withNotification(Alert alert, List<String> ruleActions) {
        if (alert.kind() != AlertKind.PATTERN || !notifier.isPresent() || ruleActions.contains(NOTIFICATION)) {
            return ruleActions;
        }
        List<String> all = new ArrayList<>(ruleActions);
        all.add(NOTIFICATION);
        return all;
    }

    private boolean logSilence(AlertRecord entry, AlertTransition step) {
        Alert last = entry.atLastStep();
        boolean canChange = last.state() == AlertState.FIRING || step == AlertTransition.RESOLVED;
        return canChange && entry.silencedBy(silences.covering(last), now());
    }

    /** Whether silences began or ended since this was last asked, so that {@link #silenceChanged} has something to do. */
    public boolean haveSilencesChanged(Instant at) {
        if (!silences.mayCoverOtherThan(loggedSilences, at)) {
            return false;
        }
        loggedSilences = silences.at(at);
        return true;
    }

    /** Delivers a firing alert that a silence has begun or ceased to cover. */
    public void silenceChanged(AlertRecord entry) {
        synchronized (entry) {
            if (logSilence(entry, AlertTransition.UPDATED)) {
                step(entry, AlertTransition.UPDATED, List.of());
            }
        }
    }

    private Collection<String> actionsToCall(
            AlertRecord entry, Alert alert, AlertTransition step, List<String> ruleActions) {
        return switch (step) {
            case PENDING, UPDATED -> List.of();
            case FIRED, REPEATED, RAISED -> {
                if (alert.silenced()) {
                    holdBack(entry);
                    yield List.of();
                }
                release(entry);
                entry.notified(
                        ruleActions.stream().filter(actions::isRegistered).toList());
                yield ruleActions;
            }
            case RESOLVED -> {
                release(entry);
                yield entry.notified();
            }
        };
    }

    private void holdBack(AlertRecord entry) {
        entry.heldBack = true;
        heldBack.add(entry);
        checkedSilences = null;
    }

    private void release(AlertRecord entry) {
        entry.heldBack = false;
        heldBack.remove(entry);
    }

    private void deliver(AlertRecord entry, Alert alert, long step, Collection<String> calls) {
        listener.alert(alert);
        for (String action : calls) {
            if (notifier.isPresent() && action.equals(NOTIFICATION)) {
                notifier.accept(alert, step);
            }
            actions.call(action, alert, step, entry);
        }
        if (step == 0) {
            notifier.changed(alert);
        }
    }

    /** Adds a firing alert of an earlier process. */
    void restored(AlertRecord entry) {
        if (entry.heldBack) {
            holdBack(entry);
        }
    }

    /** Logs that a pending alert has ended without firing. */
    void forgotten(AlertRecord entry) {
        log.debug(
                "alert {} no longer pending: {}", entry.id(), entry.atLastStep().description());
    }

    /** Returns the firing alerts whose actions were suppressed, and that no silence covers at a time. */
    public List<AlertRecord> unsilenced(Instant at) {
        if (heldBack.isEmpty() || !silences.mayCoverOtherThan(checkedSilences, at)) {
            return List.of();
        }
        checkedSilences = silences.at(at);
        return heldBack.stream()
                .filter(entry -> !silences.cover(entry.atLastStep(), at) && !isSilenced(entry))
                .toList();
    }

    Instant now() {
        return silences.now();
    }

    public boolean isSilenced(AlertRecord entry) {
        return silences.cover(entry.atLastStep());
    }

    private static String word(AlertTransition step, Alert alert) {
        return switch (step) {
            case PENDING -> "pending";
            case FIRED -> "fired";
            case REPEATED -> "repeats";
            case RAISED -> "raised to " + alert.severity().label();
            case UPDATED -> alert.stale() ? "stale" : "updated";
            case RESOLVED -> "resolved (" + alert.endReason() + ")";
        };
    }
}
