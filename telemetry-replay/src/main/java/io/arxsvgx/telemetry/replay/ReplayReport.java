// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.replay;

import io.arxsvgx.telemetry.alert.Alert;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run of rules over recorded events. Immutable.
 *
 * @param events the number of events
 * @param series the number of series of the events
 * @param seriesMatched the number of series that the rules evaluated, summed over all rules
 * @param alertsFired the number of alerts that fired
 * @param from the time of the first event; null if there was none
 * @param to the time of the newest event; null if there was none
 * @param alerts the alerts in their state at the end, oldest first; the newest 10,000
 */
public record ReplayReport(
        long events,
        long series,
        long seriesMatched,
        long alertsFired,
        @Nullable Instant from,
        @Nullable Instant to,
        List<Alert> alerts) {
    /**
     * Creates a report with a copy of the list.
     *
     * @param events as {@link #events()}
     * @param series as {@link #series()}
     * @param seriesMatched as {@link #seriesMatched()}
     * @param alertsFired as {@link #alertsFired()}
     * @param from as {@link #from()}
     * @param to as {@link #to()}
     * @param alerts as {@link #alerts()}
     */
    public ReplayReport {
        alerts = List.copyOf(alerts);
    }
}
