// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import io.arxsvgx.telemetry.alert.Acknowledgement;
import io.arxsvgx.telemetry.alert.AlertActivity;
import io.arxsvgx.telemetry.alert.AlertHistory;
import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.internal.alert.ActionDispatcher;
import io.arxsvgx.telemetry.internal.alert.AlertDeadlines;
import io.arxsvgx.telemetry.internal.alert.AlertDispatcher;
import io.arxsvgx.telemetry.internal.alert.AlertFactory;
import io.arxsvgx.telemetry.internal.alert.AlertIds;
import io.arxsvgx.telemetry.internal.alert.AlertRegistry;
import io.arxsvgx.telemetry.internal.alert.AlertStateMachine;
import io.arxsvgx.telemetry.internal.alert.AlertStoreWriter;
import io.arxsvgx.telemetry.internal.alert.AlertTimer;
import io.arxsvgx.telemetry.internal.alert.AlertTransition;
import io.arxsvgx.telemetry.internal.alert.EvaluationDeadlines;
import io.arxsvgx.telemetry.internal.alert.ListedAlertHistory;
import io.arxsvgx.telemetry.internal.alert.NotifierPort;
import io.arxsvgx.telemetry.internal.alert.SeriesClock;
import io.arxsvgx.telemetry.internal.alert.SilenceManager;
import io.arxsvgx.telemetry.internal.concurrent.BulkheadExecutor;
import io.arxsvgx.telemetry.internal.concurrent.CallerRunsQueue;
import io.arxsvgx.telemetry.internal.concurrent.DistinctErrorLog;
import io.arxsvgx.telemetry.internal.concurrent.LatencyHistogram;
import io.arxsvgx.telemetry.internal.concurrent.SingleWriterCounter;
import io.arxsvgx.telemetry.internal.detection.DetectionScheduler;
import io.arxsvgx.telemetry.internal.detection.PatternAlertManager;
import io.arxsvgx.telemetry.internal.detection.PatternRegistry;
import io.arxsvgx.telemetry.internal.evaluation.ConditionFailures;
import io.arxsvgx.telemetry.internal.evaluation.EventProcessor;
import io.arxsvgx.telemetry.internal.evaluation.PlanBuilder;
import io.arxsvgx.telemetry.internal.evaluation.RuleRegistry;
import io.arxsvgx.telemetry.internal.evaluation.SilenceWatch;
import io.arxsvgx.telemetry.internal.evaluation.StreamLinker;
import io.arxsvgx.telemetry.internal.ingest.EventAccessor;
import io.arxsvgx.telemetry.internal.label.SeriesKey;
import io.arxsvgx.telemetry.internal.state.ActiveRule;
import io.arxsvgx.telemetry.internal.state.AlertRecord;
import io.arxsvgx.telemetry.internal.state.SeriesBuffers;
import io.arxsvgx.telemetry.internal.state.SeriesRegistry;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.internal.state.SilenceRegistry;
import io.arxsvgx.telemetry.internal.state.TypeIndex;
import io.arxsvgx.telemetry.internal.state.VerdictBuffer;
import io.arxsvgx.telemetry.notification.NotifierContext;
import io.arxsvgx.telemetry.series.SeriesFilter;
import io.arxsvgx.telemetry.series.SeriesHistory;
import io.arxsvgx.telemetry.text.LabelSet;
import io.arxsvgx.telemetry.text.Timestamps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The components of an engine. */
public final class EngineComponents {
    public final RuleRegistry rules;
    public final ActionDispatcher actions;
    public final AlertRegistry alerts;
    public final PatternRegistry patterns = new PatternRegistry();
    public final SilenceRegistry silences;
    public final SilenceManager silenceManager;
    /** The alerts of the store, or the listed ones if it cannot be queried. */
    public final AlertHistory history;

    public final BulkheadExecutor.Setup executorSetup;
    private final @Nullable CallerRunsQueue callerQueue;
    final DistinctErrorLog faults;
    public final SeriesRegistry registry;
    final AlertDispatcher dispatcher;
    final SeriesClock seriesClock;
    final AlertFactory alertFactory;
    final AlertStateMachine lifecycle;
    final AlertTimer timer;
    final SilenceWatch silence;
    final StreamLinker streams;
    final PlanBuilder router;
    final EventProcessor pipeline;
    final PatternAlertManager patternAlerts;
    final DetectionScheduler detection;
    public final AlertStoreWriter store;
    final NotifierPort notifier;
    private final NotifierContext notifierContext;
    final LatencyHistogram latency = new LatencyHistogram();
    private final SubscriberPort subscribers;
    private boolean restored;

    EngineComponents(
            EngineSettings settings,
            SubscriberPort subscribers,
            EventAccessor events,
            int tokenShift,
            LongSupplier clock,
            Logger log) {
        this.subscribers = subscribers;
        faults = new DistinctErrorLog(log);
        callerQueue = settings.ownThread() ? null : new CallerRunsQueue();
        executorSetup =
                new BulkheadExecutor.Setup(settings.owner(), clock, settings.actionTimeout(), faults, callerQueue);
        silences = new SilenceRegistry(() -> Timestamps.ofNanos(settings.wall().getAsLong()));
        rules = new RuleRegistry(settings.conditions());
        actions = new ActionDispatcher(executorSetup);
        alerts = new AlertRegistry(settings.resolvedAlerts(), silences);
        silenceManager = new SilenceManager(settings.store(), silences, faults, log);
        notifier = new NotifierPort(settings.notifier(), faults);
        notifierContext = new EngineNotifierContext(settings, this);
        store = new AlertStoreWriter(
                settings.store(), executorSetup, alerts, patterns::newest, silenceManager, notifier);
        history =
                settings.store() instanceof AlertHistory kept ? kept : new ListedAlertHistory(alerts, patterns::newest);
        dispatcher = new AlertDispatcher(store, actions, subscribers, notifier, silences, log);
        AlertIds ids = settings.isolated() ? new AlertIds("") : new AlertIds();
        AlertDeadlines deadlines = new AlertDeadlines(settings.staleAfter(), settings.seriesExpiry());
        seriesClock = new SeriesClock(deadlines);
        alertFactory = new AlertFactory(ids, patterns);
        lifecycle = new AlertStateMachine(alerts, dispatcher, alertFactory, deadlines, seriesClock);
        registry =
                new SeriesRegistry(settings.maxSeries(), settings.maxHistorySize(), tokenShift, settings.staleAfter());
        SingleWriterCounter conditionFaults = new SingleWriterCounter();
        VerdictBuffer verdicts = new VerdictBuffer();
        streams = new StreamLinker(registry, seriesClock);
        router = new PlanBuilder(faults, conditionFaults, verdicts, streams, seriesClock);
        ConditionFailures failures = new ConditionFailures(router, lifecycle, verdicts);
        timer = new AlertTimer(
                lifecycle,
                dispatcher,
                deadlines,
                new EvaluationDeadlines(failures, settings.staleAfter()),
                seriesClock);
        silence = new SilenceWatch(registry, router, lifecycle, timer, seriesClock);
        pipeline = new EventProcessor(
                registry,
                lifecycle,
                timer,
                seriesClock,
                router,
                streams,
                silence,
                failures,
                verdicts,
                conditionFaults,
                events,
                settings.seriesExpiry(),
                settings.staleAfter());
        patternAlerts = new PatternAlertManager(
                alerts, dispatcher, ids, patterns, settings.alertThreshold(), settings.patternActions());
        detection = new DetectionScheduler(
                settings.detectors(),
                executorSetup,
                registry,
                rules,
                patterns,
                patternAlerts,
                subscribers,
                store,
                settings.wall(),
                seriesClock::wallOffset);
    }

    /** Returns the newest kept values of a series. For any thread. */
    public Optional<SeriesHistory> history(String source, String type, LabelSet labels, int limit) {
        return Optional.ofNullable(registry.registered(source, type, labels)).map(series -> copy(series, limit));
    }

    /** Returns the newest kept values of the series or stream that a rule evaluates. For any thread. */
    public Optional<SeriesHistory> historyOfRule(String ruleId, String source, LabelSet labels, int limit) {
        ActiveRule rule = rules.entry(ruleId);
        if (rule == null) {
            return Optional.empty();
        }
        TypeIndex root = registry.types().get(rule.rule.field());
        TypeIndex index = root == null ? null : root.find(rule);
        return index == null
                ? Optional.empty()
                : Optional.ofNullable(index.series.get(new SeriesKey(source, labels)))
                        .map(series -> copy(series, limit));
    }

    private SeriesHistory copy(SeriesState series, int limit) {
        return SeriesBuffers.copy(series, limit, seriesClock.wallOffset());
    }

    /** Returns the newest kept values of the selected series, by type and source. For any thread. */
    public List<SeriesHistory> histories(int limit, SeriesFilter wanted) {
        List<SeriesHistory> all = new ArrayList<>();
        long offset = seriesClock.wallOffset();
        registry.types().values().stream()
                .sorted(Comparator.comparing(index -> index.type))
                .forEach(index -> index.series.values().stream()
                        .filter(series -> wanted.wants(
                                series.source(), index.type, series.labels, series.eventsBefore + series.counted()))
                        .sorted(Comparator.comparing(SeriesState::source).thenComparing(series -> series.labels))
                        .forEach(series -> all.add(SeriesBuffers.copy(series, limit, offset))));
        return Collections.unmodifiableList(all);
    }

    /** Acknowledges an alert, and notifies. For any thread. */
    public boolean acknowledge(String alertId, Acknowledgement acknowledgement) {
        AlertRecord entry = alerts.find(alertId);
        if (entry == null) {
            return store.change(alertId, "acknowledged", kept -> kept.acknowledge(alertId, acknowledgement));
        }
        acknowledge(entry, acknowledgement);
        return true;
    }

    void acknowledge(AlertRecord entry, Acknowledgement acknowledgement) {
        synchronized (entry) {
            entry.acknowledge(acknowledgement);
            dispatcher.step(entry, AlertTransition.UPDATED, List.of());
        }
    }

    /** Takes the acknowledgement of an alert back, and notifies. For any thread. */
    public boolean unacknowledge(String alertId, AlertActivity by) {
        AlertRecord entry = alerts.find(alertId);
        if (entry == null) {
            return store.change(alertId, "unacknowledged", kept -> kept.unacknowledge(alertId, by));
        }
        synchronized (entry) {
            if (FalsePositiveFeedback.isMark(entry.acknowledgement)
                    || !entry.unacknowledge(by.who(), by.note(), by.at())) {
                return false;
            }
            dispatcher.step(entry, AlertTransition.UPDATED, List.of());
            return true;
        }
    }

    /** Runs the waiting calls on the caller's thread, if the processor is caller-driven. */
    void runCalls() {
        if (callerQueue != null) {
            callerQueue.run();
        }
    }

    /** Returns whether the calling thread is running such a call. */
    boolean isCalling() {
        return callerQueue != null && callerQueue.isRunningHere();
    }

    private void runCalls(long deadline) {
        if (callerQueue != null) {
            callerQueue.run(deadline - System.nanoTime());
        }
    }

    /**
     * Restores the silences of an earlier process, and ends the patterns that its detectors reported; before the first start.
     */
    void restore(AlertStore from) {
        silenceManager.restore();
        if (restored) {
            return;
        }
        restored = true;
        try {
            from.endPatterns(silences.now());
        } catch (Throwable fault) {
            DistinctErrorLog.rethrowFatal(fault);
            faults.log("cannot mark the patterns of earlier processes as ended", fault);
        }
    }

    void start() {
        store.start();
        notifier.start(notifierContext);
        actions.start();
        subscribers.start();
        detection.start();
    }

    /** Stops the executors; returns the numbers of unfinished action calls and messages. */
    long[] stop(long deadline) {
        runCalls(deadline);
        detection.stop(deadline);
        int unstored = store.stop(deadline);
        runCalls(deadline);
        int calls = actions.stop(deadline);
        int unsent = notifier.stop(deadline);
        return new long[] {calls + unstored + unsent, subscribers.stop(deadline)};
    }

    void close() {
        detection.close();
        notifier.close();
        store.close();
        actions.close();
        subscribers.close();
    }
}
