// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static java.util.Objects.requireNonNull;

/**
 * A document of a notifier in the outbox of an {@link AlertStore}. Immutable.
 *
 * @param key the key, unique in the outbox; 1 to 1,000 characters
 * @param document the document, in a form that only the notifier knows
 */
public record OutboxEntry(String key, String document) {
    /**
     * Checks that both are given.
     *
     * @param key as {@link #key()}
     * @param document as {@link #document()}
     */
    public OutboxEntry {
        requireNonNull(key, "key");
        requireNonNull(document, "document");
    }
}
