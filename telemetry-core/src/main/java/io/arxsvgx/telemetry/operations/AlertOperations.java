// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.operations;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertHistory;
import io.arxsvgx.telemetry.alert.AlertStoreException;
import io.arxsvgx.telemetry.alert.StoreMetrics;
import java.util.List;
import java.util.Optional;

/**
 * The alerts of a processor, as {@code processor.alerts()} returns them. Implemented by the library alone. Thread-safe.
 *
 * <pre>{@code
 * for (Alert alert : processor.alerts().firing()) {
 *     processor.alerts().acknowledge(alert.id(), "alice", "looking into it");
 * }
 * }</pre>
 */
public interface AlertOperations {
    /**
     * Returns the newest firing and resolved alerts. Every firing alert is kept, and the newest resolved ones.
     *
     * @param limit the maximum number; 0 or less for none
     * @return newest last
     */
    List<Alert> newest(int limit);

    /**
     * Returns the firing alerts, including silenced and acknowledged ones.
     *
     * @return all, newest last
     */
    List<Alert> firing();

    /**
     * Returns the newest pending alerts: those whose condition has held for less than the rule's {@code for}.
     *
     * @param limit the maximum number; 0 or less for none
     * @return newest last, by the time of the first breaching event
     */
    List<Alert> pending(int limit);

    /**
     * Returns one firing or resolved alert.
     *
     * @param alertId its id
     * @return empty if no listed alert has that id
     */
    Optional<Alert> find(String alertId);

    /**
     * Returns the alerts and patterns that the alert store has recorded, including those of earlier processes. They lag
     * behind {@link #newest} by the time that the store needs. For a store that cannot be queried, such as the one in
     * memory, the history contains the listed alerts and patterns.
     *
     * @return the history; its calls may wait for a disk, and throw {@link AlertStoreException} if the store is unavailable
     */
    AlertHistory history();

    /**
     * Returns the counts of the alert store since it was opened.
     *
     * @return the counts; empty if the store does not count, like the one in memory
     */
    Optional<StoreMetrics> storeMetrics();

    /**
     * Acknowledges an alert. An earlier acknowledgement is replaced and stays in {@link Alert#activities()}. The
     * acknowledgement of a listed alert is written to the store like any other state change: {@link Alert#durable()} is
     * false until it is committed, and it is written again after a failure. An alert that is only in the store, such as one
     * of an earlier process, is acknowledged there before this returns.
     *
     * @param alertId the alert's id
     * @param who the person; not empty
     * @param note a note; may be empty
     * @return false if neither the processor nor its store has an alert of that id that fired
     * @throws IllegalArgumentException if {@code who} is empty
     * @throws AlertStoreException if only the store could have the alert, and it is unavailable
     */
    boolean acknowledge(String alertId, String who, String note);

    /**
     * Removes the acknowledgement of an alert. Who did so stays in {@link Alert#activities()}, as does the acknowledgement.
     * It is delivered to the store like an acknowledgement.
     *
     * @param alertId the alert's id
     * @param who the person; not empty
     * @return false if nothing changed: neither the processor nor its store has an acknowledged alert of that id, or its
     *     acknowledgement is the mark of a false positive, which {@link #clearFalsePositive} removes
     * @throws IllegalArgumentException if {@code who} is empty
     * @throws AlertStoreException if only the store could have the alert, and it is unavailable
     */
    boolean unacknowledge(String alertId, String who);

    /**
     * Marks an alert as a false positive. The rule then requires more, on this series alone, before it fires again for the same
     * reason, if its condition can learn: {@code anomaly} by the method {@code adaptive} doubles its threshold for the
     * feature that raised the alert. The mark is shown in the alert's acknowledgement, as {@code not an anomaly}; the raised
     * threshold is saved with the series' state and shown in later evidence. A mark that is in the acknowledgement but
     * not in the saved state is applied when the state is restored. The mark ends when the series is removed.
     *
     * @param alertId the alert's id
     * @param who the person; not empty
     * @return false if nothing changed: no listed or restored marked alert of a rule has that id, it is already marked,
     *     its condition does not learn, or its series or rule no longer exists
     * @throws IllegalArgumentException if {@code who} is empty
     * @throws IllegalStateException if called by the processor's own thread
     */
    boolean markFalsePositive(String alertId, String who);

    /**
     * Reverses {@link #markFalsePositive}.
     *
     * @param alertId the alert's id
     * @param who the person; not empty
     * @return false if nothing changed, as for {@link #markFalsePositive}
     * @throws IllegalArgumentException if {@code who} is empty
     * @throws IllegalStateException if called by the processor's own thread
     */
    boolean clearFalsePositive(String alertId, String who);
}
