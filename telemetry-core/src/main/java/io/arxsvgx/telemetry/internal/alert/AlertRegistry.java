// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.internal.concurrent.SingleWriterCounter;
import io.arxsvgx.telemetry.internal.state.AlertRecord;
import io.arxsvgx.telemetry.internal.state.SilenceRegistry;
import io.arxsvgx.telemetry.rule.Severity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The listed alerts: all firing ones and the newest resolved ones, in the order of firing. Written by the loop alone;
 * any thread may read.
 */
public final class AlertRegistry {
    private final int mostResolved;
    private final SilenceRegistry silences;
    private final ConcurrentSkipListMap<Long, AlertRecord> fired = new ConcurrentSkipListMap<>();
    private final Map<String, AlertRecord> byId = new ConcurrentHashMap<>();
    private final ArrayDeque<AlertRecord> resolvedOrder = new ArrayDeque<>();
    private final Map<Severity, SingleWriterCounter> active = new EnumMap<>(Severity.class);
    private final SingleWriterCounter firedCount = new SingleWriterCounter();
    private final SingleWriterCounter resolvedCount = new SingleWriterCounter();
    private final SingleWriterCounter pendingCount = new SingleWriterCounter();

    public AlertRegistry(int mostResolved, SilenceRegistry silences) {
        this.mostResolved = mostResolved;
        this.silences = silences;
        for (Severity severity : Severity.values()) {
            active.put(severity, new SingleWriterCounter());
        }
    }

    void pending(int change) {
        pendingCount.add(change);
    }

    public void fired(AlertRecord entry) {
        firedCount.add(1);
        entry.sequence = firedCount.get();
        active(entry).add(1);
        byId.put(entry.id(), entry);
        fired.put(entry.sequence, entry);
    }

    public void resolved(AlertRecord entry) {
        resolvedCount.add(1);
        active(entry).add(-1);
        resolvedOrder.add(entry);
        if (resolvedOrder.size() > mostResolved) {
            AlertRecord oldest = resolvedOrder.remove();
            fired.remove(oldest.sequence);
            byId.remove(oldest.id());
        }
    }

    /** Counts a change of a firing alert's severity. */
    void severityChanges(Severity from, Severity to) {
        count(from).add(-1);
        count(to).add(1);
    }

    private SingleWriterCounter active(AlertRecord entry) {
        return count(entry.atLastStep().severity());
    }

    private SingleWriterCounter count(Severity severity) {
        return requireNonNull(active.get(severity));
    }

    @Nullable
    public AlertRecord find(String id) {
        return byId.get(id);
    }

    /** Returns a listed alert, or null. */
    public @Nullable Alert listed(String id) {
        AlertRecord entry = byId.get(id);
        return entry == null ? null : entry.now(silences);
    }

    /** Returns the newest alerts, newest last. */
    public List<Alert> newest(int limit) {
        List<Alert> found = new ArrayList<>(Math.min(Math.max(limit, 0), 1_000));
        if (limit > 0) {
            for (AlertRecord entry : fired.descendingMap().values()) {
                found.add(entry.now(silences));
                if (found.size() == limit) {
                    break;
                }
            }
        }
        Collections.reverse(found);
        return found;
    }

    /** Returns the firing alerts, newest last. */
    public List<Alert> firing() {
        return fired.values().stream()
                .map(entry -> entry.now(silences))
                .filter(alert -> alert.state() == AlertState.FIRING)
                .toList();
    }

    /** Runs an action on the record of each firing alert, oldest first. */
    public void forEachFiring(Consumer<AlertRecord> action) {
        fired.values().stream()
                .filter(entry -> entry.state() == AlertState.FIRING)
                .forEach(action);
    }

    /** Calls an action with all listed alerts, oldest first. */
    void forEach(BiConsumer<AlertRecord, Alert> action) {
        fired.values().forEach(entry -> action.accept(entry, entry.now(silences)));
    }

    public long active(Severity severity) {
        return count(severity).get();
    }

    public long active() {
        return Math.max(0, firedCount.get() - resolvedCount.get());
    }

    public long pendingCount() {
        return pendingCount.get();
    }

    public long firedCount() {
        return firedCount.get();
    }

    public long resolvedCount() {
        return resolvedCount.get();
    }
}
