// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import io.arxsvgx.telemetry.internal.alert.ActionDispatcher;
import io.arxsvgx.telemetry.internal.alert.AlertRegistry;
import io.arxsvgx.telemetry.internal.alert.AlertStoreWriter;
import io.arxsvgx.telemetry.internal.concurrent.SingleWriterCounter;
import io.arxsvgx.telemetry.internal.evaluation.EventProcessor;
import io.arxsvgx.telemetry.internal.ingest.DropReason;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.snapshot.ActionCounts;
import io.arxsvgx.telemetry.snapshot.AlertCounts;
import io.arxsvgx.telemetry.snapshot.BufferUsage;
import io.arxsvgx.telemetry.snapshot.EventCounts;
import io.arxsvgx.telemetry.snapshot.ProcessingTimes;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import io.arxsvgx.telemetry.snapshot.StoreCounts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A reader of an engine's counts and state. Thread-safe. */
public final class MetricsReader {
    private final ProcessorEngine engine;
    private final SubscriberPort subscribers;

    public MetricsReader(ProcessorEngine engine, SubscriberPort subscribers) {
        this.engine = engine;
        this.subscribers = subscribers;
    }

    /** Returns the metrics, read from the last processing step to the first, so that no difference is negative. */
    public ProcessorMetrics read() {
        EngineComponents parts = engine.parts;
        EventProcessor pipeline = parts.pipeline;
        Map<String, Long> discarded = new TreeMap<>();
        count(discarded, DropReason.SERIES_LIMIT, pipeline.seriesLimit);
        count(discarded, DropReason.CONDITION_FAILED, pipeline.conditionFailed);
        long discards = sum(discarded);
        long processedBefore = engine.queue.processed();
        long accepted = engine.queue.accepted();
        // the number of waiting events cannot have exceeded the capacity
        long processed = Math.max(discards, Math.max(processedBefore, accepted - engine.queue.capacity()));
        Map<String, Long> dropped = engine.drops.read();
        HealthCheck health = HealthCheck.of(engine, subscribers);
        EventCounts events = EventCounts.builder()
                .accepted(accepted)
                .processed(processed)
                .droppedByReason(dropped)
                .discardedByReason(discarded)
                .adjusted(pipeline.adjusted.get())
                .late(pipeline.late.get())
                .conditionFaults(pipeline.conditionFaults.get())
                .series(Math.max(0, parts.registry.size() - parts.registry.streams()))
                .build();
        return ProcessorMetrics.builder()
                .events(events)
                .alerts(alerts())
                .actions(actions())
                .store(store())
                .buffer(buffer(events.waiting()))
                .systemStatus(health.status)
                .statusReason(String.join("; ", health.problems))
                .processingLatency(parts.latency.read())
                .rules(parts.rules.size())
                .patternRate(parts.patterns.rate(engine.clock()))
                .detectorFaults(parts.detection.faults())
                .build();
    }

    private AlertCounts alerts() {
        AlertRegistry alerts = engine.parts.alerts;
        return AlertCounts.builder()
                .active(alerts.active())
                .activeBySeverity(activeBySeverity())
                .pending(alerts.pendingCount())
                .fired(alerts.firedCount())
                .resolved(alerts.resolvedCount())
                .build();
    }

    private ActionCounts actions() {
        ActionDispatcher actions = engine.parts.actions;
        return ActionCounts.builder()
                .calls(actions.calls())
                .faults(actions.faults())
                .timeouts(actions.timeouts())
                .overflows(actions.overflows())
                .subscriberMissed(subscribers.missed())
                .build();
    }

    private StoreCounts store() {
        AlertStoreWriter store = engine.parts.store;
        return StoreCounts.builder()
                .faults(store.faults())
                .coalesced(store.coalesced())
                .backlog(store.backlogSize())
                .lost(store.lost())
                .build();
    }

    private BufferUsage buffer(long waiting) {
        int capacity = engine.queue.capacity();
        return BufferUsage.builder()
                .capacity(capacity)
                .utilization(Math.min(1, (double) waiting / capacity))
                .build();
    }

    public ProcessingTimes times() {
        return engine.parts.latency.readAll();
    }

    /** Returns the present problems, each in one line. */
    public List<String> problems() {
        return HealthCheck.of(engine, subscribers).problems;
    }

    private Map<Severity, Long> activeBySeverity() {
        Map<Severity, Long> active = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            active.put(severity, Math.max(0, engine.parts.alerts.active(severity)));
        }
        return active;
    }

    private static void count(Map<String, Long> counts, DropReason reason, SingleWriterCounter counter) {
        long count = counter.get();
        if (count > 0) {
            counts.put(reason.label(), count);
        }
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
