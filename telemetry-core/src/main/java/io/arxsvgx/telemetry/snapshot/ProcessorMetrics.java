// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.snapshot;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.rule.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a processor since it was created, and its present state, in groups: {@link #events}, {@link #alerts},
 * {@link #actions}, {@link #store} and {@link #buffer}. Every figure also has an accessor here, named like its JSON key
 * in camel case.
 *
 * <pre>{@code
 * ProcessorMetrics metrics = processor.metrics();
 * long lost = metrics.events().dropped() + metrics.store().lost();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class ProcessorMetrics {
    private final EventCounts events;
    private final AlertCounts alerts;
    private final ActionCounts actions;
    private final StoreCounts store;
    private final BufferUsage buffer;
    private final SystemStatus systemStatus;
    private final String statusReason;
    private final ProcessingLatency processingLatency;
    private final int rules;
    private final double patternRate;
    private final long detectorFaults;

    private ProcessorMetrics(Builder builder) {
        events = builder.events;
        alerts = builder.alerts;
        actions = builder.actions;
        store = builder.store;
        buffer = builder.buffer;
        systemStatus = builder.systemStatus;
        statusReason = builder.statusReason;
        processingLatency = builder.processingLatency;
        rules = builder.rules;
        patternRate = builder.patternRate;
        detectorFaults = builder.detectorFaults;
    }

    /** {@return a builder of the metrics of a processor without events} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with these metrics} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** {@return the counts of events} */
    public EventCounts events() {
        return events;
    }

    /** {@return the counts of alerts} */
    public AlertCounts alerts() {
        return alerts;
    }

    /** {@return the counts of action calls and of messages to subscribers} */
    public ActionCounts actions() {
        return actions;
    }

    /** {@return the counts of failed and waiting writes of the alert store} */
    public StoreCounts store() {
        return store;
    }

    /** {@return the usage of the ingest buffer} */
    public BufferUsage buffer() {
        return buffer;
    }

    /** {@return the status} */
    public SystemStatus systemStatus() {
        return systemStatus;
    }

    /** {@return the reason why the status is not healthy; empty if it is} */
    public String statusReason() {
        return statusReason;
    }

    /** {@return the latency of processing} */
    public ProcessingLatency processingLatency() {
        return processingLatency;
    }

    /** {@return the number of rules} */
    public int rules() {
        return rules;
    }

    /** {@return failure patterns found per minute, over the last ten minutes} */
    public double patternRate() {
        return patternRate;
    }

    /** {@return the number of exceptions of detectors} */
    public long detectorFaults() {
        return detectorFaults;
    }

    /** {@return {@link EventCounts#offered}} */
    public long offered() {
        return events.offered();
    }

    /** {@return {@link EventCounts#accepted}} */
    public long accepted() {
        return events.accepted();
    }

    /** {@return {@link EventCounts#processed}} */
    public long processed() {
        return events.processed();
    }

    /** {@return {@link EventCounts#waiting}} */
    public long waiting() {
        return events.waiting();
    }

    /** {@return {@link EventCounts#evaluated}} */
    public long evaluated() {
        return events.evaluated();
    }

    /** {@return {@link EventCounts#dropped}} */
    public long dropped() {
        return events.dropped();
    }

    /** {@return {@link EventCounts#droppedByReason}} */
    public Map<String, Long> droppedByReason() {
        return events.droppedByReason();
    }

    /** {@return {@link EventCounts#discarded}} */
    public long discarded() {
        return events.discarded();
    }

    /** {@return {@link EventCounts#discardedByReason}} */
    public Map<String, Long> discardedByReason() {
        return events.discardedByReason();
    }

    /** {@return {@link EventCounts#adjusted}} */
    public long adjusted() {
        return events.adjusted();
    }

    /** {@return {@link EventCounts#late}} */
    public long late() {
        return events.late();
    }

    /** {@return {@link EventCounts#conditionFaults}} */
    public long conditionFaults() {
        return events.conditionFaults();
    }

    /** {@return {@link EventCounts#series}} */
    public long series() {
        return events.series();
    }

    /** {@return {@link AlertCounts#active}} */
    public long activeAlerts() {
        return alerts.active();
    }

    /** {@return {@link AlertCounts#activeBySeverity}} */
    public Map<Severity, Long> activeAlertsBySeverity() {
        return alerts.activeBySeverity();
    }

    /** {@return {@link AlertCounts#pending}} */
    public long pendingAlerts() {
        return alerts.pending();
    }

    /** {@return {@link AlertCounts#fired}} */
    public long alertsFired() {
        return alerts.fired();
    }

    /** {@return {@link AlertCounts#resolved}} */
    public long alertsResolved() {
        return alerts.resolved();
    }

    /** {@return {@link ActionCounts#calls}} */
    public long actionCalls() {
        return actions.calls();
    }

    /** {@return {@link ActionCounts#faults}} */
    public long actionFaults() {
        return actions.faults();
    }

    /** {@return {@link ActionCounts#timeouts}} */
    public long actionTimeouts() {
        return actions.timeouts();
    }

    /** {@return {@link ActionCounts#overflows}} */
    public long actionOverflows() {
        return actions.overflows();
    }

    /** {@return {@link ActionCounts#subscriberMissed}} */
    public long subscriberMissed() {
        return actions.subscriberMissed();
    }

    /** {@return {@link StoreCounts#faults}} */
    public long storeFaults() {
        return store.faults();
    }

    /** {@return {@link StoreCounts#coalesced}} */
    public long storeCoalesced() {
        return store.coalesced();
    }

    /** {@return {@link StoreCounts#backlog}} */
    public long storeBacklog() {
        return store.backlog();
    }

    /** {@return {@link StoreCounts#lost}} */
    public long storeLost() {
        return store.lost();
    }

    /** {@return {@link BufferUsage#capacity}} */
    public int bufferCapacity() {
        return buffer.capacity();
    }

    /** {@return {@link BufferUsage#utilization}} */
    public double bufferUtilization() {
        return buffer.utilization();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProcessorMetrics that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "ProcessorMetrics[events=" + events + ", alerts=" + alerts + ", actions=" + actions + ", store=" + store
                + ", buffer=" + buffer + ", systemStatus=" + systemStatus + ", statusReason=" + statusReason
                + ", processingLatency=" + processingLatency + ", rules=" + rules + ", patternRate=" + patternRate
                + ", detectorFaults=" + detectorFaults + ']';
    }

    private List<@Nullable Object> parts() {
        return Arrays.asList(
                events,
                alerts,
                actions,
                store,
                buffer,
                systemStatus,
                statusReason,
                processingLatency,
                rules,
                patternRate,
                detectorFaults);
    }

    /** A builder of metrics. Not thread-safe. */
    public static final class Builder {
        private EventCounts events = EventCounts.builder().build();
        private AlertCounts alerts = AlertCounts.builder().build();
        private ActionCounts actions = ActionCounts.builder().build();
        private StoreCounts store = StoreCounts.builder().build();
        private BufferUsage buffer = BufferUsage.builder().build();
        private SystemStatus systemStatus = SystemStatus.HEALTHY;
        private String statusReason = "";
        private ProcessingLatency processingLatency = ProcessingLatency.ZERO;
        private int rules;
        private double patternRate;
        private long detectorFaults;

        private Builder() {}

        private Builder(ProcessorMetrics from) {
            events = from.events;
            alerts = from.alerts;
            actions = from.actions;
            store = from.store;
            buffer = from.buffer;
            systemStatus = from.systemStatus;
            statusReason = from.statusReason;
            processingLatency = from.processingLatency;
            rules = from.rules;
            patternRate = from.patternRate;
            detectorFaults = from.detectorFaults;
        }

        /** Sets the counts of events; all 0 by default. */
        public Builder events(EventCounts events) {
            this.events = requireNonNull(events, "events");
            return this;
        }

        /** Sets the counts of alerts; all 0 by default. */
        public Builder alerts(AlertCounts alerts) {
            this.alerts = requireNonNull(alerts, "alerts");
            return this;
        }

        /** Sets the counts of action calls and of messages to subscribers; all 0 by default. */
        public Builder actions(ActionCounts actions) {
            this.actions = requireNonNull(actions, "actions");
            return this;
        }

        /** Sets the counts of the alert store; all 0 by default. */
        public Builder store(StoreCounts store) {
            this.store = requireNonNull(store, "store");
            return this;
        }

        /** Sets the usage of the ingest buffer; all 0 by default. */
        public Builder buffer(BufferUsage buffer) {
            this.buffer = requireNonNull(buffer, "buffer");
            return this;
        }

        /** Sets the status; {@link SystemStatus#HEALTHY} by default. */
        public Builder systemStatus(SystemStatus systemStatus) {
            this.systemStatus = requireNonNull(systemStatus, "systemStatus");
            return this;
        }

        /** Sets the reason why the status is not healthy; empty by default. */
        public Builder statusReason(String statusReason) {
            this.statusReason = requireNonNull(statusReason, "statusReason");
            return this;
        }

        /** Sets the latency of processing; 0 by default. */
        public Builder processingLatency(ProcessingLatency processingLatency) {
            this.processingLatency = requireNonNull(processingLatency, "processingLatency");
            return this;
        }

        /** Sets the number of rules; 0 by default. */
        public Builder rules(int rules) {
            this.rules = rules;
            return this;
        }

        /** Sets the failure patterns found per minute; 0 by default. */
        public Builder patternRate(double patternRate) {
            this.patternRate = patternRate;
            return this;
        }

        /** Sets the number of exceptions of detectors; 0 by default. */
        public Builder detectorFaults(long detectorFaults) {
            this.detectorFaults = detectorFaults;
            return this;
        }

        /** {@return the metrics} */
        public ProcessorMetrics build() {
            return new ProcessorMetrics(this);
        }
    }
}
