// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.snapshot;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import io.arxsvgx.telemetry.text.RequiredParts;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The data of a dashboard at one moment. Immutable. */
public final class DashboardSnapshot {
    private final Instant lastUpdate;
    private final long totalEvents;
    private final long activeAlerts;
    private final SystemStatus systemStatus;
    private final List<Alert> recentAlerts;
    private final long patternCount;
    private final List<RiskAssessment> riskAssessments;
    private final Map<String, Object> analytics;
    private final ProcessorMetrics metrics;

    private DashboardSnapshot(Builder builder) {
        RequiredParts.of("snapshot").part("lastUpdate", builder.lastUpdate).check();
        lastUpdate = requireNonNull(builder.lastUpdate);
        totalEvents = builder.totalEvents;
        activeAlerts = builder.activeAlerts;
        systemStatus = builder.systemStatus;
        recentAlerts = builder.recentAlerts;
        patternCount = builder.patternCount;
        riskAssessments = builder.riskAssessments;
        analytics = builder.analytics;
        metrics = builder.metrics;
    }

    /** {@return a builder of the snapshot of a processor without events} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with all parts of this one} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** {@return the time of the snapshot} */
    public Instant lastUpdate() {
        return lastUpdate;
    }

    /** {@return the number of events that were processed since the processor was created} */
    public long totalEvents() {
        return totalEvents;
    }

    /** {@return the number of firing alerts} */
    public long activeAlerts() {
        return activeAlerts;
    }

    /** {@return the status} */
    public SystemStatus systemStatus() {
        return systemStatus;
    }

    /** {@return the ten newest firing or resolved alerts, newest last} */
    public List<Alert> recentAlerts() {
        return recentAlerts;
    }

    /** {@return the number of failure patterns that were found} */
    public long patternCount() {
        return patternCount;
    }

    /** {@return the newest assessment of each component} */
    public List<RiskAssessment> riskAssessments() {
        return riskAssessments;
    }

    /** {@return the figures of failure detection, by type of event; empty without detectors} */
    public Map<String, Object> analytics() {
        return analytics;
    }

    /** {@return the processor's metrics} */
    public ProcessorMetrics metrics() {
        return metrics;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DashboardSnapshot that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "DashboardSnapshot[lastUpdate=" + lastUpdate + ", totalEvents=" + totalEvents + ", activeAlerts="
                + activeAlerts + ", systemStatus=" + systemStatus + ", recentAlerts=" + recentAlerts + ", patternCount="
                + patternCount + ", riskAssessments=" + riskAssessments + ", analytics=" + analytics + ", metrics="
                + metrics + ']';
    }

    private List<@Nullable Object> parts() {
        return Arrays.asList(
                lastUpdate,
                totalEvents,
                activeAlerts,
                systemStatus,
                recentAlerts,
                patternCount,
                riskAssessments,
                analytics,
                metrics);
    }

    /** A builder of snapshots. Not thread-safe. */
    public static final class Builder {
        private @Nullable Instant lastUpdate;
        private long totalEvents;
        private long activeAlerts;
        private SystemStatus systemStatus = SystemStatus.HEALTHY;
        private List<Alert> recentAlerts = List.of();
        private long patternCount;
        private List<RiskAssessment> riskAssessments = List.of();
        private Map<String, Object> analytics = Map.of();
        private ProcessorMetrics metrics = ProcessorMetrics.builder().build();

        private Builder() {}

        private Builder(DashboardSnapshot from) {
            lastUpdate = from.lastUpdate;
            totalEvents = from.totalEvents;
            activeAlerts = from.activeAlerts;
            systemStatus = from.systemStatus;
            recentAlerts = from.recentAlerts;
            patternCount = from.patternCount;
            riskAssessments = from.riskAssessments;
            analytics = from.analytics;
            metrics = from.metrics;
        }

        /** Sets the time of the snapshot. Required. */
        public Builder lastUpdate(Instant lastUpdate) {
            this.lastUpdate = requireNonNull(lastUpdate, "lastUpdate");
            return this;
        }

        /** Sets the number of events that were processed since the processor was created; 0 by default. */
        public Builder totalEvents(long totalEvents) {
            this.totalEvents = totalEvents;
            return this;
        }

        /** Sets the number of firing alerts; 0 by default. */
        public Builder activeAlerts(long activeAlerts) {
            this.activeAlerts = activeAlerts;
            return this;
        }

        /** Sets the status; {@link SystemStatus#HEALTHY} by default. */
        public Builder systemStatus(SystemStatus systemStatus) {
            this.systemStatus = requireNonNull(systemStatus, "systemStatus");
            return this;
        }

        /** Sets the newest firing or resolved alerts, newest last; none by default. */
        public Builder recentAlerts(List<Alert> recentAlerts) {
            this.recentAlerts = List.copyOf(recentAlerts);
            return this;
        }

        /** Sets the number of failure patterns that were found; 0 by default. */
        public Builder patternCount(long patternCount) {
            this.patternCount = patternCount;
            return this;
        }

        /** Sets the newest assessment of each component; none by default. */
        public Builder riskAssessments(List<RiskAssessment> riskAssessments) {
            this.riskAssessments = List.copyOf(riskAssessments);
            return this;
        }

        /** Sets the figures of failure detection, by type of event; none by default. */
        public Builder analytics(Map<String, Object> analytics) {
            this.analytics = Map.copyOf(analytics);
            return this;
        }

        /** Sets the processor's metrics; all 0 by default. */
        public Builder metrics(ProcessorMetrics metrics) {
            this.metrics = requireNonNull(metrics, "metrics");
            return this;
        }

        /**
         * Builds the snapshot.
         *
         * @return the snapshot
         * @throws IllegalArgumentException if required parts are missing; the message names all of them
         */
        public DashboardSnapshot build() {
            return new DashboardSnapshot(this);
        }
    }
}
