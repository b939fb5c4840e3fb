// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import io.arxsvgx.telemetry.alert.AlertStoreException;
import io.arxsvgx.telemetry.alert.Outbox;
import io.arxsvgx.telemetry.alert.OutboxEntry;
import java.util.Collection;
import java.util.List;

/** An outbox that survives the engine, and can be away or end the process in the middle of a write. */
final class StoredDocuments implements Outbox {
    private final EngineWorld world;

    StoredDocuments(EngineWorld world) {
        this.world = world;
    }

    /** The end of the process in the middle of a call. */
    static final class ProcessDeath extends Error {
        private static final long serialVersionUID = 1;
    }

    @Override
    public List<OutboxEntry> entries() {
        check();
        return world.stored.entrySet().stream()
                .map(one -> new OutboxEntry(one.getKey(), one.getValue()))
                .toList();
    }

    @Override
    public void write(Collection<OutboxEntry> changed, Collection<String> removed) {
        check();
        boolean isLast = world.writesUntilCrash > 0 && --world.writesUntilCrash == 0;
        if (isLast && changed.size() % 2 == 0) {
            throw new ProcessDeath();
        }
        changed.forEach(one -> world.stored.put(one.key(), one.document()));
        removed.forEach(world.stored::remove);
        if (isLast) {
            throw new ProcessDeath();
        }
    }

    @Override
    public long generation() {
        return 0;
    }

    private void check() {
        if (world.isStoreAway) {
            throw new AlertStoreException("away", null);
        }
    }
}
