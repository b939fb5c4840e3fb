// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.Silence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The silences in force or to come, bounded in number. Thread-safe. */
public final class Silences {
    private static final int MOST = 1_000;

    private final Supplier<Instant> clock;
    private volatile List<Silence> silences = List.of();

    public Silences(Supplier<Instant> clock) {
        this.clock = clock;
    }

    public synchronized void add(Silence silence) {
        String problem = Silence.endProblem(silence.endsAt(), now());
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        List<Silence> kept = current();
        kept.removeIf(other -> other.id().equals(silence.id()));
        if (kept.size() >= MOST) {
            throw new IllegalStateException("there are " + MOST + " silences already; end one first");
        }
        kept.add(silence);
        silences = List.copyOf(kept);
    }

    public synchronized boolean remove(String id) {
        List<Silence> kept = current();
        boolean found = kept.removeIf(silence -> silence.id().equals(id));
        silences = List.copyOf(kept);
        return found;
    }

    /** Those that have not ended. */
    public List<Silence> list() {
        return List.copyOf(current());
    }

    /** The processor's clock. */
    Instant now() {
        return clock.get();
    }

    boolean cover(Alert alert) {
        List<Silence> all = silences;
        if (all.isEmpty()) {
            return false;
        }
        Instant now = now();
        return all.stream().anyMatch(silence -> silence.covers(alert, now));
    }

    boolean isEmpty() {
        return silences.isEmpty();
    }

    private List<Silence> current() {
        Instant now = clock.get();
        List<Silence> current = new ArrayList<>(silences);
        current.removeIf(silence -> !now.isBefore(silence.endsAt()));
        return current;
    }
}
