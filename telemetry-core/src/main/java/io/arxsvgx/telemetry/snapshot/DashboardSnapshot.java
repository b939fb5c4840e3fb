// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.snapshot;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a dashboard shows. Immutable.
 *
 * @param lastUpdate when this was taken
 * @param totalEvents events processed since the processor was created
 * @param activeAlerts alerts firing now
 * @param systemStatus the status
 * @param recentAlerts the ten newest firing or resolved alerts, newest last
 * @param patternCount failure patterns found
 * @param riskAssessments the newest assessment of each component
 * @param analytics what failure detection has computed, by type of event; empty without detectors
 * @param metrics the processor's metrics
 */
public record DashboardSnapshot(
        Instant lastUpdate,
        long totalEvents,
        long activeAlerts,
        SystemStatus systemStatus,
        List<Alert> recentAlerts,
        long patternCount,
        List<RiskAssessment> riskAssessments,
        Map<String, Object> analytics,
        ProcessorMetrics metrics) {
    /**
     * Copies the collections.
     *
     * @param lastUpdate as {@link #lastUpdate()}
     * @param totalEvents as {@link #totalEvents()}
     * @param activeAlerts as {@link #activeAlerts()}
     * @param systemStatus as {@link #systemStatus()}
     * @param recentAlerts as {@link #recentAlerts()}
     * @param patternCount as {@link #patternCount()}
     * @param riskAssessments as {@link #riskAssessments()}
     * @param analytics as {@link #analytics()}
     * @param metrics as {@link #metrics()}
     */
    public DashboardSnapshot {
        recentAlerts = List.copyOf(recentAlerts);
        riskAssessments = List.copyOf(riskAssessments);
        analytics = Map.copyOf(analytics);
    }
}
