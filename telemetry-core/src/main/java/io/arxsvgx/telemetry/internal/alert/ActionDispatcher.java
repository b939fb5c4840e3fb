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

/** The registered actions, each with its own bulkhead executor. Thread-safe. */
public final class ActionDispatcher {
    private static final int CAPACITY = 1_024;

    private final BulkheadExecutor.Setup setup;
    private final Map<String, RegisteredAction> actions = new ConcurrentHashMap<>();
    private final DistinctErrorLog faults;
    private volatile boolean running;

    public ActionDispatcher(BulkheadExecutor.Setup setup) {
        this.setup = setup;
        this.faults = setup.faults();
    }

    /** An action that receives the number of the step. */
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
     * @param timeout the maximum time of a call
     * @param problem returns the problem of a call in progress; null without one
     */
    public synchronized void register(
            String name, StepAction action, Duration timeout, Supplier<@Nullable String> problem) {
        RegisteredAction known = actions.get(name);
        if (known != null) {
            known.action = action;
            known.problem = problem;
            known.withoutEffect = null;
            known.isEmpty = false;
            known.executor.timeout(timeout.toNanos());
            known.executor.forgetFailure();
            return;
        }
        RegisteredAction registered = new RegisteredAction(name, action, problem);
        registered.executor.timeout(timeout.toNanos());
        actions.put(name, registered);
        if (running) {
            registered.executor.start();
        }
    }

    /** Sets why a registered action has no effect as the processor is set up, until it is registered again. */
    public synchronized void withoutEffect(String name, String reason) {
        requireNonNull(actions.get(name), name).withoutEffect = reason;
    }

    /** Omits the calls of a registered action, whose work the notifier does, until it is registered again. */
    public synchronized void withoutCalls(String name) {
        requireNonNull(actions.get(name), name).isEmpty = true;
    }

    /** Why actions have no effect, by name. */
    public Map<String, String> withoutEffect() {
        Map<String, String> reasons = new TreeMap<>();
        actions.forEach((name, registered) -> {
            String reason = registered.withoutEffect;
            if (reason != null) {
                reasons.put(name, reason);
            }
        });
        return reasons;
    }

    public Set<String> names() {
        return actions.keySet();
    }

    boolean isRegistered(String name) {
        return actions.containsKey(name);
    }

    void call(String name, Alert alert, long step, AlertRecord entry) {
        RegisteredAction registered = actions.get(name);
        if (registered != null && registered.isEmpty) {
            return;
        }
        if (registered == null) {
            faults.log("action \"" + name + "\" not registered; rule \"" + alert.ruleId() + "\" uses it", null);
            return;
        }
        if (!registered.executor.offer(() -> registered.action.handle(alert, step))) {
            entry.missedActions.incrementAndGet();
        }
    }

    public synchronized void start() {
        running = true;
        actions.values().forEach(registered -> registered.executor.start());
    }

    public synchronized int stop(long deadline) {
        running = false;
        return actions.values().stream()
                .mapToInt(registered -> registered.executor.stop(deadline))
                .sum();
    }

    public void close() {
        actions.values().forEach(registered -> registered.executor.close());
    }

    public void check(long now) {
        actions.values().forEach(registered -> registered.executor.check(now));
    }

    /** Returns the actions that hang or have failed, until their next success; each in one line. */
    public List<String> problems() {
        return actions.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(registered -> Stream.ofNullable(registered.getValue().problem()))
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

    /** Returns the number of failed or timed-out calls of each action, by its name. */
    public Map<String, Long> failures() {
        Map<String, Long> failures = new TreeMap<>();
        actions.forEach((name, registered) ->
                failures.put(name, registered.executor.faults() + registered.executor.timeouts()));
        return failures;
    }

    private long sum(ToLongFunction<BulkheadExecutor> count) {
        return actions.values().stream()
                .mapToLong(registered -> count.applyAsLong(registered.executor))
                .sum();
    }

    private final class RegisteredAction {
        final BulkheadExecutor executor;
        final String name;
        volatile StepAction action;
        volatile Supplier<@Nullable String> problem;
        volatile @Nullable String withoutEffect;
        /** Whether something else than a call does its work. */
        volatile boolean isEmpty;

        RegisteredAction(String name, StepAction action, Supplier<@Nullable String> problem) {
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
