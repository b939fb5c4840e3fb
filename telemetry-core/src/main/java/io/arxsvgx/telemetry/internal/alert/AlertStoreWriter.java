// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.alert.StoreMetrics;
import io.arxsvgx.telemetry.internal.concurrent.BulkheadExecutor;
import io.arxsvgx.telemetry.internal.concurrent.DistinctErrorLog;
import io.arxsvgx.telemetry.internal.state.AlertRecord;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes alerts and failure patterns to the store, on a thread of its own, and delivers each step once the store has
 * answered, has failed, or has taken too long; steps of one alert in order. What the store did not take stays in the
 * {@link AlertStoreBacklog} and is written when the store works again: with the next step, and at least once a second. While
 * the store fails, the calls to it take at most a fifth of the time, and steps are delivered without it, marked as not
 * durable. At most one call is under way, however long one hangs. The store in memory needs no thread: it answers at
 * once. Thread-safe.
 */
public final class AlertStoreWriter {
    private static final int CAPACITY = 8_192;
    private static final int MAX_BATCH_ALERTS = 2_000;
    private static final long RETRY_INTERVAL_NANOS = 1_000_000_000L;
    private static final long CHECK_INTERVAL_NANOS = 2_000_000_000L;

    private final AlertStore store;
    private final boolean atOnce;
    private final AlertRegistry listed;
    /** The newest patterns that were reported, at most a number of them. */
    private final IntFunction<List<FailurePattern>> patterns;
    /** Restored when the store works, if that failed when the processor started. */
    private final SilenceManager silences;

    private final BulkheadExecutor executor;
    private final long timeout;
    private final DistinctErrorLog faults;
    private final AtomicLong storeFaults = new AtomicLong();
    private final LongSupplier clock;
    /* Guarded by this. */
    private final AlertStoreBacklog backlog = new AlertStoreBacklog();
    private List<Delivery> waiting = new ArrayList<>();
    private List<Runnable> waitingPatterns = new ArrayList<>();
    private boolean scheduled;
    private boolean stopping;
    private @Nullable Batch underWay;
    private long nextAttempt;
    private long nextLook;
    private boolean hasLooked;
    /** A thread is within the store, maybe one that was given up. */
    private volatile boolean calling;

    private long generation;
    private volatile @Nullable String failure;

    public AlertStoreWriter(
            AlertStore store,
            BulkheadExecutor.Setup setup,
            AlertRegistry listed,
            IntFunction<List<FailurePattern>> patterns,
            SilenceManager silences) {
        this.store = store;
        this.atOnce = store == AlertStore.inMemory();
        this.listed = listed;
        this.patterns = patterns;
        this.silences = silences;
        this.executor = new BulkheadExecutor("store", 4, setup.withThread());
        this.timeout = setup.timeout();
        this.faults = setup.faults();
        this.clock = setup.clock();
        this.generation = store.generation();
    }

    public void enqueueWrite(AlertRecord entry, Alert alert, Consumer<Alert> next) {
        if (atOnce) {
            next.accept(alert);
        } else if (!enqueue(entry, alert, next)) {
            next.accept(marked(alert, false));
        }
    }

    /** Past the bound, the step of an alert of which none waits is delivered without the store. */
    private synchronized boolean enqueue(AlertRecord entry, Alert alert, Consumer<Alert> next) {
        backlog.add(entry, alert);
        schedule();
        if (waiting.size() >= CAPACITY && entry.undelivered == 0) {
            storeFaults.incrementAndGet();
            return false;
        }
        entry.undelivered++;
        waiting.add(new Delivery(entry, alert, next));
        return true;
    }

    /** Takes a failure pattern; what is next is done once the store has answered, or could not take it. */
    public void enqueueWrite(FailurePattern pattern, Runnable next) {
        if (atOnce || !enqueue(pattern, next)) {
            next.run();
        }
    }

    private synchronized boolean enqueue(FailurePattern pattern, Runnable next) {
        backlog.add(pattern);
        schedule();
        if (waitingPatterns.size() >= CAPACITY) {
            storeFaults.incrementAndGet();
            return false;
        }
        waitingPatterns.add(next);
        return true;
    }

    private void schedule() {
        if (!scheduled) {
            scheduled = executor.offer(this::drain);
        }
    }

    /** Writes one batch; what came meanwhile is another call, so that the time of each is its own. */
    private void drain() {
        Batch batch = begin();
        try {
            if (batch.isAttempt) {
                write(batch);
            }
        } finally {
            end(batch);
        }
    }

    private synchronized Batch begin() {
        long now = clock.getAsLong();
        boolean isAttempt = !calling && (failure == null || stopping || now - nextAttempt >= 0);
        Batch batch = new Batch(
                isAttempt,
                isAttempt ? backlog.alerts() : List.of(),
                isAttempt ? backlog.patterns() : List.of(),
                waiting,
                waitingPatterns,
                now);
        waiting = new ArrayList<>();
        waitingPatterns = new ArrayList<>();
        underWay = batch;
        return batch;
    }

    private void end(Batch batch) {
        if (finish(batch)) {
            try {
                deliver(batch);
            } finally {
                finishBatch(batch);
            }
        }
    }

    /** Ends a batch that is under way, once. */
    private synchronized boolean finish(Batch batch) {
        boolean mine = underWay == batch;
        if (mine) {
            underWay = null;
            backlog.landed();
        }
        return mine;
    }

    private synchronized void finishBatch(Batch batch) {
        batch.deliveries.forEach(one -> one.entry.undelivered--);
        boolean more = !waiting.isEmpty() || !waitingPatterns.isEmpty() || (failure == null && !backlog.isEmpty());
        scheduled = more && executor.offer(this::drain);
    }

    private void write(Batch batch) {
        calling = true;
        try {
            for (int from = 0; from < batch.alerts.size(); from += MAX_BATCH_ALERTS) {
                List<AlertStoreBacklog.Write> chunk =
                        batch.alerts.subList(from, Math.min(from + MAX_BATCH_ALERTS, batch.alerts.size()));
                await(store.append(
                        chunk.stream().map(one -> marked(one.alert(), true)).toList()));
                committed(batch, chunk);
            }
            if (!batch.patterns.isEmpty()) {
                await(store.appendPatterns(batch.patterns));
            }
            succeeded(batch, store.generation());
            silences.restore();
        } catch (Throwable fault) {
            Throwable cause = fault instanceof ExecutionException ? fault.getCause() : null;
            failed(batch, DistinctErrorLog.line(cause == null ? fault : cause));
            faults.log("alert store unavailable", fault);
            DistinctErrorLog.rethrowFatal(fault);
        } finally {
            calling = false;
        }
    }

    private void await(CompletionStage<Void> answer) throws Exception {
        answer.toCompletableFuture().get(timeout, TimeUnit.NANOSECONDS);
    }

    private synchronized void committed(Batch batch, List<AlertStoreBacklog.Write> chunk) {
        if (underWay == batch) {
            backlog.committed(chunk);
            batch.committed += chunk.size();
            batch.since = clock.getAsLong();
        }
    }

    private synchronized void succeeded(Batch batch, long now) {
        if (underWay == batch) {
            backlog.committedPatterns(batch.patterns);
            failure = null;
            if (generation != now) {
                generation = now;
                backlog.addAll(listed, patterns);
            }
        }
    }

    private synchronized void failed(Batch batch, String why) {
        if (underWay == batch) {
            storeFaults.incrementAndGet();
            failure = why;
            long now = clock.getAsLong();
            nextAttempt = now + Math.min(RETRY_INTERVAL_NANOS, 4 * (now - batch.since));
        }
    }

    /** Delivers the steps that waited: those the store has as durable, the others as not. */
    private void deliver(Batch batch) {
        Set<String> durable = new HashSet<>();
        batch.alerts
                .subList(0, batch.committed)
                .forEach(one -> durable.add(one.alert().id()));
        for (Delivery one : batch.deliveries) {
            one.next.accept(marked(one.alert, durable.contains(one.alert.id())));
        }
        batch.patternDeliveries.forEach(Runnable::run);
    }

    private static Alert marked(Alert alert, boolean durable) {
        return alert.durable() == durable
                ? alert
                : alert.toBuilder().durable(durable).build();
    }

    public void start() {
        synchronized (this) {
            stopping = false;
        }
        executor.start();
    }

    /** Tries the store once more, however lately it failed. */
    public int stop(long deadline) {
        synchronized (this) {
            stopping = true;
            if (!backlog.isEmpty()) {
                schedule();
            }
        }
        return executor.stop(deadline);
    }

    public void close() {
        executor.close();
        try {
            store.close();
        } catch (RuntimeException fault) {
            faults.log("the store could not be closed", fault);
        }
    }

    /** Watches a call that takes too long, and looks now and then whether the store has what it was given. */
    public void check(long now) {
        if (atOnce) {
            return;
        }
        executor.check(now);
        Batch hanging;
        synchronized (this) {
            hanging = underWay != null && now - underWay.since > 2 * timeout ? underWay : null;
            if (!hasLooked || now - nextLook >= 0) {
                nextLook = now + (failure == null ? CHECK_INTERVAL_NANOS : RETRY_INTERVAL_NANOS);
                if (hasLooked) {
                    schedule();
                }
                hasLooked = true;
            }
        }
        if (hanging != null) {
            // it neither answers in time nor heeds being interrupted
            failed(hanging, "a call takes longer than " + 2 * timeout / 1_000_000_000.0 + " s");
            end(hanging);
        }
    }

    /** What is wrong, or null. */
    @Nullable
    public String problem() {
        String why = failure;
        return why == null
                ? null
                : "alert store unavailable: " + why + "; " + backlogSize() + " alerts or patterns are not durable";
    }

    /** Changes an alert that only the store has; answers what the store answers. */
    public boolean change(String alertId, String done, Predicate<AlertStore> change) {
        try {
            return change.test(store);
        } catch (RuntimeException e) {
            throw SilenceManager.unavailable("alert", alertId, done, e);
        }
    }

    /** What the store has done, if it counts. */
    public Optional<StoreMetrics> metrics() {
        return store.metrics();
    }

    /** What the store itself says of its state. */
    public List<String> problems() {
        try {
            return store.problems();
        } catch (Throwable fault) {
            DistinctErrorLog.rethrowFatal(fault);
            faults.log("the store could not report its state", fault);
            return List.of();
        }
    }

    public long faults() {
        return storeFaults.get();
    }

    /** Steps that did not become a row of their own, since a later one of the same alert came before the store was ready. */
    public synchronized long coalesced() {
        return backlog.coalesced();
    }

    /** How many alerts and patterns the store does not have yet. */
    public synchronized int backlogSize() {
        return backlog.size();
    }

    /** How many alerts and patterns the store will never have. */
    public synchronized long lost() {
        return backlog.lost();
    }

    /** What is written to the store in one go, and what is delivered once that is done. Guarded by the lane. */
    private static final class Batch {
        final boolean isAttempt;
        final List<AlertStoreBacklog.Write> alerts;
        final List<FailurePattern> patterns;
        final List<Delivery> deliveries;
        final List<Runnable> patternDeliveries;
        long since;
        /** How many of the alerts the store has. */
        int committed;

        Batch(
                boolean isAttempt,
                List<AlertStoreBacklog.Write> alerts,
                List<FailurePattern> patterns,
                List<Delivery> deliveries,
                List<Runnable> patternDeliveries,
                long since) {
            this.isAttempt = isAttempt;
            this.alerts = alerts;
            this.patterns = patterns;
            this.deliveries = deliveries;
            this.patternDeliveries = patternDeliveries;
            this.since = since;
        }
    }

    /** A step that waits for the store. */
    private record Delivery(AlertRecord entry, Alert alert, Consumer<Alert> next) {}
}
