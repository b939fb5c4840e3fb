// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import io.arxsvgx.telemetry.pattern.FailurePattern;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where alerts are kept. Every step in an alert's life is handed in before an action or a subscriber hears of it, and
 * they are told once the store has answered. A store that fails, or does not answer within the action timeout, is
 * counted; the alerts it did not take go on with {@link Alert#durable()} false.
 *
 * <p>A thread of its own hands in the batches, one after the other and in order. Implementations may answer on any
 * thread.
 */
public interface AlertStore extends AutoCloseable {
    /**
     * Takes alerts as they are after a step: fired, updated, resolved, acknowledged; not while they are pending. A later
     * one with the same id replaces an earlier one.
     *
     * @param alerts the alerts, oldest step first
     * @return completes when all are committed; completes exceptionally when they are not
     */
    CompletionStage<Void> append(List<Alert> alerts);

    /**
     * Takes failure patterns as they are reported: new, changed, or over. A later one with the same id replaces an earlier
     * one. By default they are not kept.
     *
     * @param patterns the patterns, oldest report first
     * @return completes when all are committed; completes exceptionally when they are not
     */
    default CompletionStage<Void> appendPatterns(List<FailurePattern> patterns) {
        return CompletableFuture.completedFuture(null);
    }

    /** Releases what the store holds. Called by {@code close()} of the processor, after the last batch. */
    @Override
    default void close() {}

    /**
     * The default: the processor's own bounded lists are all the memory there is, and every batch is answered at once.
     *
     * @return a store that keeps nothing beyond the process; thread-safe
     */
    static AlertStore inMemory() {
        return InMemoryAlertStore.INSTANCE;
    }
}
