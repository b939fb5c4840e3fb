// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertAction;
import io.arxsvgx.telemetry.internal.concurrent.BulkheadExecutor;
import io.arxsvgx.telemetry.internal.concurrent.DistinctErrorLog;
import io.arxsvgx.telemetry.internal.state.AlertRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The registered actions, each in its own lane. Thread-safe. */
public final class ActionDispatcher {
    private static final int CAPACITY = 1_024;

    private final BulkheadExecutor.Setup setup;
    private final Map<String, ActionLane> lanes = new ConcurrentHashMap<>();
    private final DistinctErrorLog faults;
    private volatile boolean running;

    public ActionDispatcher(BulkheadExecutor.Setup setup) {
        this.setup = setup;
        this.faults = setup.faults();
    }

    /** An action that is told the number of the step. */
    public interface StepAction {
        void handle(Alert alert, long step) throws Exception;
    }

    public Duration timeout() {
        return Duration.ofNanos(setup.timeout());
    }

    public void register(String name, AlertAction action) {
        requireNonNull(action, "action");
        register(name, (alert, step) -> action.handle(alert), timeout(), () -> null);
    }

    /**
     * Registers an action.
     *
     * @param timeout how long a call may take
     * @param problem what is wrong while a call is under way; null if nothing is
     */
    public synchronized void register(
            String name, StepAction action, Duration timeout, Supplier<@Nullable String> problem) {
        ActionLane known = lanes.get(name);
        if (known != null) {
            known.action = action;
            known.problem = problem;
            known.lane.timeout(timeout.toNanos());
            known.lane.forgetFailure();
            return;
        }
        ActionLane lane = new ActionLane(name, action, problem);
        lane.lane.timeout(timeout.toNanos());
        lanes.put(name, lane);
        if (running) {
            lane.lane.start();
        }
    }

    public Set<String> names() {
        return lanes.keySet();
    }

    boolean isRegistered(String name) {
        return lanes.containsKey(name);
    }

    void call(String name, Alert alert, long step, AlertRecord entry) {
        ActionLane lane = lanes.get(name);
        if (lane == null) {
            faults.log(
                    "no action \"" + name + "\" is registered; alerts of rule \"" + alert.ruleId() + "\" name it",
                    null);
            return;
        }
        if (!lane.lane.offer(() -> lane.action.handle(alert, step))) {
            entry.missedActions.incrementAndGet();
        }
    }

    public synchronized void start() {
        running = true;
        lanes.values().forEach(lane -> lane.lane.start());
    }

    public synchronized int stop(long deadline) {
        running = false;
        return lanes.values().stream()
                .mapToInt(lane -> lane.lane.stop(deadline))
                .sum();
    }

    public void close() {
        lanes.values().forEach(lane -> lane.lane.close());
    }

    public void check(long now) {
        lanes.values().forEach(lane -> lane.lane.check(now));
    }

    /** The actions that hang or have failed, until their next success; each in one line. */
    public List<String> problems() {
        return lanes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(lane -> Stream.ofNullable(lane.getValue().trouble()))
                .toList();
    }

    public long calls() {
        return sum(BulkheadExecutor::calls);
    }

    public long faults() {
        return sum(BulkheadExecutor::faults);
    }

    public long timeouts() {
        return sum(BulkheadExecutor::timeouts);
    }

    public long overflows() {
        return sum(BulkheadExecutor::overflows);
    }

    /** How many calls of each action threw or took too long, by its name. */
    public Map<String, Long> failures() {
        Map<String, Long> failures = new TreeMap<>();
        lanes.forEach((name, lane) -> failures.put(name, lane.lane.faults() + lane.lane.timeouts()));
        return failures;
    }

    private long sum(ToLongFunction<BulkheadExecutor> count) {
        return lanes.values().stream()
                .mapToLong(lane -> count.applyAsLong(lane.lane))
                .sum();
    }

    private final class ActionLane {
        final BulkheadExecutor lane;
        final String name;
        volatile StepAction action;
        volatile Supplier<@Nullable String> problem;

        ActionLane(String name, StepAction action, Supplier<@Nullable String> problem) {
            this.lane = new BulkheadExecutor("action " + name, CAPACITY, setup);
            this.name = name;
            this.action = action;
            this.problem = problem;
        }

        @Nullable
        String trouble() {
            String called = "action \"" + name + "\"";
            String failed = lane.trouble(called);
            String now = problem.get();
            return failed != null || now == null ? failed : called + " failed: " + now;
        }
    }
}
