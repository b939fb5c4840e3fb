// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import io.arxsvgx.telemetry.alert.Acknowledgement;
import io.arxsvgx.telemetry.pattern.SeriesFilter;
import io.arxsvgx.telemetry.pattern.SeriesHistory;
import io.arxsvgx.telemetry.rule.Timestamps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The parts of an engine, put together. */
public final class EngineParts {
    public final RuleBook rules;
    public final ActionLanes actions;
    public final AlertBook alerts;
    public final PatternBook patterns = new PatternBook();
    public final Silences silences;
    public final Lane.Setup laneSetup;
    private final @Nullable CallerQueue callerQueue;
    final DistinctFaults faults;
    final SeriesRegistry registry;
    final AlertDelivery delivery;
    final SeriesClock seriesClock;
    final AlertFactory alertFactory;
    final AlertLifecycle lifecycle;
    final Router router;
    final SeriesPipeline pipeline;
    final PatternAlerts patternAlerts;
    final Detection detection;
    final StoreLane store;
    final LatencyHistogram latency = new LatencyHistogram();
    private final Subscribers subscribers;

    EngineParts(
            EngineSettings settings,
            Subscribers subscribers,
            EventReader events,
            int tokenShift,
            LongSupplier clock,
            Logger log) {
        this.subscribers = subscribers;
        faults = new DistinctFaults(log);
        callerQueue = settings.ownThread() ? null : new CallerQueue();
        laneSetup = new Lane.Setup(settings.owner(), clock, settings.actionTimeout(), faults, callerQueue);
        silences = new Silences(() -> Timestamps.ofNanos(settings.wall().getAsLong()));
        rules = new RuleBook(settings.conditions());
        actions = new ActionLanes(laneSetup);
        alerts = new AlertBook(settings.resolvedAlerts(), silences);
        store = new StoreLane(settings.store(), laneSetup, alerts, patterns::newest);
        delivery = new AlertDelivery(store, actions, subscribers, silences, log);
        AlertIds ids = settings.isolated() ? new AlertIds("") : new AlertIds();
        AlertDeadlines deadlines = new AlertDeadlines(settings.staleAfter(), settings.seriesExpiry());
        seriesClock = new SeriesClock(deadlines);
        alertFactory = new AlertFactory(ids, patterns);
        lifecycle = new AlertLifecycle(alerts, delivery, alertFactory, deadlines, seriesClock);
        registry = new SeriesRegistry(settings.maxSeries(), settings.maxHistorySize(), tokenShift);
        Counter conditionFaults = new Counter();
        VerdictBuffer verdicts = new VerdictBuffer();
        router = new Router(faults, conditionFaults, verdicts);
        pipeline = new SeriesPipeline(
                registry, lifecycle, seriesClock, router, verdicts, conditionFaults, events, settings.seriesExpiry());
        patternAlerts = new PatternAlerts(
                alerts, delivery, ids, patterns, settings.alertThreshold(), settings.patternActions());
        detection = new Detection(
                settings.detectors(),
                laneSetup,
                registry,
                rules,
                patterns,
                patternAlerts,
                subscribers,
                store,
                settings.wall(),
                seriesClock::wallOffset);
    }

    /** The newest kept values of a series. For any thread. */
    public Optional<SeriesHistory> history(String source, String type, int most) {
        TypeIndex index = registry.types().get(type);
        SeriesState series = index == null ? null : index.series.get(source);
        return series == null ? Optional.empty() : Optional.of(Histories.copy(series, most, seriesClock.wallOffset()));
    }

    /** The newest kept values of the series that are wanted, by type and source. For any thread. */
    public List<SeriesHistory> histories(int most, SeriesFilter wanted) {
        List<SeriesHistory> all = new ArrayList<>();
        long offset = seriesClock.wallOffset();
        registry.types().values().stream()
                .sorted(Comparator.comparing(index -> index.type))
                .forEach(index -> index.series.values().stream()
                        .filter(series ->
                                wanted.wants(series.source(), index.type, series.eventsBefore + series.counted()))
                        .sorted(Comparator.comparing(SeriesState::source))
                        .forEach(series -> all.add(Histories.copy(series, most, offset))));
        return Collections.unmodifiableList(all);
    }

    /** Notes that somebody has seen an alert, and tells. For any thread. */
    public boolean acknowledge(String alertId, Acknowledgement acknowledgement) {
        AlertEntry entry = alerts.find(alertId);
        if (entry == null) {
            return false;
        }
        acknowledge(entry, acknowledgement);
        return true;
    }

    void acknowledge(AlertEntry entry, Acknowledgement acknowledgement) {
        entry.acknowledgement = acknowledgement;
        delivery.step(entry, Step.UPDATED, List.of());
    }

    /** Runs what waits for the caller's thread, if the caller drives the processor. */
    void runCalls() {
        if (callerQueue != null) {
            callerQueue.run();
        }
    }

    /** Whether the calling thread is running such a call. */
    boolean isCalling() {
        return callerQueue != null && callerQueue.isRunningHere();
    }

    private void runCalls(long deadline) {
        if (callerQueue != null) {
            callerQueue.run(deadline - System.nanoTime());
        }
    }

    void start() {
        store.start();
        actions.start();
        subscribers.start();
        detection.start();
    }

    /** Answers how many calls of actions and how many messages were left. */
    long[] stop(long deadline) {
        runCalls(deadline);
        detection.stop(deadline);
        int unstored = store.stop(deadline);
        runCalls(deadline);
        int calls = actions.stop(deadline);
        return new long[] {calls + unstored, subscribers.stop(deadline)};
    }

    void close() {
        detection.close();
        store.close();
        actions.close();
        subscribers.close();
    }
}
