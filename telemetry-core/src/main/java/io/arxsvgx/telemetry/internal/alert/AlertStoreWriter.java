// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.alert.OutboxEntry;
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
 * A writer of alerts and failure patterns to the store, on its own thread, which delivers each step once the store has
 * answered, failed or timed out; steps of one alert in order. State changes that were not committed stay in the {@link
 * AlertStoreBacklog} and are written when the store is available again: with the next step, and at least once a second.
 * While the store fails, the calls to it take at most a fifth of the time, and steps are delivered without it, marked
 * as not durable. At most one call is in progress, even if one hangs. The store in memory needs no thread: it answers
 * at once. Thread-safe.
 */
public final class AlertStoreWriter {
    private static final int CAPACITY = 8_192;
    private static final int MAX_BATCH_ALERTS = 2_000;
    private static final long RETRY_INTERVAL_NANOS = 1_000_000_000L;
    private static final long CHECK_INTERVAL_NANOS = 2_000_000_000L;

    private final AlertStore store;
    private final boolean atOnce;
    private final AlertRegistry listed;
    /** Returns the newest reported patterns, up to a number. */
    private final IntFunction<List<FailurePattern>> patterns;
    /** The silences, which are restored later if the store failed when the processor started. */
    private final SilenceManager silences;

    private final NotifierPort notifier;
    private final boolean hasOutbox;

    private final BulkheadExecutor executor;
    private final long timeout;
    private final DistinctErrorLog faults;
    private final AtomicLong storeFaults = new AtomicLong();
    private final LongSupplier clock;
    /* Guarded by this. */
    private final AlertStoreBacklog backlog = new AlertStoreBacklog();
    private List<StoreBatch.Delivery> waiting = new ArrayList<>();
    private List<Runnable> waitingPatterns = new ArrayList<>();
    private boolean scheduled;
    private boolean stopping;
    private @Nullable StoreBatch underWay;
    private long nextAttempt;
    private long nextLook;
    private boolean hasLooked;
    /** Whether a thread is within a call to the store, possibly an abandoned one. */
    private volatile boolean calling;

    private long generation;
    private volatile @Nullable String failure;

    public AlertStoreWriter(
            AlertStore store,
            BulkheadExecutor.Setup setup,
            AlertRegistry listed,
            IntFunction<List<FailurePattern>> patterns,
            SilenceManager silences,
            NotifierPort notifier) {
        this.store = store;
        this.notifier = notifier;
        this.hasOutbox = notifier.isPresent() && store.outbox().isPresent();
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

    /**
     * Enqueues a step.
     *
     * @param notice the number of the step if it is notified, else 0
     * @param next delivers the step, once the store has answered or failed
     */
    public void enqueueWrite(AlertRecord entry, Alert alert, long notice, Consumer<Alert> next) {
        if (atOnce) {
            next.accept(alert);
        } else if (!enqueue(entry, alert, notice, next)) {
            next.accept(marked(alert, false));
        }
    }

    /** Adds a step; beyond the limit, a step of an alert without a waiting one is delivered without the store. */
    private synchronized boolean enqueue(AlertRecord entry, Alert alert, long notice, Consumer<Alert> next) {
        backlog.add(entry, alert, notice);
        schedule();
        if (waiting.size() >= CAPACITY && entry.undelivered == 0) {
            storeFaults.incrementAndGet();
            return false;
        }
        entry.undelivered++;
        waiting.add(new StoreBatch.Delivery(entry, alert, next));
        return true;
    }

    /** Enqueues a failure pattern; {@code next} runs once the store has answered or failed. */
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

    /** Writes one batch; later arrivals need another call, so that each call has its own timeout. */
    private void drain() {
        StoreBatch batch = begin();
        try {
            if (batch.isAttempt) {
                write(batch);
            }
        } finally {
            end(batch);
        }
    }

    private synchronized StoreBatch begin() {
        long now = clock.getAsLong();
        boolean isAttempt = !calling && (failure == null || stopping || now - nextAttempt >= 0);
        StoreBatch batch = new StoreBatch(
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

    private void end(StoreBatch batch) {
        if (finish(batch)) {
            try {
                deliver(batch);
            } finally {
                finishBatch(batch);
            }
        }
    }

    /** Ends the batch in progress, once. */
    private synchronized boolean finish(StoreBatch batch) {
        boolean mine = underWay == batch;
        if (mine) {
            underWay = null;
            backlog.callEnded();
        }
        return mine;
    }

    private synchronized void finishBatch(StoreBatch batch) {
        batch.deliveries.forEach(one -> one.entry().undelivered--);
        boolean more = !waiting.isEmpty() || !waitingPatterns.isEmpty() || (failure == null && !backlog.isEmpty());
        scheduled = more && executor.offer(this::drain);
    }

    private void write(StoreBatch batch) {
        calling = true;
        try {
            for (int from = 0; from < batch.alerts.size(); from += MAX_BATCH_ALERTS) {
                List<AlertStoreBacklog.Write> chunk =
                        batch.alerts.subList(from, Math.min(from + MAX_BATCH_ALERTS, batch.alerts.size()));
                await(append(chunk));
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

    private CompletionStage<Void> append(List<AlertStoreBacklog.Write> chunk) {
        List<Alert> alerts =
                chunk.stream().map(one -> marked(one.alert(), true)).toList();
        List<OutboxEntry> entries = new ArrayList<>();
        for (AlertStoreBacklog.Write one : chunk) {
            if (hasOutbox && one.notice() > 0) {
                entries.addAll(notifier.entries(marked(one.alert(), true), one.notice()));
            }
        }
        return entries.isEmpty() ? store.append(alerts) : store.append(alerts, entries);
    }

    private void await(CompletionStage<Void> answer) throws Exception {
        answer.toCompletableFuture().get(timeout, TimeUnit.NANOSECONDS);
    }

    private synchronized void committed(StoreBatch batch, List<AlertStoreBacklog.Write> chunk) {
        if (underWay == batch) {
            backlog.committed(chunk);
            batch.committed += chunk.size();
            batch.since = clock.getAsLong();
        }
    }

    private synchronized void succeeded(StoreBatch batch, long now) {
        if (underWay == batch) {
            backlog.committedPatterns(batch.patterns);
            failure = null;
            if (generation != now) {
                generation = now;
                backlog.addAll(listed, patterns);
            }
        }
    }

    private synchronized void failed(StoreBatch batch, String why) {
        if (underWay == batch) {
            storeFaults.incrementAndGet();
            failure = why;
            long now = clock.getAsLong();
            nextAttempt = now + Math.min(RETRY_INTERVAL_NANOS, 4 * (now - batch.since));
        }
    }

    /** Delivers the waiting steps: those committed as durable, the others as not durable. */
    private void deliver(StoreBatch batch) {
        Set<String> durable = new HashSet<>();
        batch.alerts
                .subList(0, batch.committed)
                .forEach(one -> durable.add(one.alert().id()));
        for (StoreBatch.Delivery one : batch.deliveries) {
            one.next().accept(marked(one.alert(), durable.contains(one.alert().id())));
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

    /** Retries the store once, even if it has just failed. */
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
            faults.log("cannot close the alert store", fault);
        }
    }

    /** Checks for a call that has timed out, and periodically whether the store has lost data. */
    public void check(long now) {
        if (atOnce) {
            return;
        }
        executor.check(now);
        StoreBatch hanging;
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
            // the call neither answers in time nor reacts to the interrupt
            failed(hanging, "a call has taken longer than " + 2 * timeout / 1_000_000_000.0 + " s");
            end(hanging);
        }
    }

    /** Returns the problem of the store, or null. */
    @Nullable
    public String problem() {
        String why = failure;
        return why == null
                ? null
                : "alert store unavailable: " + why + "; " + backlogSize() + " alerts or patterns are not durable";
    }

    /** Changes an alert that is only in the store; returns the result of the store. */
    public boolean change(String alertId, String done, Predicate<AlertStore> change) {
        try {
            return change.test(store);
        } catch (RuntimeException e) {
            throw SilenceManager.unavailable("alert", alertId, done, e);
        }
    }

    /** Returns the counts of the store, if it counts. */
    public Optional<StoreMetrics> metrics() {
        return store.metrics();
    }

    /** Returns the problems that the store reports. */
    public List<String> problems() {
        try {
            return store.problems();
        } catch (Throwable fault) {
            DistinctErrorLog.rethrowFatal(fault);
            faults.log("cannot read the problems of the alert store", fault);
            return List.of();
        }
    }

    public long faults() {
        return storeFaults.get();
    }

    /** Returns the number of steps that a later one of the same alert replaced before they were written. */
    public synchronized long coalesced() {
        return backlog.coalesced();
    }

    /** Returns the number of alerts and patterns that wait to be written. */
    public synchronized int backlogSize() {
        return backlog.size();
    }

    /** Returns the number of alerts and patterns that will never be written. */
    public synchronized long lost() {
        return backlog.lost();
    }
}
