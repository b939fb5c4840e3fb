// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import io.arxsvgx.telemetry.alert.Outbox;
import io.arxsvgx.telemetry.alert.OutboxEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The changes of the engine's documents that are not in the outbox yet: of each document only the newest. A document is
 * written when the batch is taken. Guarded by the engine, except {@link #write}.
 */
final class Journal {
    private final @Nullable Outbox outbox;
    /** The writers of changed documents by key; null to remove. */
    private Map<String, @Nullable Supplier<String>> changes = new LinkedHashMap<>();

    private long generation;

    Journal(@Nullable Outbox outbox) {
        this.outbox = outbox;
    }

    /** Changes to write in one transaction, and what they were made of. */
    record Batch(List<OutboxEntry> changed, List<String> removed, Map<String, @Nullable Supplier<String>> changes) {
        boolean isEmpty() {
            return changes.isEmpty();
        }
    }

    boolean isDurable() {
        return outbox != null;
    }

    void put(String key, Supplier<String> document) {
        if (outbox != null) {
            changes.put(key, document);
        }
    }

    void remove(String key) {
        if (outbox != null) {
            changes.put(key, null);
        }
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Takes all changes. */
    Batch take() {
        Map<String, @Nullable Supplier<String>> taken = changes;
        changes = new LinkedHashMap<>();
        List<OutboxEntry> changed = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        taken.forEach((key, document) -> {
            if (document == null) {
                removed.add(key);
            } else {
                changed.add(new OutboxEntry(key, document.get()));
            }
        });
        return new Batch(changed, removed, taken);
    }

    /** Puts changes back that could not be written; newer ones of the same document stay. */
    void putBack(Batch batch) {
        Map<String, @Nullable Supplier<String>> all = new LinkedHashMap<>(batch.changes);
        all.putAll(changes);
        changes = all;
    }

    /** Returns all documents. Throws if the store is unavailable. */
    List<OutboxEntry> read() {
        if (outbox == null) {
            return List.of();
        }
        generation = outbox.generation();
        return outbox.entries();
    }

    /** Writes a batch. Throws if the store is unavailable. */
    void write(Batch batch) {
        if (outbox != null && !batch.isEmpty()) {
            outbox.write(batch.changed, batch.removed);
        }
    }

    /** Returns whether the store has lost documents since this was last asked. */
    boolean hasLostDocuments() {
        if (outbox == null) {
            return false;
        }
        long now = outbox.generation();
        boolean isLost = now != generation;
        generation = now;
        return isLost;
    }
}
