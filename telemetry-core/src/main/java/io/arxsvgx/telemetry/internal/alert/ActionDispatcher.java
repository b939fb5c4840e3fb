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
    private final Map<String, ActionExecutor> executors = new ConcurrentHashMap<>();
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
        ActionExecutor known = executors.get(name);
        if (known != null) {
            known.action = action;
            known.problem = problem;
            known.executor.timeout(timeout.toNanos());
            known.executor.forgetFailure();
            return;
        }
        ActionExecutor executor = new ActionExecutor(name, action, problem);
        executor.executor.timeout(timeout.toNanos());
        executors.put(name, executor);
        if (running) {
            executor.executor.start();
        }
    }

    public Set<String> names() {
        return executors.keySet();
    }

    boolean isRegistered(String name) {
        return executors.containsKey(name);
    }

    void call(String name, Alert alert, long step, AlertRecord entry) {
        ActionExecutor executor = executors.get(name);
        if (executor == null) {
            faults.log(
                    "no action \"" + name + "\" is registered; alerts of rule \"" + alert.ruleId() + "\" name it",
                    null);
            return;
        }
        if (!executor.executor.offer(() -> executor.action.handle(alert, step))) {
            entry.missedActions.incrementAndGet();
        }
    }

    public synchronized void start() {
        running = true;
        executors.values().forEach(executor -> executor.executor.start());
    }

    public synchronized int stop(long deadline) {
        running = false;
        return executors.values().stream()
                .mapToInt(executor -> executor.executor.stop(deadline))
                .sum();
    }

    public void close() {
        executors.values().forEach(executor -> executor.executor.close());
    }

    public void check(long now) {
        executors.values().forEach(executor -> executor.executor.check(now));
    }

    /** The actions that hang or have failed, until their next success; each in one line. */
    public List<String> problems() {
        return executors.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(executor -> Stream.ofNullable(executor.getValue().problem()))
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
        executors.forEach(
                (name, executor) -> failures.put(name, executor.executor.faults() + executor.executor.timeouts()));
        return failures;
    }

    private long sum(ToLongFunction<BulkheadExecutor> count) {
        return executors.values().stream()
                .mapToLong(executor -> count.applyAsLong(executor.executor))
                .sum();
    }

    private final class ActionExecutor {
        final BulkheadExecutor executor;
        final String name;
        volatile StepAction action;
        volatile Supplier<@Nullable String> problem;

        ActionExecutor(String name, StepAction action, Supplier<@Nullable String> problem) {
            this.executor = new BulkheadExecutor("action " + name, CAPACITY, setup);
            this.name = name;
            this.action = action;
            this.problem = problem;
        }

        @Nullable
        String problem() {
            String called = "action \"" + name + "\"";
            String failed = executor.problem(called);
            String now = problem.get();
            return failed != null || now == null ? failed : called + " failed: " + now;
        }
    }
}
