// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import io.arxsvgx.telemetry.notification.NotifierContext;
import io.arxsvgx.telemetry.notify.internal.engine.NotificationEngine.Delivery;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an engine: on a thread of its own, which the processor's clock wakes, with a few threads for each integration; or, if
 * the processor is caller-driven, on the thread that calls {@link #tick}. Thread-safe.
 */
public final class Driver {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry.notify");
    private static final long IDLE_SECONDS = 10;
    private static final int MAX_PASSES = 100_000;
    /** The interval of looks at the file of the configuration and at the store while nothing else is due. */
    private static final long LOOK_INTERVAL = TimeUnit.SECONDS.toNanos(2);

    private final NotifierContext context;
    private final NotificationEngine engine;
    private final Runnable beforePass;
    private final Map<String, ThreadPoolExecutor> senders = new HashMap<>();
    private volatile @Nullable Thread thread;
    private volatile boolean isRunning;
    private volatile long nextLook = Long.MIN_VALUE;
    private boolean isPassing;

    /**
     * Creates a driver, which does not run.
     *
     * @param beforePass called before each pass, such as a look at the file of the configuration
     */
    public Driver(NotifierContext context, NotificationEngine engine, Runnable beforePass) {
        this.context = context;
        this.engine = engine;
        this.beforePass = beforePass;
    }

    public synchronized void start() {
        if (!context.isCallerDriven() && !isRunning) {
            isRunning = true;
            Thread started = context.newThread("notify", this::run);
            thread = started;
            started.start();
        }
    }

    /** Lets the engine run if something is due by the clock. */
    public void tick() {
        if (context.isCallerDriven()) {
            runHere();
        } else if (engine.isDue() || nextLook <= context.nanoTime()) {
            wake();
        }
    }

    /** Wakes the engine's thread; without one, the next {@link #tick} does the work. */
    public void wake() {
        LockSupport.unpark(thread);
    }

    private void run() {
        while (isRunning) {
            try {
                nextLook = context.nanoTime() + LOOK_INTERVAL;
                beforePass.run();
                if (engine.isDue()) {
                    engine.pass(true).forEach(this::send);
                    signal();
                } else {
                    LockSupport.park(this);
                }
            } catch (RuntimeException e) {
                LOG.error("notifications: a pass failed", e);
                LockSupport.parkNanos(this, TimeUnit.SECONDS.toNanos(1));
            }
        }
    }

    /** Signals to a stop that waits that something has changed. */
    private synchronized void signal() {
        notifyAll();
    }

    private void runHere() {
        synchronized (this) {
            if (isPassing) {
                return;
            }
            isPassing = true;
        }
        try {
            beforePass.run();
            for (int i = 0; i < MAX_PASSES && engine.isDue(); i++) {
                engine.pass(true).forEach(this::attempt);
            }
        } finally {
            synchronized (this) {
                isPassing = false;
            }
        }
    }

    private void send(Delivery delivery) {
        sender(delivery).execute(() -> {
            attempt(delivery);
            wake();
        });
    }

    private synchronized ThreadPoolExecutor sender(Delivery delivery) {
        String name =
                delivery.message().receiver() + " " + delivery.integration().name();
        int threads = delivery.integration().concurrency();
        ThreadPoolExecutor sender = senders.computeIfAbsent(name, key -> {
            ThreadPoolExecutor created = new ThreadPoolExecutor(
                    threads,
                    threads,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    work -> context.newThread("notify-" + key.replaceAll("[^A-Za-z0-9_-]+", "-"), work));
            created.allowCoreThreadTimeOut(true);
            return created;
        });
        if (sender.getCorePoolSize() != threads) {
            sender.setMaximumPoolSize(Math.max(threads, sender.getCorePoolSize()));
            sender.setCorePoolSize(threads);
            sender.setMaximumPoolSize(threads);
        }
        return sender;
    }

    private void attempt(Delivery delivery) {
        long begun = context.nanoTime();
        Attempt attempt;
        try {
            attempt = delivery.integration().send(delivery.message());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            attempt = Attempt.retry("interrupted", null);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn(
                    "receiver {} ({}) failed",
                    delivery.message().receiver(),
                    delivery.integration().name(),
                    e);
            attempt = Attempt.retry("failed: " + e, null);
        }
        engine.finished(delivery, attempt, Duration.ofNanos(context.nanoTime() - begun));
    }

    /** Sends what is due within a time; messages that remain wait in the outbox for the next start. */
    public int stop(Duration timeout) {
        engine.hurryIfNotDurable();
        if (context.isCallerDriven()) {
            runHere();
            return engine.notDurable();
        }
        wake();
        awaitIdle(System.nanoTime() + timeout.toNanos());
        isRunning = false;
        Thread last = thread;
        thread = null;
        if (last != null) {
            LockSupport.unpark(last);
            join(last);
        }
        if (last == null || !last.isAlive()) {
            // records the results of the last attempts
            engine.pass(false);
        }
        return engine.notDurable();
    }

    private synchronized void awaitIdle(long deadline) {
        try {
            for (long left = deadline - System.nanoTime(); left > 0 && isRunning && !engine.isIdle(); ) {
                wait(Math.max(1, Math.min(20, left / 1_000_000)));
                left = deadline - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread last) {
        try {
            last.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public synchronized void close() {
        List.copyOf(senders.values()).forEach(ThreadPoolExecutor::shutdownNow);
        senders.clear();
    }
}
