// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands alerts to the store in batches, on a thread of its own, and goes on with each once the store has answered, has
 * failed, or has taken too long. Bounded: past the bound a step of an alert that waits already replaces the waiting one
 * in the store (both are told), and one of another alert goes on without the store, marked as not durable. Both are
 * counted. Failure patterns go the same way, each report by itself. The store in memory needs no thread: it answers at once. Thread-safe.
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
    private final List<WaitingPattern> patterns = new ArrayList<>();
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
        schedule();
        return true;
    }

    /** Takes a failure pattern; what is next is done once the store has answered, or could not take it. */
    void take(FailurePattern pattern, Runnable next) {
        if (atOnce || !enqueue(pattern, next)) {
            next.run();
        }
    }

    private synchronized boolean enqueue(FailurePattern pattern, Runnable next) {
        if (patterns.size() >= CAPACITY) {
            storeFaults.incrementAndGet();
            return false;
        }
        patterns.add(new WaitingPattern(pattern, next));
        schedule();
        return true;
    }

    private void schedule() {
        if (!scheduled) {
            scheduled = lane.offer(this::drain);
        }
    }

    /** Hands in one batch; what came meanwhile is another call, so that the time of each is its own. */
    private void drain() {
        Batch batch = next();
        boolean committed = false;
        try {
            committed = append(batch);
        } finally {
            if (finish(batch)) {
                batch.tell(committed);
                goOn();
            }
        }
    }

    private synchronized Batch next() {
        Batch batch = new Batch(new ArrayList<>(waiting.values()), List.copyOf(patterns), clock.getAsLong());
        waiting.clear();
        patterns.clear();
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
        scheduled = !(waiting.isEmpty() && patterns.isEmpty()) && lane.offer(this::drain);
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

    private boolean append(Batch batch) {
        try {
            if (!batch.alerts.isEmpty()) {
                await(store.append(batch.newest()));
            }
            if (!batch.patterns.isEmpty()) {
                await(store.appendPatterns(
                        batch.patterns.stream().map(WaitingPattern::pattern).toList()));
            }
            failing = false;
            return true;
        } catch (Throwable fault) {
            storeFaults.incrementAndGet();
            failing = true;
            faults.log("the store did not take what it was given", fault);
            DistinctFaults.rethrowFatal(fault);
            return false;
        }
    }

    private void await(CompletionStage<Void> answer) throws Exception {
        answer.toCompletableFuture().get(timeout, TimeUnit.NANOSECONDS);
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

    /** Steps that did not become a row of their own, since a later one of the same alert came before the store was ready. */
    public long coalesced() {
        return coalesced.get();
    }

    /** What was handed to the store in one call, and when. */
    private static final class Batch {
        final List<Waiting> alerts;
        final List<WaitingPattern> patterns;
        final long since;

        Batch(List<Waiting> alerts, List<WaitingPattern> patterns, long since) {
            this.alerts = alerts;
            this.patterns = patterns;
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
            patterns.forEach(one -> one.next.run());
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

    private record WaitingPattern(FailurePattern pattern, Runnable next) {}
}
