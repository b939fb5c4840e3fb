// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.replay;

import io.arxsvgx.telemetry.alert.Alert;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rules would have done. Immutable.
 *
 * @param events how many events there were
 * @param series how many series they came in
 * @param seriesMatched how many series the rules looked at, over all rules
 * @param alertsFired how many alerts fired
 * @param from the time of the first event; null if there was none
 * @param to the time of the newest event; null if there was none
 * @param alerts the alerts as they are at the end, oldest first; of more than 10,000 the newest
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
     * Copies the list.
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
