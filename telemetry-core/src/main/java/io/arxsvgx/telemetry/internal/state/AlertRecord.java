// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import io.arxsvgx.telemetry.alert.Acknowledgement;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertActivity;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Silence;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The mutable record of one alert. The loop replaces {@link #alert} at each step and counts occurrences; the store
 * writer, an executor or a thread that acknowledges writes the rest; any thread may read.
 */
public final class AlertRecord {
    private static final VarHandle OCCURRENCES;

    static {
        try {
            OCCURRENCES = MethodHandles.lookup().findVarHandle(AlertRecord.class, "occurrences", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    public final AtomicLong missedActions = new AtomicLong();
    public volatile @Nullable Acknowledgement acknowledgement;
    /** What people and silences did to it, oldest first; replaced under the lock of this record. */
    private volatile List<AlertActivity> activities = List.of();

    public volatile boolean durable = true;
    /* The fields that the store writer guards. */
    /** Whether the store has recorded the alert, though possibly not its last step. */
    public boolean stored;
    /** The number of its steps that wait to be delivered. */
    public int undelivered;
    /**
     * The actions that were called while it fired, which are called when it resolves too. Written by the loop, before the
     * calls.
     */
    private volatile Set<String> notified = Set.of();
    /** The number of the newest step that was notified, or was suppressed by a silence. Confined to the loop. */
    private long steps;
    /**
     * Whether a silence has suppressed calls that are due if it still fires when the silence ends. Confined to the
     * loop.
     */
    public boolean heldBack;
    /** The position in the order of firing; 0 until it fires. */
    public long sequence;

    private volatile Alert alert;
    /** Written by the loop. A field, not a counter object, so that a breach touches one cache line less. */
    private long occurrences;

    public AlertRecord(Alert alert) {
        this.alert = alert;
        occurrences = alert.occurrences();
    }

    /** Returns the record of an alert of an earlier process, with the occurrences since it was last written. */
    public static AlertRecord restored(Alert alert, long counted) {
        AlertRecord entry = new AlertRecord(alert);
        entry.occurrences = Math.max(entry.occurrences, counted);
        entry.stored = true;
        entry.acknowledgement = alert.acknowledgement();
        entry.activities = alert.activities();
        return entry;
    }

    /** Sets the acknowledgement, and logs it. */
    public synchronized void acknowledge(Acknowledgement given) {
        log(new AlertActivity(AlertActivity.Kind.ACKNOWLEDGED, given.who(), given.note(), given.at()));
        acknowledgement = given;
    }

    /** Ends the acknowledgement, if there is one, and logs it. */
    public synchronized boolean unacknowledge(String who, String note, Instant at) {
        if (acknowledgement == null) {
            return false;
        }
        log(new AlertActivity(AlertActivity.Kind.UNACKNOWLEDGED, who, note, at));
        acknowledgement = null;
        return true;
    }

    /** Logs that a silence begins or no longer covers it; returns whether that is new. */
    public synchronized boolean silencedBy(@Nullable Silence silence, Instant at) {
        if (isLoggedAsSilenced() == (silence != null)) {
            return false;
        }
        log(
                silence == null
                        ? new AlertActivity(AlertActivity.Kind.UNSILENCED, "", "", at)
                        : new AlertActivity(AlertActivity.Kind.SILENCED, silence.who(), silence.note(), at));
        return true;
    }

    private boolean isLoggedAsSilenced() {
        List<AlertActivity> log = activities;
        for (int i = log.size() - 1; i >= 0; i--) {
            AlertActivity.Kind kind = log.get(i).kind();
            if (kind == AlertActivity.Kind.SILENCED || kind == AlertActivity.Kind.UNSILENCED) {
                return kind == AlertActivity.Kind.SILENCED;
            }
        }
        return false;
    }

    private void log(AlertActivity entry) {
        List<AlertActivity> log = new ArrayList<>(activities);
        log.add(entry);
        activities = List.copyOf(log.subList(Math.max(0, log.size() - AlertActivity.MAX_ENTRIES), log.size()));
    }

    /** What people and silences did to it, oldest first. */
    public List<AlertActivity> activities() {
        return activities;
    }

    /** Returns the actions that were called while it fired. */
    public Set<String> notified() {
        return notified;
    }

    /** Adds actions that are called while it fires. */
    public void notified(Collection<String> actions) {
        if (!notified.containsAll(actions)) {
            Set<String> all = new LinkedHashSet<>(notified);
            all.addAll(actions);
            notified = Collections.unmodifiableSet(all);
        }
    }

    /** Counts a notified step and returns its number: from 1, unless the alert is of an earlier process. */
    public long nextStep() {
        return ++steps;
    }

    /** Sets the number that the next steps follow. */
    public void numberStepsAfter(long number) {
        steps = number;
    }

    /** Counts a breach. */
    public void breached() {
        OCCURRENCES.setRelease(this, occurrences + 1);
    }

    public long occurrences() {
        return (long) OCCURRENCES.getAcquire(this);
    }

    public String id() {
        return alert.id();
    }

    public AlertState state() {
        return alert.state();
    }

    /** Returns the alert at its last step. */
    public Alert atLastStep() {
        return alert;
    }

    /** Sets the alert at its last step, with the occurrences counted so far. */
    public void step(Alert.Builder next) {
        alert = next.occurrences(occurrences()).build();
    }

    /** Returns the present state of the alert. */
    public Alert now(SilenceRegistry silences) {
        Alert last = alert;
        boolean silenced = last.endsAt() == null ? silences.cover(last) : last.silenced();
        long breaches = occurrences();
        long missed = missedActions.get();
        if (breaches == last.occurrences()
                && missed == last.missedActions()
                && silenced == last.silenced()
                && durable == last.durable()
                && Objects.equals(acknowledgement, last.acknowledgement())
                && activities.equals(last.activities())) {
            return last;
        }
        return last.toBuilder()
                .occurrences(breaches)
                .missedActions(missed)
                .silenced(silenced)
                .durable(durable)
                .acknowledgement(acknowledgement)
                .activities(activities)
                .build();
    }
}
