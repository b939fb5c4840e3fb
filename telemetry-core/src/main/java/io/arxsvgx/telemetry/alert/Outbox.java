// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import java.util.Collection;
import java.util.List;

/**
 * The durable documents of a notifier, by key: what is due, and what was sent. {@link AlertStore#append(List, List)} adds
 * documents in the transaction of the alerts that are due. Calls may wait for a disk. Thread-safe.
 */
public interface Outbox {
    /**
     * Returns all documents.
     *
     * @return in the order of their keys
     * @throws AlertStoreException if the store is unavailable
     */
    List<OutboxEntry> entries();

    /**
     * Changes documents in one transaction, which is on disk when this returns.
     *
     * @param changed the documents to add or replace
     * @param removed the keys of those to remove; an unknown one is ignored
     * @throws AlertStoreException if the store is unavailable; nothing is changed then
     */
    void write(Collection<OutboxEntry> changed, Collection<String> removed);

    /**
     * Returns a number that changes whenever the store has lost documents that it had committed.
     *
     * @return 0 for a store that never loses what it has committed
     */
    long generation();
}
