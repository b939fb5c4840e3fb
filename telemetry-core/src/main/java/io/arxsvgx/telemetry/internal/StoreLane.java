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
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

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
    private final LongSupplier clock;
    private boolean scheduled;
    private @Nullable Batch underWay;
    private volatile boolean failing;

    StoreLane(AlertStore store, Lane.Setup setup) {
        this.store = store;
        this.atOnce = store == AlertStore.inMemory();
        this.lane = new Lane("store", 4, setup);
        this.timeout = setup.timeout();
        this.faults = setup.faults();
        this.clock = setup.clock();
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
        Batch batch = next();
        boolean committed = false;
        try {
            committed = append(batch.newest());
        } finally {
            if (finish(batch)) {
                batch.tell(committed);
                goOn();
            }
        }
    }

    private synchronized Batch next() {
        Batch batch = new Batch(new ArrayList<>(waiting.values()), clock.getAsLong());
        waiting.clear();
        underWay = batch;
        return batch;
    }

    /** Takes a batch that is under way to its end, once. */
    private synchronized boolean finish(Batch batch) {
        boolean mine = underWay == batch;
        underWay = mine ? null : underWay;
        return mine;
    }

    private synchronized void goOn() {
        scheduled = !waiting.isEmpty() && lane.offer(this::drain);
    }

    /** Goes on without the store once it neither answers in time nor heeds being interrupted. */
    private void check(Batch batch, long now) {
        if (now - batch.since > 2 * timeout && finish(batch)) {
            storeFaults.incrementAndGet();
            failing = true;
            batch.tell(false);
            goOn();
        }
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
        Batch batch;
        synchronized (this) {
            batch = underWay;
        }
        if (batch != null) {
            check(batch, now);
        }
    }

    boolean isInTrouble() {
        return failing || lane.isStuck();
    }

    public long faults() {
        return storeFaults.get();
    }

    /** What was handed to the store in one call, and when. */
    private static final class Batch {
        final List<Waiting> alerts;
        final long since;

        Batch(List<Waiting> alerts, long since) {
            this.alerts = alerts;
            this.since = since;
        }

        List<Alert> newest() {
            return alerts.stream().map(Waiting::newest).toList();
        }

        void tell(boolean committed) {
            for (Waiting one : alerts) {
                for (WaitingStep step : one.steps) {
                    step.next.accept(committed ? step.alert : notDurable(one.entry, step.alert));
                }
            }
        }
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
