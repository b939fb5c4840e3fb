// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.Silence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The registry of present and future silences, bounded in number. Thread-safe. */
public final class SilenceRegistry {
    private static final int MAX_SILENCES = 1_000;

    private final Supplier<Instant> clock;
    private volatile List<Silence> silences = List.of();

    public SilenceRegistry(Supplier<Instant> clock) {
        this.clock = clock;
    }

    /** Throws if a silence with this id would exceed the limit. */
    public void checkRoom(String id) {
        if (current().stream().filter(other -> !other.id().equals(id)).count() >= MAX_SILENCES) {
            throw new IllegalStateException("too many silences: at most " + MAX_SILENCES + "; end one first");
        }
    }

    /** Adds a silence, or replaces the one with its id. The caller has checked that there is room. */
    public synchronized void add(Silence silence) {
        List<Silence> kept = current();
        kept.removeIf(other -> other.id().equals(silence.id()));
        kept.add(silence);
        silences = List.copyOf(kept);
    }

    public synchronized boolean remove(String id) {
        List<Silence> kept = current();
        boolean found = kept.removeIf(silence -> silence.id().equals(id));
        silences = List.copyOf(kept);
        return found;
    }

    /** Returns the silences that have not ended. */
    public List<Silence> list() {
        return List.copyOf(current());
    }

    /** Returns the time of the processor's clock. */
    public Instant now() {
        return clock.get();
    }

    public boolean cover(Alert alert) {
        return !silences.isEmpty() && cover(alert, now());
    }

    public boolean cover(Alert alert, Instant at) {
        return silences.stream().anyMatch(silence -> silence.covers(alert, at));
    }

    /** The silence that covers an alert now; null if none does. */
    public @Nullable Silence covering(Alert alert) {
        List<Silence> all = silences;
        if (all.isEmpty()) {
            return null;
        }
        Instant at = now();
        return all.stream()
                .filter(silence -> silence.covers(alert, at))
                .findFirst()
                .orElse(null);
    }

    /** Returns the silences at a time. */
    public View at(Instant at) {
        List<Silence> all = silences;
        Instant from = Instant.MIN;
        Instant until = Instant.MAX;
        for (Silence silence : all) {
            for (Instant limit : List.of(silence.startsAt(), silence.endsAt())) {
                if (limit.isAfter(at)) {
                    until = limit.isBefore(until) ? limit : until;
                } else {
                    from = limit.isAfter(from) ? limit : from;
                }
            }
        }
        return new View(all, from, until);
    }

    /** Returns false if an alert is certainly covered at a time as it is in a view. */
    public boolean mayCoverOtherThan(@Nullable View view, Instant at) {
        return view == null || view.all != silences || at.isBefore(view.from) || !at.isBefore(view.until);
    }

    /** A snapshot of the silences, and the time span in which none of them begins or ends. */
    public record View(List<Silence> all, Instant from, Instant until) {}

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
