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
 * A store of alerts. Every state change of an alert is appended before actions and subscribers are notified; they are
 * notified once the store has answered. A store that fails, or does not answer within the action timeout, is counted.
 * The alerts that it did not commit continue with {@link Alert#durable()} false. When the store is available again,
 * their latest state is appended: every open alert, every alert that is open in the store, and the newest 10,000 of
 * those that were resolved before the store had recorded them. Until then the store is retried with the next state
 * change and once a second.
 *
 * <p>One thread of the processor appends the batches, one after the other, with alerts in the order in which they
 * fired. A batch holds up to 2,000 alerts. Implementations may answer on any thread. Implementations are thread-safe:
 * silences, acknowledgements and counts come from other threads.
 */
public interface AlertStore extends AutoCloseable {
    /**
     * Appends alerts as they are after a state change: fired, updated, resolved, acknowledged; not while they are
     * pending. A later one with the same id replaces an earlier one.
     *
     * @param alerts the alerts, oldest step first
     * @return completes when all are committed; completes exceptionally when they are not
     */
    CompletionStage<Void> append(List<Alert> alerts);

    /**
     * Appends alerts as {@link #append(List)} does, and documents of the notifier, in one transaction. Called only if the
     * store has an {@link #outbox}.
     *
     * @param alerts the alerts, oldest step first
     * @param entries the documents to add to the outbox, or to replace there
     * @return completes when all are committed; completes exceptionally when they are not
     */
    default CompletionStage<Void> append(List<Alert> alerts, List<OutboxEntry> entries) {
        throw new UnsupportedOperationException(getClass().getName() + " has an outbox but does not write to it");
    }

    /**
     * Returns the outbox, in which a notifier keeps what is due and what was sent.
     *
     * @return empty, the default, for a store that cannot make notifications durable
     */
    default Optional<Outbox> outbox() {
        return Optional.empty();
    }

    /**
     * Appends failure patterns as they are reported: new, changed, or ended. A later one with the same id replaces an
     * earlier one. By default they are not recorded.
     *
     * @param patterns the patterns, oldest report first
     * @return completes when all are committed; completes exceptionally when they are not
     */
    default CompletionStage<Void> appendPatterns(List<FailurePattern> patterns) {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Marks the patterns that have not ended as ended: no detector of this process will report them again. Called when
     * a processor starts for the first time. By default nothing is recorded, so there are none.
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
     * @param acknowledgement the acknowledgement
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
     * Returns the counts of the store since it was opened. Must not wait for a disk.
     *
     * @return the counts; empty by default
     */
    default Optional<StoreMetrics> metrics() {
        return Optional.empty();
    }

    /**
     * Returns a number that changes whenever the store has lost alerts that it had committed, such as when its file was
     * deleted and created again. The processor reads it after each batch and every two seconds, on the thread that
     * calls {@link #append}. When the number has changed, the processor appends all listed alerts and all patterns that
     * have not ended.
     *
     * @return 0 by default: a store that never loses what it has committed
     */
    default long generation() {
        return 0;
    }

    /**
     * Returns problems of this store that an operator has to resolve, such as a damaged file that was renamed. Each is
     * shown in the processor's status, which is at least a warning, as long as it is returned. A failure of the last
     * batch is shown without this. Called often, by any thread; must not block.
     *
     * @return one line each; none by default
     */
    default List<String> problems() {
        return List.of();
    }

    /** Releases the resources of the store. Called by {@code close()} of the processor, after the last batch. */
    @Override
    default void close() {}

    /**
     * Returns the default store, which records nothing beyond the processor's own bounded lists and answers every batch
     * at once.
     *
     * @return a store that keeps nothing beyond the process; thread-safe
     */
    static AlertStore inMemory() {
        return InMemoryAlertStore.INSTANCE;
    }
}
