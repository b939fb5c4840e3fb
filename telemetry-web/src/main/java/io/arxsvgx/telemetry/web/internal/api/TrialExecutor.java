// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import io.arxsvgx.telemetry.web.internal.http.ApiException;
import io.arxsvgx.telemetry.web.internal.validation.FieldError;
import io.arxsvgx.telemetry.web.internal.validation.ValidationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A bulkhead for trials: a bounded number of threads, each of which runs one trial. A condition that hangs keeps its
 * thread until it returns, but its caller receives an answer at the deadline. Thread-safe.
 */
final class TrialExecutor {
    private final int concurrent;
    private final Duration queueTime;
    private final Duration deadline;
    private final Semaphore free;
    /** The conditions of trials that missed their deadline and still run. */
    private final Map<Trial<?>, String> hanging = new ConcurrentHashMap<>();

    /**
     * Creates an executor. Starts no thread.
     *
     * @param concurrent the maximum number of concurrent trials
     * @param queueTime the maximum time that a trial waits for another to end
     * @param deadline the time after which a trial counts as hanging
     */
    TrialExecutor(int concurrent, Duration queueTime, Duration deadline) {
        this.concurrent = concurrent;
        this.queueTime = queueTime;
        this.deadline = deadline;
        free = new Semaphore(concurrent, true);
    }

    /** A trial. It releases its permit before its result is visible. */
    private final class Trial<T> implements Callable<T> {
        private final Callable<T> body;
        private volatile boolean hasEnded;

        Trial(Callable<T> body) {
            this.body = body;
        }

        @Override
        public T call() throws Exception {
            try {
                return body.call();
            } finally {
                free.release();
                hasEnded = true;
                hanging.remove(this);
            }
        }

        void missedDeadline(String condition) {
            hanging.put(this, condition);
            if (hasEnded) {
                hanging.remove(this);
            }
        }
    }

    /** Runs a trial of a rule with a condition; throws the exception of the trial. */
    <T> T run(String condition, Callable<T> body) {
        acquire();
        Trial<T> trial = new Trial<>(body);
        FutureTask<T> task = new FutureTask<>(trial);
        Thread thread = new Thread(task, "telemetry-trial");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (Throwable noThread) {
            free.release();
            throw noThread;
        }
        try {
            return task.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            trial.missedDeadline(condition);
            thread.interrupt();
            throw hangs(condition);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw ApiException.unavailable("the server is stopping");
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        }
    }

    /** Returns a description of the trials that hang; null if none does. */
    @Nullable
    String problem() {
        List<String> conditions = hanging.values().stream().sorted().toList();
        return conditions.isEmpty()
                ? null
                : conditions.size() + " of " + concurrent + " rule trials hang in their condition: "
                        + String.join(", ", conditions);
    }

    private void acquire() {
        boolean acquired = false;
        try {
            acquired = free.tryAcquire(queueTime.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!acquired) {
            String hang = problem();
            throw ApiException.tooManyRequests("too many trials: " + concurrent + " are running; retry after 1 s"
                    + (hang == null ? "" : " (" + hang + ")"));
        }
    }

    private ValidationException hangs(String condition) {
        String message = "condition \"" + condition + "\" did not return within " + deadline.toSeconds()
                + " s; the trial was aborted, its thread ends when the condition returns";
        return new ValidationException(List.of(new FieldError("condition", message)));
    }

    private static RuntimeException unchecked(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }
}
