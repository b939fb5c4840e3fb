// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.snapshot;

import io.arxsvgx.telemetry.rule.Severity;
import java.util.List;
import java.util.Map;

/**
 * A processor's counts since it was created, and its state now. At every instant {@code offered = accepted + dropped},
 * {@code accepted = processed + waiting} and {@code processed = evaluated + discarded}. Immutable.
 *
 * @param offered events handed in, whatever became of them
 * @param accepted events taken
 * @param processed events the processor is done with
 * @param waiting events taken and not yet processed
 * @param evaluated events processed by all conditions that watch them
 * @param dropped events rejected at ingest, for all reasons
 * @param droppedByReason the same by reason, such as {@code buffer_full}; a reason that never occurred is left out
 * @param discarded events taken that the loop could not evaluate, for all reasons
 * @param discardedByReason the same by reason, such as {@code series_limit}
 * @param adjusted events whose time lay more than a minute ahead of the clock, and which got their arrival time
 * @param late events older than the newest of their series
 * @param activeAlerts alerts firing now
 * @param activeAlertsBySeverity the same by severity, every one of them
 * @param pendingAlerts alerts pending now
 * @param alertsFired alerts that have fired
 * @param alertsResolved alerts that have been resolved
 * @param systemStatus the status
 * @param statusReason why the status is not healthy; empty if it is
 * @param processingLatency how long events took
 * @param bufferCapacity the buffer's size, as rounded up
 * @param bufferUtilization waiting events as a share of the capacity, 0 to 1
 * @param series how many series are known
 * @param rules how many rules there are
 * @param patternRate failure patterns found per minute, over the last ten minutes
 * @param conditionFaults what conditions have thrown
 * @param actionCalls calls of actions begun
 * @param actionFaults calls of actions that threw
 * @param actionTimeouts calls of actions that took too long
 * @param actionOverflows calls of actions left out because a lane was full
 * @param subscriberMissed messages that subscribers missed
 * @param storeFaults batches the store did not take
 * @param storeCoalesced steps of alerts that a later step of the same alert overtook on the way to the store
 * @param storeBacklog alerts and patterns whose newest state the store does not have yet
 * @param storeLost alerts and patterns that the store will never have: those beyond the bound while it failed
 * @param detectorFaults what detectors have thrown
 */
public record ProcessorMetrics(
        long offered,
        long accepted,
        long processed,
        long waiting,
        long evaluated,
        long dropped,
        Map<String, Long> droppedByReason,
        long discarded,
        Map<String, Long> discardedByReason,
        long adjusted,
        long late,
        long activeAlerts,
        Map<Severity, Long> activeAlertsBySeverity,
        long pendingAlerts,
        long alertsFired,
        long alertsResolved,
        SystemStatus systemStatus,
        String statusReason,
        ProcessingLatency processingLatency,
        int bufferCapacity,
        double bufferUtilization,
        long series,
        int rules,
        double patternRate,
        long conditionFaults,
        long actionCalls,
        long actionFaults,
        long actionTimeouts,
        long actionOverflows,
        long subscriberMissed,
        long storeFaults,
        long storeCoalesced,
        long storeBacklog,
        long storeLost,
        long detectorFaults) {
    /** The reasons for which events are dropped: the keys that {@link #droppedByReason()} may have. */
    public static final List<String> DROP_REASONS = List.of(
            "buffer_full",
            "not_running",
            "not_finite",
            "bad_source",
            "bad_type",
            "not_an_event",
            "time_out_of_range",
            "series_limit");

    /** The reasons for which events are discarded: the keys that {@link #discardedByReason()} may have. */
    public static final List<String> DISCARD_REASONS = List.of("series_limit", "condition_failed");

    /**
     * Copies the maps.
     *
     * @param offered as {@link #offered()}
     * @param accepted as {@link #accepted()}
     * @param processed as {@link #processed()}
     * @param waiting as {@link #waiting()}
     * @param evaluated as {@link #evaluated()}
     * @param dropped as {@link #dropped()}
     * @param droppedByReason as {@link #droppedByReason()}
     * @param discarded as {@link #discarded()}
     * @param discardedByReason as {@link #discardedByReason()}
     * @param adjusted as {@link #adjusted()}
     * @param late as {@link #late()}
     * @param activeAlerts as {@link #activeAlerts()}
     * @param activeAlertsBySeverity as {@link #activeAlertsBySeverity()}
     * @param pendingAlerts as {@link #pendingAlerts()}
     * @param alertsFired as {@link #alertsFired()}
     * @param alertsResolved as {@link #alertsResolved()}
     * @param systemStatus as {@link #systemStatus()}
     * @param statusReason as {@link #statusReason()}
     * @param processingLatency as {@link #processingLatency()}
     * @param bufferCapacity as {@link #bufferCapacity()}
     * @param bufferUtilization as {@link #bufferUtilization()}
     * @param series as {@link #series()}
     * @param rules as {@link #rules()}
     * @param patternRate as {@link #patternRate()}
     * @param conditionFaults as {@link #conditionFaults()}
     * @param actionCalls as {@link #actionCalls()}
     * @param actionFaults as {@link #actionFaults()}
     * @param actionTimeouts as {@link #actionTimeouts()}
     * @param actionOverflows as {@link #actionOverflows()}
     * @param subscriberMissed as {@link #subscriberMissed()}
     * @param storeFaults as {@link #storeFaults()}
     * @param storeCoalesced as {@link #storeCoalesced()}
     * @param storeBacklog as {@link #storeBacklog()}
     * @param storeLost as {@link #storeLost()}
     * @param detectorFaults as {@link #detectorFaults()}
     */
    public ProcessorMetrics {
        droppedByReason = Map.copyOf(droppedByReason);
        discardedByReason = Map.copyOf(discardedByReason);
        activeAlertsBySeverity = Map.copyOf(activeAlertsBySeverity);
    }
}
