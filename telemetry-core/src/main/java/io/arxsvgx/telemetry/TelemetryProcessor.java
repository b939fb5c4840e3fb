// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertAction;
import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.alert.AlertStoreException;
import io.arxsvgx.telemetry.alert.InspectionTrigger;
import io.arxsvgx.telemetry.alert.NotificationSender;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.internal.concurrent.DistinctErrorLog;
import io.arxsvgx.telemetry.internal.concurrent.IdleStrategy;
import io.arxsvgx.telemetry.internal.concurrent.ThreadOwner;
import io.arxsvgx.telemetry.internal.ingest.DropReason;
import io.arxsvgx.telemetry.internal.ingest.IngestGateway;
import io.arxsvgx.telemetry.internal.ingest.MpscRingBuffer;
import io.arxsvgx.telemetry.internal.loop.EngineComponents;
import io.arxsvgx.telemetry.internal.loop.EngineSettings;
import io.arxsvgx.telemetry.internal.loop.MetricsReader;
import io.arxsvgx.telemetry.internal.loop.ProcessorEngine;
import io.arxsvgx.telemetry.internal.loop.RuleStatusReader;
import io.arxsvgx.telemetry.internal.operations.EngineActions;
import io.arxsvgx.telemetry.internal.operations.EngineAlerts;
import io.arxsvgx.telemetry.internal.operations.EnginePatterns;
import io.arxsvgx.telemetry.internal.operations.EngineRules;
import io.arxsvgx.telemetry.internal.operations.EngineSeries;
import io.arxsvgx.telemetry.internal.operations.EngineSilences;
import io.arxsvgx.telemetry.notification.AlertNotifier;
import io.arxsvgx.telemetry.operations.ActionOperations;
import io.arxsvgx.telemetry.operations.AlertOperations;
import io.arxsvgx.telemetry.operations.PatternOperations;
import io.arxsvgx.telemetry.operations.RuleOperations;
import io.arxsvgx.telemetry.operations.SeriesOperations;
import io.arxsvgx.telemetry.operations.SilenceOperations;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.PatternDetector;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.snapshot.DashboardSnapshot;
import io.arxsvgx.telemetry.snapshot.ProcessingTimes;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import io.arxsvgx.telemetry.snapshot.RuleStatus;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.LabelLimits;
import io.arxsvgx.telemetry.text.LabelSet;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/**
 * A processor of telemetry inside the host's own process: it accepts events, evaluates rules on them, and fires and resolves
 * alerts.
 *
 * <p>Any number of threads may record events; one thread of the processor, named {@code telemetry-loop}, processes
 * them. Events recorded before {@link #start} wait for it; after {@link #stop()} they are dropped, until the processor
 * is started again. Counters, rules and alerts survive a stop. At every instant {@code offered = accepted + dropped}
 * and {@code accepted = processed + waiting}.
 *
 * <p>Operations are grouped: {@link #rules}, {@link #alerts()}, {@link #silences}, {@link #actions},
 * {@link #patterns()}, {@link #series()}. The most used operations also have a method here, which delegates.
 *
 * <pre>{@code
 * try (TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults())) {
 *     processor.addAlertRule(rule);
 *     processor.registerAction("stop_pump", alert -> pump.stop());
 *     processor.start();
 *     processor.series("pump", "temperature").record(93.5);
 * }
 * }</pre>
 *
 * <p>All methods may be called by any thread, unless they say otherwise. Thread-safe.
 */
public final class TelemetryProcessor implements AutoCloseable {
    private static final String LOGGER = "io.arxsvgx.telemetry";
    private static final int RECENT_ALERTS = 10;
    private static final Duration DEFAULT_STOP_TIMEOUT = Duration.ofSeconds(5);

    private final TelemetryConfig config;
    private final String name;
    private final IngestGateway gateway;
    private @Nullable MpscRingBuffer direct;
    private final ProcessorEngine engine;
    private final EngineComponents parts;
    private final MetricsReader metrics;
    private final SubscriberDispatcher subscribers;
    private final Logger log;
    private final DistinctErrorLog badEvents;
    private final EngineRules rules;
    private final AlertOperations alerts;
    private final SilenceOperations silences;
    private final ActionOperations actions;
    private final PatternOperations patterns;
    private final SeriesOperations seriesOperations;
    private final @Nullable AlertNotifier notifier;

    private TelemetryProcessor(Builder builder) {
        config = builder.config;
        name = builder.name;
        log = builder.isolated ? NOPLogger.NOP_LOGGER : logger(name);
        badEvents = new DistinctErrorLog(log);
        subscribers = new SubscriberDispatcher(this::dashboard);
        engine = new ProcessorEngine(settings(builder), subscribers, new TelemetryEvent.Reader(), log);
        gateway = engine.gateway();
        direct = gateway.direct();
        parts = engine.parts();
        subscribers.use(parts.executorSetup);
        metrics = new MetricsReader(engine, subscribers);
        RuleStatusReader statuses = new RuleStatusReader(parts);
        actions = new EngineActions(parts.actions);
        rules = new EngineRules(engine, statuses, actions, log);
        alerts = new EngineAlerts(engine, statuses);
        silences = new EngineSilences(parts);
        patterns = new EnginePatterns(parts.patterns);
        seriesOperations = new EngineSeries(parts);
        notifier = builder.notifier;
        new BuiltInActions(log, notifier != null, builder.senders(), builder.inspections())
                .register(parts.actions, subscribers::snapshotDue);
    }

    private static Logger logger(String name) {
        return LoggerFactory.getLogger(name.isEmpty() ? LOGGER : LOGGER + "." + name);
    }

    private EngineSettings settings(Builder builder) {
        TimeSource time = config.timeSource();
        return new EngineSettings(
                new ThreadOwner(name),
                config.bufferSize(),
                EpochNanos.of(config.whenFull().timeout()),
                EpochNanos.of(config.processingInterval()),
                config.alertThreshold(),
                config.maxHistorySize(),
                config.maxSeries(),
                EpochNanos.of(config.seriesExpiry()),
                EpochNanos.of(config.staleAfter()),
                EpochNanos.of(config.actionTimeout()),
                builder.resolvedAlerts,
                idle(config.waitStrategy()),
                builder.ownThread,
                time::epochNanos,
                time::nanoTime,
                ServiceDiscovery.conditions(builder.conditions),
                builder.store,
                builder.notifier,
                builder.detectors(),
                List.copyOf(builder.patternActions),
                builder.isolated);
    }

    private static IdleStrategy idle(WaitStrategy strategy) {
        return switch (strategy) {
            case DEFAULT -> new IdleStrategy(250_000, 4);
            case LOW_LATENCY -> new IdleStrategy(1, 2_000);
            case SPINNING -> new IdleStrategy(0, -1);
        };
    }

    /**
     * Creates a processor with the conditions, detectors and senders that the service loader finds.
     *
     * @param config its configuration
     * @return a processor that accepts events but has not started
     * @throws IllegalStateException if two conditions on the class path have the same name
     */
    public static TelemetryProcessor create(TelemetryConfig config) {
        return builder().config(config).build();
    }

    /**
     * Returns a builder, for a processor that needs more than a configuration.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the configuration.
     *
     * @return the configuration
     */
    public TelemetryConfig config() {
        return config;
    }

    /**
     * Returns the name that distinguishes this processor from others in the same process.
     *
     * @return the name; empty, the default, for none
     */
    public String name() {
        return name;
    }

    /**
     * Starts processing. Does nothing if it has started. The first start in a process takes about 0.1 s, in which the classes
     * that the first events need are loaded. It also restores the silences that the {@link Builder#alertStore alert store}
     * has of an earlier process; if the store is unavailable, the failure is logged, and they are restored when it is
     * available again.
     *
     * @throws IllegalStateException if the processor was closed
     */
    public void start() {
        if (engine.isNew() && config.maxSeries() < HeapLimits.MAX_SERIES) {
            log.info(
                    "processor starts with up to {} series and {} kept values; heap {} MB",
                    config.maxSeries(),
                    config.maxHistorySize(),
                    Runtime.getRuntime().maxMemory() >> 20);
        }
        WarmUp.runOnce(parts.rules.providers().values());
        engine.start();
        rules.logActionWarnings();
    }

    /**
     * Stops processing: rejects new events, processes all that were accepted, and gives actions and subscribers up to five
     * seconds to finish. Does nothing if the processor does not run.
     *
     * @return the work that was not completed, which is also logged
     * @throws IllegalStateException if called from within the loop, by a condition
     */
    public StopReport stop() {
        return stop(DEFAULT_STOP_TIMEOUT);
    }

    /**
     * Stops processing as {@link #stop()} does, with a timeout of the caller's choice. Accepted events are processed first,
     * unless a condition hangs for 5 s. Then the calls of actions and subscribers have the timeout: one that still runs is
     * interrupted, one that has not begun waits for the next start, and both are counted in the report. Calls on the caller's
     * thread, if the processor is caller-driven, are never interrupted.
     *
     * @param timeout how long the alert store, actions and subscribers together may take to finish; at least 0
     * @return the work that was not completed, which is also logged
     * @throws IllegalArgumentException if {@code timeout} is negative
     * @throws IllegalStateException if called from within the loop, by a condition
     */
    public StopReport stop(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout: expected a duration of at least 0, got " + timeout);
        }
        return report(engine.stop(EpochNanos.of(timeout)));
    }

    private StopReport report(long[] left) {
        StopReport report = new StopReport(left[0], left[1], left[2]);
        if (!report.isComplete()) {
            log.warn(
                    "processor stopped with {} events, {} action calls and {} subscriber messages not completed",
                    report.eventsLeft(),
                    report.actionCallsLeft(),
                    report.messagesLeft());
        }
        return report;
    }

    /** Stops permanently and releases all resources. Does nothing the second time. */
    @Override
    public void close() {
        report(engine.close(EpochNanos.of(DEFAULT_STOP_TIMEOUT)));
    }

    /**
     * Returns whether events are processed now.
     *
     * @return true from {@link #start} to {@link #stop()}, unless the loop has failed
     */
    public boolean isRunning() {
        return engine.isRunning();
    }

    /**
     * Ingests an event. Never throws, and never blocks unless {@link TelemetryConfig#whenFull} requires it.
     *
     * @param event the event
     * @return true if it was accepted; false if it was dropped, and counted under its reason
     */
    public boolean ingest(TelemetryEvent event) {
        return admit(event) == null;
    }

    /**
     * Ingests an event given as a map, which {@link TelemetryEvent#fromMap} reads. Never throws, and never blocks unless
     * {@link TelemetryConfig#whenFull} requires it; each distinct fault of a map is logged once.
     *
     * @param data the map
     * @return true if it was accepted; false if it was dropped, and counted under its reason
     */
    public boolean ingest(Map<String, ?> data) {
        TelemetryEvent event;
        try {
            event = TelemetryEvent.fromMap(data);
        } catch (InvalidEventException e) {
            badEvents.log("event map rejected for its " + e.field(), e);
            gateway.refuse(e.reason());
            return false;
        } catch (Throwable e) {
            DistinctErrorLog.rethrowFatal(e);
            badEvents.log("cannot read an event map", e);
            gateway.refuse(DropReason.NOT_AN_EVENT);
            return false;
        }
        return admit(event) == null;
    }

    /**
     * Ingests an event and returns the outcome. Never throws, and never blocks unless {@link TelemetryConfig#whenFull}
     * requires it.
     *
     * @param event the event
     * @return whether it was accepted, and why not
     */
    public Admission offer(TelemetryEvent event) {
        DropReason reason = admit(event);
        if (reason == null) {
            return Admission.ACCEPTED;
        }
        return switch (reason) {
            case BUFFER_FULL -> Admission.BUFFER_FULL;
            case NOT_RUNNING -> Admission.NOT_RUNNING;
            default -> Admission.INVALID;
        };
    }

    @SuppressWarnings("ConstantValue")
    private @Nullable DropReason admit(TelemetryEvent event) {
        DropReason fault = event == null ? DropReason.NOT_AN_EVENT : event.fault();
        if (fault != null) {
            return gateway.refuse(fault);
        }
        MpscRingBuffer ring = direct;
        return ring != null && ring.isSingleStripe() ? gateway.admit(ring, event) : admitIndirectly(event);
    }

    private @Nullable DropReason admitIndirectly(TelemetryEvent event) {
        MpscRingBuffer ring = direct;
        if (ring != null && ring.isStriped()) {
            direct = null;
        }
        return gateway.admit(event);
    }

    /**
     * Returns a handle on a series, for hot paths. Works in every state of the processor.
     *
     * @param source what is measured, such as a machine; 1 to 1,000 characters
     * @param type the quantity that is measured; 1 to 1,000 characters
     * @return a handle that stays valid
     * @throws IllegalArgumentException if source or type is empty or too long
     */
    public TelemetrySeries series(String source, String type) {
        if (!EventValidation.isName(source)) {
            throw new IllegalArgumentException(EventValidation.name("source", source));
        }
        if (!EventValidation.isName(type)) {
            throw new IllegalArgumentException(EventValidation.name("type", type));
        }
        return new TelemetrySeries(gateway, source, type, LabelSet.EMPTY);
    }

    /**
     * Returns a handle on a series with labels, for hot paths. Recording by it costs what recording without labels costs.
     *
     * <pre>{@code
     * TelemetrySeries latency = processor.series("shop", "http.latency", Map.of("uri", "/cart", "status", "200"));
     * latency.record(12.5);
     * }</pre>
     *
     * @param source what is measured, such as a machine; 1 to 1,000 characters
     * @param type the quantity that is measured; 1 to 1,000 characters
     * @param labels values by name, in any order; at most 32, names of 1 to 128 characters, values of at most 1,024; an
     *     empty value counts as absent
     * @return a handle that stays valid
     * @throws IllegalArgumentException if source, type or labels are beyond their limits
     */
    public TelemetrySeries series(String source, String type, Map<String, String> labels) {
        TelemetrySeries unlabelled = series(source, type);
        LabelSet set = LabelSet.of(labels);
        String problem = LabelLimits.problem(set);
        if (problem != null) {
            throw new IllegalArgumentException("labels: " + problem);
        }
        return set.isEmpty() ? unlabelled : new TelemetrySeries(gateway, source, type, set);
    }

    /**
     * Waits until everything accepted before the call has been processed. May be called from an action or a subscriber.
     *
     * @param atMost the maximum time to wait
     * @return true if it was processed; false if the time ran out, or events wait and the processor does not run
     * @throws IllegalStateException if called from within the loop, by a condition
     */
    public boolean flush(Duration atMost) {
        return engine.flush(EpochNanos.of(atMost));
    }

    /**
     * Runs one pass of the loop: applies rule changes, processes the events that wait, handles the deadlines that have
     * passed, and then calls the actions and subscribers that are due, on the calling thread. Only for a processor built with
     * {@link Builder#callerDriven}; passes of several threads run one after the other, and one of them makes the calls.
     * Called from within an action or subscriber, it runs a pass whose calls follow when that action or subscriber has
     * returned.
     *
     * @return how many events it processed; 0 if the processor does not run
     * @throws IllegalStateException if the processor has a thread of its own, or if called from within the loop
     */
    public int runOnce() {
        return engine.runOnce();
    }

    /**
     * Returns the rules: add, check, remove, list, live status.
     *
     * @return the rules
     */
    public RuleOperations rules() {
        return rules;
    }

    /**
     * Returns the alerts: list, find, history, acknowledge, mark as false positive.
     *
     * @return the alerts
     */
    public AlertOperations alerts() {
        return alerts;
    }

    /**
     * Returns the silences: add, expire, list.
     *
     * @return the silences
     */
    public SilenceOperations silences() {
        return silences;
    }

    /**
     * Returns the actions: register, names, failures.
     *
     * @return the actions
     */
    public ActionOperations actions() {
        return actions;
    }

    /**
     * Returns the notifier.
     *
     * @return empty if the processor was built without one
     */
    public Optional<AlertNotifier> notifier() {
        return Optional.ofNullable(notifier);
    }

    /**
     * Returns the results of failure detection.
     *
     * @return the patterns and risks
     */
    public PatternOperations patterns() {
        return patterns;
    }

    /**
     * Returns the known series and their newest values.
     *
     * @return the series
     */
    public SeriesOperations series() {
        return seriesOperations;
    }

    /**
     * Adds or replaces a rule, as {@link RuleOperations#add} does.
     *
     * @param rule the rule
     * @return true if it was added, false if it replaced another one
     * @throws IllegalArgumentException if the rule is rejected; the message names the nearest valid name
     */
    public boolean addAlertRule(AlertRule rule) {
        return rules.add(rule);
    }

    /**
     * Removes a rule, and resolves its open alerts.
     *
     * @param ruleId the rule's id
     * @return false if there is none of that id
     */
    public boolean removeAlertRule(String ruleId) {
        return rules.remove(ruleId);
    }

    /**
     * Returns the rules.
     *
     * @return all, in the order in which they were added
     */
    public List<AlertRule> alertRules() {
        return rules.list();
    }

    /**
     * Returns the live status of a rule.
     *
     * @param ruleId the rule's id
     * @return empty if there is none of that id
     */
    public Optional<RuleStatus> ruleStatus(String ruleId) {
        return rules.status(ruleId);
    }

    /**
     * Registers an action, or replaces the one of the same name.
     *
     * @param actionName the name by which rules refer to it
     * @param action the action
     * @throws IllegalArgumentException if the name is empty
     */
    public void registerAction(String actionName, AlertAction action) {
        actions.register(actionName, action);
    }

    /**
     * Delivers snapshots, alerts and patterns to a subscriber from now on.
     *
     * @param subscriber the subscriber; one that is subscribed already is not added twice
     * @return the subscription, which {@link Subscription#close} ends
     * @throws IllegalStateException if there are 1,000 subscribers
     */
    public Subscription subscribe(TelemetrySubscriber subscriber) {
        return subscribers.add(subscriber);
    }

    /**
     * Delivers alerts to a listener from now on, as {@link TelemetrySubscriber#onAlert} gets them. Each call creates a
     * subscription with a thread of its own, unless the processor is caller-driven; for several kinds in one, or for
     * the number of missed messages, use {@link #subscribe}.
     *
     * <pre>{@code
     * Subscription subscription = processor.onAlert(alert -> System.out.println(alert.description()));
     * }</pre>
     *
     * @param listener the receiver of each alert
     * @return the subscription, which {@link Subscription#close} ends
     * @throws IllegalStateException if there are 1,000 subscribers
     */
    public Subscription onAlert(Consumer<Alert> listener) {
        return subscribers.onAlert(listener);
    }

    /**
     * Delivers failure patterns to a listener from now on, as {@link TelemetrySubscriber#onPattern} gets them.
     *
     * <pre>{@code
     * Subscription subscription = processor.onPattern(pattern -> System.out.println(pattern.description()));
     * }</pre>
     *
     * @param listener the receiver of each pattern
     * @return the subscription, which {@link Subscription#close} ends
     * @throws IllegalStateException if there are 1,000 subscribers
     */
    public Subscription onPattern(Consumer<FailurePattern> listener) {
        return subscribers.onPattern(listener);
    }

    /**
     * Delivers a snapshot to a listener every {@link TelemetryConfig#processingInterval} from now on, as
     * {@link TelemetrySubscriber#onSnapshot} gets them.
     *
     * <pre>{@code
     * Subscription subscription = processor.onSnapshot(snapshot -> gauge.set(snapshot.activeAlerts()));
     * }</pre>
     *
     * @param listener the receiver of each snapshot
     * @return the subscription, which {@link Subscription#close} ends
     * @throws IllegalStateException if there are 1,000 subscribers
     */
    public Subscription onSnapshot(Consumer<DashboardSnapshot> listener) {
        return subscribers.onSnapshot(listener);
    }

    /**
     * Ends a subscription. May be called from within the subscriber's methods.
     *
     * @param subscriber the subscriber
     * @return false if it was not subscribed
     */
    public boolean unsubscribe(TelemetrySubscriber subscriber) {
        return subscribers.remove(subscriber);
    }

    /**
     * Returns a snapshot for a dashboard.
     *
     * @return a new snapshot
     */
    public DashboardSnapshot dashboard() {
        ProcessorMetrics now = metrics.read();
        return DashboardSnapshot.builder()
                .lastUpdate(Instant.ofEpochSecond(0, config.timeSource().epochNanos()))
                .totalEvents(now.processed())
                .activeAlerts(now.activeAlerts())
                .systemStatus(now.systemStatus())
                .recentAlerts(alerts(RECENT_ALERTS))
                .patternCount(parts.patterns.count())
                .riskAssessments(parts.patterns.risks())
                .analytics(parts.patterns.analytics())
                .metrics(now)
                .build();
    }

    /**
     * Returns the newest firing and resolved alerts. Every firing alert is kept, and the newest resolved ones.
     *
     * @param limit the maximum number; 0 or less for none
     * @return newest last
     */
    public List<Alert> alerts(int limit) {
        return alerts.newest(limit);
    }

    /**
     * Returns the newest pending alerts: those whose condition has held for less than the rule's {@code for}.
     *
     * @param limit the maximum number; 0 or less for none
     * @return newest last, by the time of the first breaching event
     */
    public List<Alert> pendingAlerts(int limit) {
        return alerts.pending(limit);
    }

    /**
     * Acknowledges an alert, as {@link AlertOperations#acknowledge} does.
     *
     * @param alertId the alert's id
     * @param who the person; not empty
     * @param note a note; may be empty
     * @return false if neither the processor nor its store has an alert of that id that fired
     * @throws IllegalArgumentException if {@code who} is empty
     * @throws AlertStoreException if only the store could have the alert, and it is unavailable
     */
    public boolean acknowledge(String alertId, String who, String note) {
        return alerts.acknowledge(alertId, who, note);
    }

    /**
     * Marks an alert as a false positive, as {@link AlertOperations#markFalsePositive} does.
     *
     * @param alertId the alert's id
     * @param who the person; not empty
     * @return false if nothing changed
     * @throws IllegalArgumentException if {@code who} is empty
     * @throws IllegalStateException if called by the processor's own thread
     */
    public boolean markFalsePositive(String alertId, String who) {
        return alerts.markFalsePositive(alertId, who);
    }

    /**
     * Reverses {@link #markFalsePositive}.
     *
     * @param alertId the alert's id
     * @param who the person; not empty
     * @return false if nothing changed
     * @throws IllegalArgumentException if {@code who} is empty
     * @throws IllegalStateException if called by the processor's own thread
     */
    public boolean clearFalsePositive(String alertId, String who) {
        return alerts.clearFalsePositive(alertId, who);
    }

    /**
     * Adds a silence, as {@link SilenceOperations#add} does.
     *
     * @param silence the silence; one with the same id is replaced, one that has ended has no effect
     * @throws IllegalStateException if there are 1,000 silences
     * @throws AlertStoreException if the store is unavailable; the silence is not in force then
     */
    public void silence(Silence silence) {
        silences.add(silence);
    }

    /**
     * Ends a silence, as {@link SilenceOperations#expire} does.
     *
     * @param silenceId its id
     * @return false if there is none of that id
     * @throws AlertStoreException if the store is unavailable; the silence stays in force then
     */
    public boolean expireSilence(String silenceId) {
        return silences.expire(silenceId);
    }

    /**
     * Returns the newest failure patterns.
     *
     * @param limit the maximum number; 0 or less for none
     * @return newest last
     */
    public List<FailurePattern> patterns(int limit) {
        return patterns.newest(limit);
    }

    /**
     * Writes a checkpoint of all series: their values, the state of conditions, pending and firing alerts. Processing
     * continues meanwhile; each series is written as it is at some moment during the call.
     *
     * @param to the destination; not closed
     * @throws IOException if {@code to} fails
     */
    public synchronized void saveState(OutputStream to) throws IOException {
        engine.stateKeeper().save(requireNonNull(to, "to"));
    }

    /**
     * Restores a checkpoint of an earlier processor, and the alerts that fired when it ended. Call it before the first
     * {@link #start}, with the same rules added; it is applied with the first pass of the loop. Windows, pending and firing
     * alerts continue; the time between does not count. A firing alert whose rule no longer watches its series is resolved
     * with that reason.
     *
     * @param state the checkpoint that {@link #saveState} wrote; null for none, so that windows start empty
     * @param firing the alerts that fired, as an {@link AlertStore} recorded them; alerts of the checkpoint that this
     *     list lacks were resolved after the checkpoint. Resolved alerts may be among them: they are not listed, but
     *     keep their marks of {@link #markFalsePositive}, which can be cleared
     * @throws io.arxsvgx.telemetry.series.CheckpointVersionException if {@code state} has a version that this release does
     *     not read
     * @throws IOException if {@code state} fails or is not a checkpoint
     * @throws IllegalStateException if the processor was started before
     */
    public synchronized void restoreState(@Nullable InputStream state, List<Alert> firing) throws IOException {
        if (!engine.isNew()) {
            throw new IllegalStateException("cannot restore state: the processor was started before");
        }
        if (state == null) {
            engine.stateKeeper().read(firing);
        } else {
            engine.stateKeeper().read(new DataInputStream(state), firing);
        }
    }

    /**
     * Returns the current problems, each in one line, which {@link ProcessorMetrics#statusReason} joins. A condition
     * that is disabled on a series, an action, a subscriber, a detector or the store that failed is named until its
     * next success.
     *
     * @return empty if the status is healthy
     */
    public List<String> problems() {
        return metrics.problems();
    }

    /**
     * Returns the counts and the status of this processor now.
     *
     * @return the metrics
     */
    public ProcessorMetrics metrics() {
        return metrics.read();
    }

    /**
     * Returns the distribution of processing times since this processor was created.
     *
     * @return counts by time
     */
    public ProcessingTimes processingTimes() {
        return metrics.times();
    }

    /** A builder of processors. Not thread-safe. */
    public static final class Builder {
        private static final int MAX_RESOLVED_ALERTS = 10_000_000;
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

        private final List<ConditionProvider> conditions = new ArrayList<>();
        private final List<PatternDetector> detectors = new ArrayList<>();
        private final List<NotificationSender> senders = new ArrayList<>();
        private final List<InspectionTrigger> inspections = new ArrayList<>();
        private List<String> patternActions = List.of("log_alert");
        private TelemetryConfig config = TelemetryConfig.defaults();
        private String name = "";
        private AlertStore store = AlertStore.inMemory();
        private @Nullable AlertNotifier notifier;
        private int resolvedAlerts = 10_000;
        private boolean ownThread = true;
        private boolean isolated;

        private Builder() {}

        /**
         * Sets the configuration.
         *
         * @param value {@link TelemetryConfig#defaults()} by default
         * @return this builder
         */
        public Builder config(TelemetryConfig value) {
            config = requireNonNull(value, "config");
            return this;
        }

        /**
         * Sets a name, where a process has several processors: its threads are called {@code telemetry-NAME-…} then, its
         * logger {@code io.arxsvgx.telemetry.NAME}, and a server adds the label {@code processor} to its metrics.
         *
         * @param value 1 to 64 letters, digits, {@code -} or {@code _}; none by default
         * @return this builder
         * @throws IllegalArgumentException if it contains anything else
         */
        public Builder name(String value) {
            if (!NAME.matcher(requireNonNull(value, "name")).matches()) {
                throw new IllegalArgumentException(
                        "name: expected 1 to 64 letters, digits, - or _, got " + ForeignText.quote(value));
            }
            name = value;
            return this;
        }

        /**
         * Lets the caller run the loop by {@link TelemetryProcessor#runOnce}: for tests, and for hosts
         * with an event loop of their own. The processor then has no threads: {@code runOnce}, {@code flush} and
         * {@code stop} run actions, subscribers and detectors on the calling thread, in order, before they return. A call
         * that hangs blocks that thread; there is no timeout. Only an {@link #alertStore alert store} other than the
         * one in memory has a thread; the calls that follow its answer are made by the next {@code runOnce}.
         *
         * @return this builder
         */
        public Builder callerDriven() {
            ownThread = false;
            return this;
        }

        /**
         * Builds a processor for trials and replays, which depends on its input alone and has no side effects: it uses
         * the detectors, senders and inspections of this builder and none found by the service loader, numbers its
         * alerts from 1, and logs nothing. Conditions are found by the service loader as usual.
         *
         * @return this builder
         */
        public Builder isolated() {
            isolated = true;
            return this;
        }

        /**
         * Sets the store of alerts.
         *
         * @param value {@link AlertStore#inMemory()} by default; the processor closes it
         * @return this builder
         */
        public Builder alertStore(AlertStore value) {
            store = requireNonNull(value, "alertStore");
            return this;
        }

        /**
         * Sets the notifier, which sends notifications of the action {@code send_notification} and of patterns.
         *
         * @param value the notifier; the processor starts and closes it; none by default
         * @return this builder
         */
        public Builder notifier(AlertNotifier value) {
            notifier = requireNonNull(value, "notifier");
            return this;
        }

        /**
         * Sets the maximum number of resolved alerts that are listed.
         *
         * @param value 0 to 10,000,000; 10,000 by default
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder resolvedAlerts(int value) {
            if (value < 0 || value > MAX_RESOLVED_ALERTS) {
                throw new InvalidSettingException(
                        "resolvedAlerts", String.valueOf(value), "a whole number from 0 to " + MAX_RESOLVED_ALERTS);
            }
            resolvedAlerts = value;
            return this;
        }

        /**
         * Adds a kind of condition to those found by the service loader, or replaces the one of the same name.
         *
         * @param provider the condition
         * @return this builder
         */
        public Builder condition(ConditionProvider provider) {
            conditions.add(requireNonNull(provider, "condition"));
            return this;
        }

        /**
         * Adds a detector of failure patterns to those found by the service loader, or replaces the one of the same class.
         *
         * @param detector the detector
         * @return this builder
         */
        public Builder detector(PatternDetector detector) {
            detectors.add(requireNonNull(detector, "detector"));
            return this;
        }

        /**
         * Sets the actions of alerts that failure patterns raise.
         *
         * @param names {@code log_alert} by default
         * @return this builder
         */
        public Builder patternActions(String... names) {
            patternActions = List.of(names);
            return this;
        }

        /**
         * Adds a sender of the action {@code send_notification} to those found by the service loader.
         *
         * @param sender the sender
         * @return this builder
         */
        public Builder notificationSender(NotificationSender sender) {
            senders.add(requireNonNull(sender, "notificationSender"));
            return this;
        }

        /**
         * Adds a trigger of the action {@code trigger_inspection} to those found by the service loader.
         *
         * @param inspection the trigger
         * @return this builder
         */
        public Builder inspectionTrigger(InspectionTrigger inspection) {
            inspections.add(requireNonNull(inspection, "inspectionTrigger"));
            return this;
        }

        /**
         * Builds the processor.
         *
         * @return a processor that accepts events but has not started
         * @throws IllegalStateException if two conditions on the class path have the same name
         */
        public TelemetryProcessor build() {
            return new TelemetryProcessor(this);
        }

        private List<PatternDetector> detectors() {
            List<PatternDetector> all = new ArrayList<>(detectors);
            found(PatternDetector.class).stream()
                    .filter(found -> detectors.stream().noneMatch(given -> given.getClass() == found.getClass()))
                    .forEach(all::add);
            return all;
        }

        private List<NotificationSender> senders() {
            List<NotificationSender> all = new ArrayList<>(senders);
            all.addAll(found(NotificationSender.class));
            return all;
        }

        private List<InspectionTrigger> inspections() {
            List<InspectionTrigger> all = new ArrayList<>(inspections);
            all.addAll(found(InspectionTrigger.class));
            return all;
        }

        private <S> List<S> found(Class<S> service) {
            return isolated ? List.of() : ServiceDiscovery.found(service);
        }
    }
}
