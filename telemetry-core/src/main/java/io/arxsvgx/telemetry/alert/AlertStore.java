// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import io.arxsvgx.telemetry.pattern.FailurePattern;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where alerts are kept. Every step in an alert's life is handed in before an action or a subscriber hears of it, and
 * they are told once the store has answered. A store that fails, or does not answer within the action timeout, is
 * counted; the alerts it did not take go on with {@link Alert#durable()} false, and are appended again, as they are by
 * then, when the store works again: every open alert, every one that the store has as open, and of those that were
 * resolved before the store ever had them the newest 10,000. Until then the store is tried with the next step and once a
 * second.
 *
 * <p>A thread of its own hands in the batches, one after the other, alerts in the order in which they fired. Batches hold
 * up to 2,000 alerts. Implementations may answer on any thread. Implementations are thread-safe: silences,
 * acknowledgements and counts come from other threads.
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

    /**
     * Marks the patterns that last as ended: no detector of this process will report them again. Called when a processor
     * starts for the first time. By default nothing is kept, so there are none.
     *
     * @param at the end
     * @throws AlertStoreException if the store is unavailable
     */
    default void endPatterns(Instant at) {}

    /**
     * Saves a silence; one with the same id is replaced. Called by the thread that sets the silence, which waits: a silence is
     * in force once this has returned, and is committed by then. By default silences last as long as the process.
     *
     * @param silence the silence
     * @throws AlertStoreException if it cannot be committed; it is not set then
     */
    default void saveSilence(Silence silence) {}

    /**
     * Removes a silence. Called by the thread that ends the silence, which waits until this is committed.
     *
     * @param silenceId the silence's id
     * @return false if there is none of that id
     * @throws AlertStoreException if it cannot be committed; the silence stays in force then
     */
    default boolean removeSilence(String silenceId) {
        return false;
    }

    /**
     * Returns the silences that were saved. A processor reads them when it starts for the first time, and if that fails, when
     * the store works again.
     *
     * @return in the order in which they were set; those that have ended may be among them; none by default
     * @throws AlertStoreException if the store is unavailable
     */
    default List<Silence> silences() {
        return List.of();
    }

    /**
     * Acknowledges an alert that the processor no longer lists, such as a resolved one of an earlier process. An alert that
     * is listed is appended with its acknowledgement instead. An earlier acknowledgement stays in the activity log of the
     * alert.
     *
     * @param alertId the alert's id
     * @param acknowledgement who has seen it
     * @return false if there is no alert of that id, as by default
     * @throws AlertStoreException if it cannot be committed
     */
    default boolean acknowledge(String alertId, Acknowledgement acknowledgement) {
        return false;
    }

    /**
     * Removes the acknowledgement of an alert that the processor no longer lists, and adds an entry to its activity log.
     *
     * @param alertId the alert's id
     * @param by the entry: who removed it, and when
     * @return false if there is no acknowledged alert of that id, as by default
     * @throws AlertStoreException if it cannot be committed
     */
    default boolean unacknowledge(String alertId, AlertActivity by) {
        return false;
    }

    /**
     * Returns what the store has done since it was opened. Must not wait for a disk.
     *
     * @return the counts; empty by default
     */
    default Optional<StoreMetrics> metrics() {
        return Optional.empty();
    }

    /**
     * Returns a number that changes whenever the store has lost alerts that it had committed, such as when its file was
     * deleted and created again. The processor asks after each batch and every two seconds, on the thread that calls
     * {@link #append}, and when the number has changed, appends all listed alerts and lasting patterns again.
     *
     * @return 0 by default: a store that never loses what it has committed
     */
    default long generation() {
        return 0;
    }

    /**
     * Returns what an operator has to know of this store and do about it, such as a damaged file that was renamed. Each
     * is shown in the processor's status, which is a warning at least, for as long as it is returned. That the last
     * batch failed is shown without this. Called often, by any thread; must not block.
     *
     * @return one line each; none by default
     */
    default List<String> problems() {
        return List.of();
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
