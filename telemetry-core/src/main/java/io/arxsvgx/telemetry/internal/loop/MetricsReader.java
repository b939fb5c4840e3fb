// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import io.arxsvgx.telemetry.internal.concurrent.SingleWriterCounter;
import io.arxsvgx.telemetry.internal.evaluation.EventProcessor;
import io.arxsvgx.telemetry.internal.ingest.DropReason;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.snapshot.ProcessingTimes;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads an engine's counts and state. Thread-safe. */
public final class MetricsReader {
    private final ProcessorEngine engine;
    private final SubscriberPort subscribers;

    public MetricsReader(ProcessorEngine engine, SubscriberPort subscribers) {
        this.engine = engine;
        this.subscribers = subscribers;
    }

    /** Reads in the order in which an event passes, last station first, so that no difference can be negative. */
    public ProcessorMetrics read() {
        EngineComponents parts = engine.parts;
        EventProcessor pipeline = parts.pipeline;
        Map<String, Long> discarded = new TreeMap<>();
        count(discarded, DropReason.SERIES_LIMIT, pipeline.seriesLimit);
        count(discarded, DropReason.CONDITION_FAILED, pipeline.conditionFailed);
        long discards = sum(discarded);
        long processedBefore = engine.queue.processed();
        long accepted = engine.queue.accepted();
        // no more than the buffer holds can have waited when that was read
        long processed = Math.max(discards, Math.max(processedBefore, accepted - engine.queue.capacity()));
        Map<String, Long> dropped = engine.drops.read();
        long drops = sum(dropped);
        HealthCheck health = HealthCheck.of(engine, subscribers);
        long waiting = accepted - processed;
        return new ProcessorMetrics(
                accepted + drops,
                accepted,
                processed,
                waiting,
                processed - discards,
                drops,
                dropped,
                discards,
                discarded,
                pipeline.adjusted.get(),
                pipeline.late.get(),
                parts.alerts.active(),
                activeBySeverity(),
                parts.alerts.pendingCount(),
                parts.alerts.firedCount(),
                parts.alerts.resolvedCount(),
                health.status,
                String.join("; ", health.problems),
                parts.latency.read(),
                engine.queue.capacity(),
                Math.min(1, (double) waiting / engine.queue.capacity()),
                parts.registry.size(),
                parts.rules.size(),
                parts.patterns.rate(engine.clock()),
                pipeline.conditionFaults.get(),
                parts.actions.calls(),
                parts.actions.faults(),
                parts.actions.timeouts(),
                parts.actions.overflows(),
                subscribers.missed(),
                parts.store.faults(),
                parts.store.coalesced(),
                parts.store.backlogSize(),
                parts.store.lost(),
                parts.detection.faults());
    }

    public ProcessingTimes times() {
        return engine.parts.latency.readAll();
    }

    /** What is wrong now, each in one line. */
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
