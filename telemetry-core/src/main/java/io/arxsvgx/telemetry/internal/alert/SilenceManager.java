// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.alert.AlertStoreException;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.internal.concurrent.DistinctErrorLog;
import io.arxsvgx.telemetry.internal.state.SilenceRegistry;
import io.arxsvgx.telemetry.text.ForeignText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;

/**
 * The manager of silences, which changes them in the store first and then in the registry, so that a silence in force
 * survives the process, and restores those of an earlier process. Thread-safe.
 */
public final class SilenceManager {
    private static final int MAX_YEARS = 10;

    private final AlertStore store;
    private final SilenceRegistry registry;
    private final DistinctErrorLog faults;
    private final Logger log;
    /** The ids that were set or ended before the store was read, whose entries in the store are outdated. */
    private final Set<String> changed = new HashSet<>();

    private volatile boolean restored;

    public SilenceManager(AlertStore store, SilenceRegistry registry, DistinctErrorLog faults, Logger log) {
        this.store = store;
        this.registry = registry;
        this.faults = faults;
        this.log = log;
    }

    /** Saves a silence and activates it. */
    public synchronized void add(Silence silence) {
        registry.checkRoom(silence.id());
        try {
            store.saveSilence(silence);
        } catch (RuntimeException e) {
            throw unavailable("silence", silence.id(), "saved", e);
        }
        noteChange(silence.id());
        registry.add(silence);
    }

    /** Ends a silence; returns false if there is none of that id. */
    public synchronized boolean remove(String id) {
        boolean wasStored;
        try {
            wasStored = store.removeSilence(id);
        } catch (RuntimeException e) {
            throw unavailable("silence", id, "removed", e);
        }
        noteChange(id);
        return registry.remove(id) || (wasStored && !restored);
    }

    private void noteChange(String id) {
        if (!restored) {
            changed.add(id);
        }
    }

    static AlertStoreException unavailable(String what, String id, String done, RuntimeException e) {
        return e instanceof AlertStoreException known
                ? known
                : new AlertStoreException(
                        what + " " + ForeignText.quote(id) + " not " + done + ": " + DistinctErrorLog.line(e), e);
    }

    /** Restores the silences of the store, once; a failure is logged, and a later call tries again. */
    public void restore() {
        if (!restored) {
            restoreNow();
        }
    }

    private synchronized void restoreNow() {
        if (restored) {
            return;
        }
        try {
            Instant now = registry.now();
            for (Silence silence : store.silences()) {
                if (silence.endsAt().isAfter(now) && !changed.contains(silence.id())) {
                    registry.add(bounded(silence, now));
                }
            }
            restored = true;
            changed.clear();
        } catch (Throwable fault) {
            DistinctErrorLog.rethrowFatal(fault);
            faults.log(
                    "cannot restore the silences of earlier processes; retried when the alert store is available again",
                    fault);
        }
    }

    /** Limits the end of a silence, since earlier releases accepted one further ahead. */
    private Silence bounded(Silence silence, Instant now) {
        Instant latest = now.atOffset(ZoneOffset.UTC).plusYears(MAX_YEARS).toInstant();
        if (!silence.endsAt().isAfter(latest)) {
            return silence;
        }
        log.warn(
                "silence {}: end {} is more than ten years ahead; limited to {}",
                ForeignText.escape(silence.id()),
                silence.endsAt(),
                latest);
        Instant starts = silence.startsAt().isBefore(latest) ? silence.startsAt() : now;
        return new Silence(silence.id(), silence.matchers(), starts, latest, silence.who(), silence.note());
    }
}
