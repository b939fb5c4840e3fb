// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.internal.state.AlertRecord;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The state changes that are not in the store yet: the newest state of each alert whose last step is not committed, in
 * the order of arrival, and the failure patterns reported since. Open alerts, and alerts that are open in the store,
 * are kept without limit; of alerts that were resolved before the store had recorded them, and of patterns, the newest
 * {@link #MAX_RESOLVED} and {@link #MAX_PATTERNS}. Dropped ones are counted. Guarded by the writer.
 */
final class AlertStoreBacklog {
    static final int MAX_RESOLVED = 10_000;
    static final int MAX_PATTERNS = 10_000;

    private Map<String, PendingWrite> pending = new LinkedHashMap<>();
    /** Ids of resolved alerts that the store has never recorded. */
    private final Set<String> droppable = new LinkedHashSet<>();

    private final Set<FailurePattern> patterns = new LinkedHashSet<>();
    private long coalesced;
    private long lost;

    /** An alert whose newest state is not in the store. */
    static final class PendingWrite {
        final AlertRecord entry;
        Alert newest;
        /** Counts the states it has had here. */
        int version;
        /** The version that the present call to the store writes, or -1. */
        int inFlight = -1;
        /** The number of the newest step that is notified and whose documents are not in the outbox; 0 for none. */
        long notice;

        PendingWrite(AlertRecord entry, Alert newest) {
            this.entry = entry;
            this.newest = newest;
        }
    }

    /** A state of an alert on its way to the store. */
    record Write(PendingWrite pending, Alert alert, int version, long notice) {}

    /**
     * Adds a step, which replaces an earlier one of the same alert.
     *
     * @param notice the number of the step if it is notified, else 0
     */
    void add(AlertRecord entry, Alert alert, long notice) {
        PendingWrite known = pending.get(alert.id());
        if (known == null) {
            known = new PendingWrite(entry, alert);
            pending.put(alert.id(), known);
        } else {
            coalesced += known.version == known.inFlight ? 0 : 1;
            known.newest = alert;
            known.version++;
        }
        known.notice = Math.max(known.notice, notice);
        entry.durable = false;
        markDroppable(known);
        trim();
    }

    void add(FailurePattern pattern) {
        patterns.add(pattern);
        if (patterns.size() > MAX_PATTERNS) {
            patterns.remove(patterns.iterator().next());
            lost++;
        }
    }

    private void markDroppable(PendingWrite one) {
        if (one.newest.state() == AlertState.RESOLVED && !one.entry.stored) {
            droppable.add(one.newest.id());
        }
    }

    private void trim() {
        while (droppable.size() > MAX_RESOLVED) {
            String oldest = droppable.iterator().next();
            PendingWrite one = pending.get(oldest);
            if (one != null && one.entry.undelivered > 0) {
                return;
            }
            droppable.remove(oldest);
            pending.remove(oldest);
            lost++;
        }
    }

    /** Returns all alerts that wait to be written, oldest first. */
    List<Write> alerts() {
        List<Write> all = new ArrayList<>(pending.size());
        for (PendingWrite one : pending.values()) {
            one.inFlight = one.version;
            all.add(new Write(one, one.newest, one.version, one.notice));
        }
        return all;
    }

    List<FailurePattern> patterns() {
        return List.copyOf(patterns);
    }

    /** Marks alerts as durable that were committed and have not changed since. */
    void committed(List<Write> written) {
        for (Write one : written) {
            PendingWrite alert = one.pending;
            String id = one.alert.id();
            alert.entry.stored = true;
            droppable.remove(id);
            if (alert.notice == one.notice) {
                alert.notice = 0;
            }
            if (alert.version == one.version && pending.remove(id, alert)) {
                alert.entry.durable = true;
            }
        }
    }

    void committedPatterns(Collection<FailurePattern> written) {
        patterns.removeAll(written);
    }

    /** Resets the versions of a call that has ended. */
    void callEnded() {
        pending.values().forEach(one -> one.inFlight = -1);
    }

    /** Adds all listed alerts and patterns, oldest first, after the store has lost its data. */
    void addAll(AlertRegistry listed, IntFunction<List<FailurePattern>> known) {
        Map<String, PendingWrite> before = pending;
        pending = new LinkedHashMap<>();
        listed.forEach((entry, alert) -> {
            PendingWrite one = before.remove(alert.id());
            pending.put(alert.id(), one == null ? new PendingWrite(entry, alert) : one);
        });
        pending.putAll(before);
        pending.values().forEach(one -> {
            one.entry.stored = false;
            one.entry.durable = false;
            markDroppable(one);
        });
        trim();
        known.apply(MAX_PATTERNS).stream()
                .filter(pattern -> pattern.endsAt() == null)
                .forEach(this::add);
    }

    boolean isEmpty() {
        return pending.isEmpty() && patterns.isEmpty();
    }

    /** Returns the number of alerts and patterns that wait to be written. */
    int size() {
        return pending.size() + patterns.size();
    }

    long coalesced() {
        return coalesced;
    }

    /** Returns the number of alerts and patterns that will never be written. */
    long lost() {
        return lost;
    }
}
