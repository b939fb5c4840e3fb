// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.internal.concurrent.BulkheadExecutor;
import io.arxsvgx.telemetry.internal.loop.SubscriberPort;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.snapshot.DashboardSnapshot;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A dispatcher of alerts, patterns and snapshots to subscribers, each on its own executor. Thread-safe. */
final class SubscriberDispatcher implements SubscriberPort {
    private static final int CAPACITY = 1_024;
    private static final int MAX_SUBSCRIBERS = 1_000;

    private final List<RegisteredSubscriber> subscribers = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicLong missed = new AtomicLong();
    private final Supplier<DashboardSnapshot> snapshots;
    private BulkheadExecutor.@Nullable Setup setup;
    private boolean running;

    SubscriberDispatcher(Supplier<DashboardSnapshot> snapshots) {
        this.snapshots = snapshots;
    }

    synchronized void use(BulkheadExecutor.Setup executorSetup) {
        setup = executorSetup;
    }

    Subscription onAlert(Consumer<Alert> listener) {
        requireNonNull(listener, "listener");
        return add(listener, new TelemetrySubscriber() {
            @Override
            public void onAlert(Alert alert) {
                listener.accept(alert);
            }
        });
    }

    Subscription onPattern(Consumer<FailurePattern> listener) {
        requireNonNull(listener, "listener");
        return add(listener, new TelemetrySubscriber() {
            @Override
            public void onPattern(FailurePattern pattern) {
                listener.accept(pattern);
            }
        });
    }

    Subscription onSnapshot(Consumer<DashboardSnapshot> listener) {
        requireNonNull(listener, "listener");
        return add(listener, new TelemetrySubscriber() {
            @Override
            public void onSnapshot(DashboardSnapshot snapshot) {
                listener.accept(snapshot);
            }
        });
    }

    synchronized Subscription add(TelemetrySubscriber subscriber) {
        requireNonNull(subscriber, "subscriber");
        for (RegisteredSubscriber registered : subscribers) {
            if (registered.subscriber == subscriber) {
                return () -> remove(registered);
            }
        }
        return add(subscriber, subscriber);
    }

    /** Adds a subscriber; health names the class of the host's own code behind it. */
    private synchronized Subscription add(Object named, TelemetrySubscriber subscriber) {
        if (subscribers.size() >= MAX_SUBSCRIBERS) {
            throw new IllegalStateException(
                    "too many subscribers: at most " + MAX_SUBSCRIBERS + ", since each has a thread");
        }
        RegisteredSubscriber registered =
                new RegisteredSubscriber(named, subscriber, numbers.incrementAndGet(), requireNonNull(setup));
        subscribers.add(registered);
        if (running) {
            registered.executor.start();
        }
        return () -> remove(registered);
    }

    synchronized boolean remove(TelemetrySubscriber subscriber) {
        for (RegisteredSubscriber registered : subscribers) {
            if (registered.subscriber == subscriber) {
                remove(registered);
                return true;
            }
        }
        return false;
    }

    private synchronized void remove(RegisteredSubscriber registered) {
        if (subscribers.remove(registered)) {
            registered.closed = true;
            registered.executor.close();
        }
    }

    @Override
    public void alert(Alert alert) {
        subscribers.forEach(registered -> registered.publish(subscriber -> subscriber.onAlert(alert)));
    }

    @Override
    public void pattern(FailurePattern pattern) {
        subscribers.forEach(registered -> registered.publish(subscriber -> subscriber.onPattern(pattern)));
    }

    @Override
    public void snapshotDue() {
        subscribers.forEach(RegisteredSubscriber::publishSnapshot);
    }

    @Override
    public synchronized void start() {
        running = true;
        subscribers.forEach(registered -> registered.executor.start());
    }

    @Override
    public int stop(long deadline) {
        synchronized (this) {
            running = false;
        }
        return subscribers.stream()
                .mapToInt(registered -> registered.executor.stop(deadline))
                .sum();
    }

    @Override
    public synchronized void close() {
        subscribers.forEach(registered -> registered.executor.close());
        subscribers.clear();
    }

    @Override
    public void check(long now) {
        subscribers.forEach(registered -> registered.executor.check(now));
    }

    @Override
    public long missed() {
        return missed.get();
    }

    @Override
    public List<String> problems() {
        return subscribers.stream()
                .flatMap(registered -> Stream.ofNullable(registered.executor.problem(
                        "subscriber " + registered.named.getClass().getName())))
                .toList();
    }

    private final class RegisteredSubscriber {
        final Object named;
        final TelemetrySubscriber subscriber;
        final BulkheadExecutor executor;
        final AtomicLong unreported = new AtomicLong();
        final AtomicBoolean snapshotWaits = new AtomicBoolean();
        volatile boolean closed;

        RegisteredSubscriber(Object named, TelemetrySubscriber subscriber, int number, BulkheadExecutor.Setup setup) {
            this.named = named;
            this.subscriber = subscriber;
            this.executor = new BulkheadExecutor("subscriber " + number, CAPACITY, setup);
        }

        void publish(Consumer<TelemetrySubscriber> message) {
            if (!executor.offer(() -> deliver(message))) {
                unreported.incrementAndGet();
                missed.incrementAndGet();
            }
        }

        void publishSnapshot() {
            if (snapshotWaits.compareAndSet(false, true) && !executor.offer(this::deliverSnapshot)) {
                snapshotWaits.set(false);
            }
        }

        private void deliver(Consumer<TelemetrySubscriber> message) {
            notifyMissed();
            if (!closed) {
                message.accept(subscriber);
            }
        }

        private void deliverSnapshot() {
            snapshotWaits.set(false);
            notifyMissed();
            if (!closed) {
                subscriber.onSnapshot(snapshots.get());
            }
        }

        private void notifyMissed() {
            long count = unreported.getAndSet(0);
            if (count > 0 && !closed) {
                subscriber.onMissed(count);
            }
        }
    }
}
