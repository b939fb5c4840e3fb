// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertAction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** The registered actions, each in its own lane. Thread-safe. */
public final class ActionLanes {
    private static final int CAPACITY = 1_024;

    private final Lane.Setup setup;
    private final Map<String, ActionLane> lanes = new ConcurrentHashMap<>();
    private final DistinctFaults faults;
    private volatile boolean running;

    ActionLanes(Lane.Setup setup) {
        this.setup = setup;
        this.faults = setup.faults();
    }

    public synchronized void register(String name, AlertAction action) {
        requireNonNull(action, "action");
        ActionLane known = lanes.get(name);
        if (known != null) {
            known.action = action;
            known.lane.forgetFailure();
            return;
        }
        ActionLane lane = new ActionLane(name, action);
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

    void call(String name, Alert alert, AlertEntry entry) {
        ActionLane lane = lanes.get(name);
        if (lane == null) {
            faults.log(
                    "no action \"" + name + "\" is registered; alerts of rule \"" + alert.ruleId() + "\" name it",
                    null);
            return;
        }
        if (!lane.lane.offer(() -> lane.action.handle(alert))) {
            entry.missedActions.incrementAndGet();
        }
    }

    synchronized void start() {
        running = true;
        lanes.values().forEach(lane -> lane.lane.start());
    }

    synchronized int stop(long deadline) {
        running = false;
        return lanes.values().stream()
                .mapToInt(lane -> lane.lane.stop(deadline))
                .sum();
    }

    void close() {
        lanes.values().forEach(lane -> lane.lane.close());
    }

    void check(long now) {
        lanes.values().forEach(lane -> lane.lane.check(now));
    }

    /** The actions that hang or have failed, until their next success; each in one line. */
    List<String> problems() {
        return lanes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(lane -> Stream.ofNullable(lane.getValue().lane.trouble("action \"" + lane.getKey() + "\"")))
                .toList();
    }

    public long calls() {
        return sum(Lane::calls);
    }

    public long faults() {
        return sum(Lane::faults);
    }

    public long timeouts() {
        return sum(Lane::timeouts);
    }

    public long overflows() {
        return sum(Lane::overflows);
    }

    private long sum(ToLongFunction<Lane> count) {
        return lanes.values().stream()
                .mapToLong(lane -> count.applyAsLong(lane.lane))
                .sum();
    }

    private final class ActionLane {
        final Lane lane;
        volatile AlertAction action;

        ActionLane(String name, AlertAction action) {
            this.lane = new Lane("action " + name, CAPACITY, setup);
            this.action = action;
        }
    }
}
