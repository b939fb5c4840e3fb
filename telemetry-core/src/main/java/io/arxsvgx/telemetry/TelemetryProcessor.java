// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.alert.Acknowledgement;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertAction;
import io.arxsvgx.telemetry.alert.AlertHistory;
import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.alert.AlertStoreException;
import io.arxsvgx.telemetry.alert.InspectionTrigger;
import io.arxsvgx.telemetry.alert.NotificationSender;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.alert.StoreMetrics;
import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.internal.concurrent.DistinctErrorLog;
import io.arxsvgx.telemetry.internal.concurrent.IdleStrategy;
import io.arxsvgx.telemetry.internal.ingest.DropReason;
import io.arxsvgx.telemetry.internal.ingest.IngestGateway;
import io.arxsvgx.telemetry.internal.ingest.MpscRingBuffer;
import io.arxsvgx.telemetry.internal.loop.EngineComponents;
import io.arxsvgx.telemetry.internal.loop.EngineSettings;
import io.arxsvgx.telemetry.internal.loop.MetricsReader;
import io.arxsvgx.telemetry.internal.loop.ProcessorEngine;
import io.arxsvgx.telemetry.internal.loop.RuleStatusReader;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.PatternDetector;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.series.SeriesFilter;
import io.arxsvgx.telemetry.series.SeriesHistory;
import io.arxsvgx.telemetry.snapshot.DashboardSnapshot;
import io.arxsvgx.telemetry.snapshot.ProcessingTimes;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import io.arxsvgx.telemetry.snapshot.RuleStatus;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/**
 * Takes events, evaluates rules on them, and opens, holds and resolves alerts, inside the host's own process.
 *
 * <p>Any number of threads hand events in; a thread of the processor's own, named {@code telemetry-loop}, processes them.
 * Events handed in before {@link #start} wait for it; after {@link #stop} they are refused, until the processor is
 * started again. Counters, rules and alerts outlast a stop. At every instant {@code offered = accepted + dropped} and
 * {@code accepted = processed + waiting}.
 *
 * <p>All methods may be called by any thread, unless they say otherwise. Thread-safe.
 */
public final class TelemetryProcessor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");
    private static final int RECENT_ALERTS = 10;
    private static final long LANE_TIME = Duration.ofSeconds(5).toNanos();

    private final TelemetryConfig config;
    private final IngestGateway gateway;
    private @Nullable MpscRingBuffer direct;
    private final ProcessorEngine engine;
    private final EngineComponents parts;
    private final MetricsReader metrics;
    private final RuleStatusReader statuses;
    private final SubscriberDispatcher subscribers;
    private final Logger log;
    private final ActionWarnings actionWarnings;
    private final DistinctErrorLog badEvents;

    private TelemetryProcessor(Builder builder) {
        config = builder.config;
        log = builder.isolated ? NOPLogger.NOP_LOGGER : LOG;
        badEvents = new DistinctErrorLog(log);
        subscribers = new SubscriberDispatcher(this::dashboard);
        engine = new ProcessorEngine(settings(builder), subscribers, new TelemetryEvent.Reader(), log);
        gateway = engine.gateway();
        direct = gateway.direct();
        parts = engine.parts();
        subscribers.use(parts.executorSetup);
        metrics = new MetricsReader(engine, subscribers);
        statuses = new RuleStatusReader(parts);
        actionWarnings = new ActionWarnings(statuses, log);
        new BuiltInActions(log, builder.senders(), builder.inspections())
                .register(parts.actions, subscribers::snapshotDue);
    }

    private EngineSettings settings(Builder builder) {
        TimeSource time = config.timeSource();
        return new EngineSettings(
                this,
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
     * Makes a processor.
     *
     * @param config how it behaves
     * @return a processor that takes events but has not started
     * @throws IllegalStateException if two conditions of the same name are on the path
     */
    public static TelemetryProcessor create(TelemetryConfig config) {
        return builder().config(config).build();
    }

    /**
     * Starts a processor where more than the configuration is given.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * How this processor behaves.
     *
     * @return the configuration
     */
    public TelemetryConfig config() {
        return config;
    }

    /**
     * Starts processing. Does nothing if it has started. The first start in a process takes about 0.1 s, in which the classes
     * that the first events need are loaded. It also restores the silences that the {@link Builder#alertStore alert store}
     * has of an earlier process; if the store is unavailable, that is logged, and they are restored when it works again.
     *
     * @throws IllegalStateException if the processor was closed
     */
    public void start() {
        if (engine.isNew() && config.maxSeries() < HeapLimits.MAX_SERIES) {
            LOG.info(
                    "processor starts with up to {} series and {} kept values; heap {} MB",
                    config.maxSeries(),
                    config.maxHistorySize(),
                    Runtime.getRuntime().maxMemory() >> 20);
        }
        WarmUp.runOnce(parts.rules.providers().values());
        engine.start();
        alertRules().forEach(rule -> actionWarnings.check(rule, actions()));
    }

    /**
     * Takes no more events, processes all that were accepted, gives actions and subscribers up to five seconds to
     * finish, and returns. Never waits for one that hangs beyond that. Does nothing if the processor does not run.
     *
     * @return what was left undone; also logged if there is any
     * @throws IllegalStateException if called from within the loop, by a condition
     */
    public StopReport stop() {
        return report(engine.stop(LANE_TIME));
    }

    private StopReport report(long[] left) {
        StopReport report = new StopReport(left[0], left[1], left[2]);
        if (!report.isComplete()) {
            log.warn(
                    "the processor stopped and left {} events, {} calls of actions, {} messages to subscribers",
                    report.eventsLeft(),
                    report.actionCallsLeft(),
                    report.messagesLeft());
        }
        return report;
    }

    /** Stops for good and releases what the processor holds. Does nothing the second time. */
    @Override
    public void close() {
        report(engine.close(LANE_TIME));
    }

    /**
     * Whether events are processed now.
     *
     * @return true from {@link #start} to {@link #stop}, unless the loop has failed
     */
    public boolean isRunning() {
        return engine.isRunning();
    }

    /**
     * Hands in an event. Never throws, and never blocks unless the host chose to wait for room.
     *
     * @param event the event
     * @return true if it was taken; false if it was dropped, and counted under its reason
     */
    public boolean ingest(TelemetryEvent event) {
        return admit(event) == null;
    }

    /**
     * Hands in an event as the specification's dictionary, as {@link TelemetryEvent#fromMap} reads it. Never throws, and
     * never blocks unless the host chose to wait for room; each distinct fault of a dictionary is logged once.
     *
     * @param data the dictionary
     * @return true if it was taken; false if it was dropped, and counted under its reason
     */
    public boolean ingest(Map<String, ?> data) {
        TelemetryEvent event;
        try {
            event = TelemetryEvent.fromMap(data);
        } catch (InvalidEventException e) {
            badEvents.log("a dictionary was refused for its " + e.field(), e);
            gateway.refuse(e.reason());
            return false;
        } catch (Throwable e) {
            DistinctErrorLog.rethrowFatal(e);
            badEvents.log("a dictionary could not be read", e);
            gateway.refuse(DropReason.NOT_AN_EVENT);
            return false;
        }
        return admit(event) == null;
    }

    /**
     * Hands in an event and tells what became of it. Never throws, and never blocks unless the host chose to wait for
     * room.
     *
     * @param event the event
     * @return what became of it
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
     * A handle on a series, for hot paths. Works in every state of the processor.
     *
     * @param source who measures; 1 to 1,000 characters
     * @param type what is measured; 1 to 1,000 characters
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
        return new TelemetrySeries(gateway, source, type);
    }

    /**
     * Waits until everything accepted before the call has been processed. May be called from an action or a subscriber.
     *
     * @param atMost how long to wait
     * @return true if it was; false if time ran out, or events wait and the processor does not run
     * @throws IllegalStateException if called from within the loop, by a condition
     */
    public boolean flush(Duration atMost) {
        return engine.flush(EpochNanos.of(atMost));
    }

    /**
     * Does one turn of the loop: applies changed rules, processes the events that wait, meets the deadlines that have
     * come, and then calls the actions and subscribers that are due, on the calling thread. Only for a processor built with
     * {@link Builder#callerDriven}; turns of several threads come one after the other, and one of them makes the calls. From
     * within an action or subscriber it does a turn, whose calls follow when that action or subscriber has returned.
     *
     * @return how many events it processed; 0 if the processor does not run
     * @throws IllegalStateException if the processor has a thread of its own, or if called from within the loop
     */
    public int runOnce() {
        return engine.runOnce();
    }

    /**
     * Adds a rule, or replaces the one with the same id. It applies to every event handed in after this call. A
     * replacement with the same condition, field, source, parameters and {@code for} keeps state and open alerts; any
     * other resolves them. An action that is not registered is logged, once: now, or at the start where the processor
     * does not run yet.
     *
     * @param rule the rule
     * @return true if it was added, false if it replaced another one; of several threads that add the same id at once, one
     *     adds it
     * @throws IllegalArgumentException if its condition is unknown, or a parameter is unknown, missing, of the wrong
     *     type or out of range; the message names the nearest valid name
     */
    public boolean addAlertRule(AlertRule rule) {
        boolean isNew = parts.rules.put(requireNonNull(rule, "rule"));
        engine.rulesChanged();
        if (isRunning()) {
            actionWarnings.check(rule, actions());
        }
        return isNew;
    }

    /**
     * Returns what is questionable about a rule that is valid, and adds nothing: each action that is not registered, with
     * the nearest name.
     *
     * @param rule the rule
     * @return one sentence for each; empty if nothing is
     */
    public List<String> ruleWarnings(AlertRule rule) {
        return statuses.warnings(requireNonNull(rule, "rule"));
    }

    /**
     * Checks a rule as {@link #addAlertRule} does, and adds nothing.
     *
     * @param rule the rule
     * @throws IllegalArgumentException if it would be refused
     */
    public void checkAlertRule(AlertRule rule) {
        parts.rules.check(requireNonNull(rule, "rule"));
    }

    /**
     * Removes a rule, and resolves its open alerts.
     *
     * @param ruleId the rule's id
     * @return false if there is none of that id
     */
    public boolean removeAlertRule(String ruleId) {
        boolean removed = parts.rules.remove(requireNonNull(ruleId, "ruleId"));
        engine.rulesChanged();
        actionWarnings.removed(ruleId);
        return removed;
    }

    /**
     * The rules.
     *
     * @return all, in the order in which they were added
     */
    public List<AlertRule> alertRules() {
        return parts.rules.list();
    }

    /**
     * How the rules are doing.
     *
     * @return all, in the order in which they were added
     */
    public List<RuleStatus> ruleStatuses() {
        return statuses.all();
    }

    /**
     * How a rule is doing.
     *
     * @param ruleId the rule's id
     * @return empty if there is none of that id
     */
    public Optional<RuleStatus> ruleStatus(String ruleId) {
        return Optional.ofNullable(statuses.of(requireNonNull(ruleId, "ruleId")));
    }

    /**
     * The kinds of condition that rules can name.
     *
     * @return all that were given or found
     */
    public List<ConditionProvider> conditions() {
        return List.copyOf(parts.rules.providers().values());
    }

    /**
     * Registers an action, or replaces the one of the same name.
     *
     * @param name how rules name it
     * @param action what is done
     * @throws IllegalArgumentException if the name is empty
     */
    public void registerAction(String name, AlertAction action) {
        if (requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("an action's name is empty");
        }
        parts.actions.register(name, action);
    }

    /**
     * The names of the actions that are registered.
     *
     * @return in alphabetical order
     */
    public List<String> actions() {
        return parts.actions.names().stream().sorted().toList();
    }

    /**
     * Delivers snapshots, alerts and patterns to a subscriber from now on.
     *
     * @param subscriber the subscriber; one that is there already is not doubled
     * @return the subscription, which {@link Subscription#close} ends
     * @throws IllegalStateException if there are 1,000 subscribers
     */
    public Subscription subscribe(TelemetrySubscriber subscriber) {
        return subscribers.add(subscriber);
    }

    /**
     * Delivers alerts to a listener from now on, as {@link TelemetrySubscriber#onAlert} gets them. Each call makes a
     * subscription with a thread of its own; for several kinds in one, or to learn how many were missed, use
     * {@link #subscribe}.
     *
     * <pre>{@code
     * Subscription subscription = processor.onAlert(alert -> System.out.println(alert.description()));
     * }</pre>
     *
     * @param listener what gets each alert
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
     * @param listener what gets each pattern
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
     * @param listener what gets each snapshot
     * @return the subscription, which {@link Subscription#close} ends
     * @throws IllegalStateException if there are 1,000 subscribers
     */
    public Subscription onSnapshot(Consumer<DashboardSnapshot> listener) {
        return subscribers.onSnapshot(listener);
    }

    /**
     * Tells a subscriber nothing more. May be called from within its methods.
     *
     * @param subscriber the subscriber
     * @return false if it was not there
     */
    public boolean unsubscribe(TelemetrySubscriber subscriber) {
        return subscribers.remove(subscriber);
    }

    /**
     * What a dashboard shows now.
     *
     * @return a new snapshot
     */
    public DashboardSnapshot dashboard() {
        ProcessorMetrics now = metrics.read();
        return DashboardSnapshot.builder()
                .lastUpdate(now())
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
     * The newest firing and resolved alerts. Every firing alert is kept, and the newest resolved ones.
     *
     * @param limit how many at most; nothing for 0 or less
     * @return newest last
     */
    public List<Alert> alerts(int limit) {
        return parts.alerts.newest(limit);
    }

    /**
     * The newest pending alerts: those whose condition holds for less than the rule's {@code for}.
     *
     * @param limit how many at most; nothing for 0 or less
     * @return newest last, by the time of the first breaching event
     */
    public List<Alert> pendingAlerts(int limit) {
        return statuses.pending(limit);
    }

    /**
     * One alert.
     *
     * @param alertId its id
     * @return empty if no listed alert has that id
     */
    public Optional<Alert> alert(String alertId) {
        return Optional.ofNullable(parts.alerts.listed(requireNonNull(alertId, "alertId")));
    }

    /**
     * The newest failure patterns.
     *
     * @param limit how many at most; nothing for 0 or less
     * @return newest last
     */
    public List<FailurePattern> patterns(int limit) {
        return parts.patterns.newest(limit);
    }

    /**
     * How the risk of a component has been assessed of late.
     *
     * @param component the component, mostly a source
     * @return at most 100 assessments, newest last; none for an unknown component
     */
    public List<RiskAssessment> riskHistory(String component) {
        return parts.patterns.riskHistory(component);
    }

    /**
     * The newest kept values of a series.
     *
     * @param source the source of the series
     * @param type the type of the series
     * @param limit how many at most
     * @return oldest first; empty if the series is not known
     */
    public Optional<SeriesHistory> history(String source, String type, int limit) {
        return parts.history(source, type, Math.max(0, limit));
    }

    /**
     * The newest kept values of every known series. A series that came when {@link TelemetryConfig#maxHistorySize} was
     * used up has none.
     *
     * @param limit how many of each at most
     * @return by type and source; each oldest first
     */
    public List<SeriesHistory> histories(int limit) {
        return histories(limit, (source, type, count) -> true);
    }

    /**
     * The newest kept values of some of the known series. What is not wanted costs no more than the question.
     *
     * @param limit how many of each at most
     * @param wanted whether a series is wanted, by its source, its type and how many values it has had
     * @return by type and source; each oldest first
     */
    public List<SeriesHistory> histories(int limit, SeriesFilter wanted) {
        return parts.histories(Math.max(0, limit), requireNonNull(wanted, "wanted"));
    }

    /**
     * Writes what the processor knows of its series: their values, what conditions keep of them, what alerts wait for. The
     * loop goes on meanwhile; each series is written as it is at some moment during the call.
     *
     * @param to where to; not closed
     * @throws IOException if {@code to} fails
     */
    public synchronized void saveState(OutputStream to) throws IOException {
        engine.stateKeeper().save(requireNonNull(to, "to"));
    }

    /**
     * Goes on where an earlier processor was: takes up what it saved, and the alerts that fired when it ended. Call it
     * before the first {@link #start}, with the same rules set; the first turn takes it up. Windows and pending and
     * firing alerts go on; the time between does not count. A firing alert whose rule no longer watches its series is
     * resolved, saying so.
     *
     * @param state what {@link #saveState} wrote; null for none, so that windows begin anew
     * @param firing the alerts that fired, as an {@link AlertStore} kept them; those that the saved state knows but this
     *     list does not were resolved after it was saved. Resolved alerts may be among them: they are not listed, but what
     *     {@link #markFalsePositive} marked stays marked, and can be cleared
     * @throws IOException if {@code state} fails or holds something else
     * @throws IllegalStateException if the processor was started before
     */
    public synchronized void restoreState(@Nullable InputStream state, List<Alert> firing) throws IOException {
        if (!engine.isNew()) {
            throw new IllegalStateException("the processor was started; state is restored before that");
        }
        if (state == null) {
            engine.stateKeeper().read(firing);
        } else {
            engine.stateKeeper().read(new DataInputStream(state), firing);
        }
    }

    /**
     * Returns how many calls of each registered action threw or took too long, by the action's name.
     *
     * @return every action, with 0 where none failed
     */
    public Map<String, Long> actionFailures() {
        return parts.actions.failures();
    }

    /**
     * Returns what is wrong now, each in one line: what {@link ProcessorMetrics#statusReason} joins. A condition that is
     * disabled on a series, an action, a subscriber, a detector or the store that failed is named until its next success.
     *
     * @return empty if the status is healthy
     */
    public List<String> problems() {
        return metrics.problems();
    }

    /**
     * The counts and the state of this processor now.
     *
     * @return the metrics
     */
    public ProcessorMetrics metrics() {
        return metrics.read();
    }

    /**
     * How long events took since this processor was made.
     *
     * @return counts by time
     */
    public ProcessingTimes processingTimes() {
        return metrics.times();
    }

    /**
     * Returns what the alert store has done since it was opened.
     *
     * @return the counts; empty if the store does not count, as the one in memory
     */
    public Optional<StoreMetrics> storeMetrics() {
        return parts.store.metrics();
    }

    /**
     * Returns the alerts and patterns that the alert store has recorded, those of earlier processes included. They lag behind
     * {@link #alerts} by the time that the store takes. A store that cannot be queried, such as the one in memory, has the
     * listed alerts and patterns as its history.
     *
     * @return the history; its calls may wait for a disk, and throw {@link AlertStoreException} if the store is unavailable
     */
    public AlertHistory alertHistory() {
        return parts.history;
    }

    /**
     * Records that somebody has seen an alert. The acknowledgement of a listed alert is delivered to the store like any other
     * step of it: {@link Alert#durable()} is false until it is committed, and it is written again after a failure. An alert
     * that only the store has, such as one of an earlier process, is acknowledged there before this returns.
     *
     * @param alertId the alert's id
     * @param who the person
     * @param note what they say of it; may be empty
     * @return false if neither the processor nor its store has an alert of that id that fired
     * @throws IllegalArgumentException if {@code who} is empty
     * @throws AlertStoreException if only the store could have the alert, and it is unavailable
     */
    public boolean acknowledge(String alertId, String who, String note) {
        return parts.acknowledge(alertId, new Acknowledgement(who, note, now()));
    }

    /**
     * Marks an alert as a false positive. The rule then requires more, on this series alone, before it fires again for the same
     * reason, if its condition can learn: {@code anomaly} by the method {@code adaptive} doubles its threshold for the
     * feature that raised the alert. The mark stands in the alert's acknowledgement, as {@code not an anomaly}; the raised
     * threshold is saved with the series' state and shown in later evidence. A mark that the acknowledgement has and the saved
     * state has not is applied by {@link #restoreState}. It ends with the series.
     *
     * @param alertId the alert's id
     * @param who the person; not empty
     * @return false if nothing changed: no listed alert of a rule has that id, nor has a marked one that was restored, it is
     *     marked so already, its condition does not learn, or its series or rule is gone
     * @throws IllegalArgumentException if {@code who} is empty
     * @throws IllegalStateException if called by the processor's own thread
     */
    public boolean markFalsePositive(String alertId, String who) {
        return engine.feedback().mark(alertId, false, new Acknowledgement(who, "", now()));
    }

    /**
     * Takes back what {@link #markFalsePositive} did.
     *
     * @param alertId the alert's id
     * @param who the person; not empty
     * @return false if nothing changed, as for {@link #markFalsePositive}
     * @throws IllegalArgumentException if {@code who} is empty
     * @throws IllegalStateException if called by the processor's own thread
     */
    public boolean clearFalsePositive(String alertId, String who) {
        return engine.feedback().mark(alertId, true, new Acknowledgement(who, "", now()));
    }

    /**
     * Holds back the actions of matching alerts for a time. An alert that still fires when its silence ends calls its
     * actions then. The silence is saved in the {@link Builder#alertStore alert store} before it is in force: one that this
     * call has set survives a restart and a crash, if the store does. An end more than ten years ahead is moved to ten years
     * ahead by a restart. Waits for the store.
     *
     * @param silence the silence; one with the same id is replaced, one that has ended has no effect
     * @throws IllegalStateException if there are 1,000 silences
     * @throws AlertStoreException if the store is unavailable; the silence is not in force then
     */
    public void silence(Silence silence) {
        parts.silenceManager.add(requireNonNull(silence, "silence"));
    }

    /**
     * Ends a silence, in the alert store first. Waits for the store.
     *
     * @param silenceId its id
     * @return false if there is none of that id
     * @throws AlertStoreException if the store is unavailable; the silence stays in force then
     */
    public boolean expireSilence(String silenceId) {
        return parts.silenceManager.remove(requireNonNull(silenceId, "silenceId"));
    }

    /**
     * The silences in force or to come; those of an earlier process from the first {@link #start} on.
     *
     * @return those that have not ended
     */
    public List<Silence> silences() {
        return parts.silences.list();
    }

    private Instant now() {
        return Instant.ofEpochSecond(0, config.timeSource().epochNanos());
    }

    /** Collects the parts of a processor. Not thread-safe. */
    public static final class Builder {
        private static final int MAX_RESOLVED_ALERTS = 10_000_000;

        private final List<ConditionProvider> conditions = new ArrayList<>();
        private final List<PatternDetector> detectors = new ArrayList<>();
        private final List<NotificationSender> senders = new ArrayList<>();
        private final List<InspectionTrigger> inspections = new ArrayList<>();
        private List<String> patternActions = List.of("log_alert");
        private TelemetryConfig config = TelemetryConfig.defaults();
        private AlertStore store = AlertStore.inMemory();
        private int resolvedAlerts = 10_000;
        private boolean ownThread = true;
        private boolean isolated;

        private Builder() {}

        /**
         * Sets how the processor behaves.
         *
         * @param value {@link TelemetryConfig#defaults()} by default
         * @return this builder
         */
        public Builder config(TelemetryConfig value) {
            config = requireNonNull(value, "config");
            return this;
        }

        /**
         * Leaves the loop to the caller, who turns it by {@link TelemetryProcessor#runOnce}: for tests, and for hosts
         * with an event loop of their own. The processor then has no threads: {@code runOnce}, {@code flush} and
         * {@code stop} run actions, subscribers and detectors on the calling thread, in order, before they return. A call
         * that hangs keeps that thread; there is no time limit. Only an {@link #alertStore alert store} other than the one in
         * memory has a thread, and what is due once it has answered is called by the next {@code runOnce}.
         *
         * @return this builder
         */
        public Builder callerDriven() {
            ownThread = false;
            return this;
        }

        /**
         * Builds a processor for trials and replays, which depends on its input alone and leaves no trace: it uses the
         * detectors, senders and inspections of this builder and none found by the service loader, numbers its alerts from 1,
         * and logs nothing. Conditions are found as ever.
         *
         * @return this builder
         */
        public Builder isolated() {
            isolated = true;
            return this;
        }

        /**
         * Sets where alerts are kept.
         *
         * @param value {@link AlertStore#inMemory()} by default; the processor closes it
         * @return this builder
         */
        public Builder alertStore(AlertStore value) {
            store = requireNonNull(value, "alertStore");
            return this;
        }

        /**
         * Sets how many resolved alerts are listed.
         *
         * @param value 0 to 10,000,000; 10,000 by default
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder resolvedAlerts(int value) {
            if (value < 0 || value > MAX_RESOLVED_ALERTS) {
                throw new IllegalArgumentException(
                        "resolvedAlerts is " + value + "; it takes a whole number from 0 to " + MAX_RESOLVED_ALERTS);
            }
            resolvedAlerts = value;
            return this;
        }

        /**
         * Adds a kind of condition beside those found by the service loader, or in place of the one of the same name.
         *
         * @param provider the condition
         * @return this builder
         */
        public Builder condition(ConditionProvider provider) {
            conditions.add(requireNonNull(provider, "condition"));
            return this;
        }

        /**
         * Adds a detector of failure patterns beside those found by the service loader, or in place of the one of the same
         * class.
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
         * Adds a sender for the action {@code send_notification} beside those found by the service loader.
         *
         * @param sender the sender
         * @return this builder
         */
        public Builder notificationSender(NotificationSender sender) {
            senders.add(requireNonNull(sender, "notificationSender"));
            return this;
        }

        /**
         * Adds what the action {@code trigger_inspection} calls beside those found by the service loader.
         *
         * @param inspection what starts an inspection
         * @return this builder
         */
        public Builder inspectionTrigger(InspectionTrigger inspection) {
            inspections.add(requireNonNull(inspection, "inspectionTrigger"));
            return this;
        }

        /**
         * Makes the processor.
         *
         * @return a processor that takes events but has not started
         * @throws IllegalStateException if two conditions of the same name are on the path
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
