// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Hands alerts to the store in batches, on a thread of its own, and goes on with each once the store has answered, has
 * failed, or has taken too long. Bounded: past the bound a step of an alert that waits already replaces the waiting one
 * in the store (both are told), and one of another alert goes on without the store, marked as not durable. Both are
 * counted. The store in memory needs no thread: it answers at once. Thread-safe.
 */
public final class StoreLane {
    private static final int CAPACITY = 8_192;

    private final AlertStore store;
    private final boolean atOnce;
    private final Lane lane;
    private final long timeout;
    private final DistinctFaults faults;
    private final AtomicLong storeFaults = new AtomicLong();
    private final AtomicLong coalesced = new AtomicLong();
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private boolean scheduled;
    private volatile boolean failing;

    StoreLane(AlertStore store, Lane.Setup setup) {
        this.store = store;
        this.atOnce = store == AlertStore.inMemory();
        this.lane = new Lane("store", 4, setup);
        this.timeout = setup.timeout();
        this.faults = setup.faults();
    }

    void take(AlertEntry entry, Alert alert, Consumer<Alert> next) {
        if (atOnce) {
            next.accept(alert);
        } else if (!enqueue(entry, alert, next)) {
            next.accept(notDurable(entry, alert));
        }
    }

    private synchronized boolean enqueue(AlertEntry entry, Alert alert, Consumer<Alert> next) {
        Waiting known = waiting.get(alert.id());
        if (known != null) {
            known.steps.add(new WaitingStep(alert, next));
            coalesced.incrementAndGet();
        } else if (waiting.size() < CAPACITY) {
            waiting.put(alert.id(), new Waiting(entry, new WaitingStep(alert, next)));
        } else {
            storeFaults.incrementAndGet();
            return false;
        }
        if (!scheduled) {
            scheduled = lane.offer(this::drain);
        }
        return true;
    }

    /** Hands in one batch; what came meanwhile is another call, so that the time of each is its own. */
    private void drain() {
        try {
            List<Waiting> batch = next();
            boolean committed = append(batch.stream().map(Waiting::newest).toList());
            for (Waiting one : batch) {
                for (WaitingStep step : one.steps) {
                    step.next.accept(committed ? step.alert : notDurable(one.entry, step.alert));
                }
            }
        } finally {
            goOn();
        }
    }

    private synchronized List<Waiting> next() {
        List<Waiting> batch = new ArrayList<>(waiting.values());
        waiting.clear();
        return batch;
    }

    private synchronized void goOn() {
        scheduled = !waiting.isEmpty() && lane.offer(this::drain);
    }

    private boolean append(List<Alert> alerts) {
        try {
            store.append(alerts).toCompletableFuture().get(timeout, TimeUnit.NANOSECONDS);
            failing = false;
            return true;
        } catch (Throwable fault) {
            storeFaults.incrementAndGet();
            failing = true;
            faults.log("the store did not take " + (alerts.size() == 1 ? "an alert" : "alerts"), fault);
            DistinctFaults.rethrowFatal(fault);
            return false;
        }
    }

    private static Alert notDurable(AlertEntry entry, Alert alert) {
        entry.durable = false;
        AlertDraft draft = new AlertDraft(alert);
        draft.durable = false;
        return draft.build();
    }

    void start() {
        lane.start();
    }

    int stop(long deadline) {
        return lane.stop(deadline);
    }

    void close() {
        lane.close();
        try {
            store.close();
        } catch (RuntimeException fault) {
            faults.log("the store could not be closed", fault);
        }
    }

    void check(long now) {
        lane.check(now);
    }

    boolean isInTrouble() {
        return failing || lane.isStuck();
    }

    public long faults() {
        return storeFaults.get();
    }

    private static final class Waiting {
        final AlertEntry entry;
        final List<WaitingStep> steps = new ArrayList<>(1);

        Waiting(AlertEntry entry, WaitingStep first) {
            this.entry = entry;
            steps.add(first);
        }

        Alert newest() {
            return steps.get(steps.size() - 1).alert;
        }
    }

    private record WaitingStep(Alert alert, Consumer<Alert> next) {}
}
