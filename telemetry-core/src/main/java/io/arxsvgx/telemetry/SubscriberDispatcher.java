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

/** Passes alerts, patterns and snapshots on to the subscribers, each in its own lane. Thread-safe. */
final class SubscriberDispatcher implements SubscriberPort {
    private static final int CAPACITY = 1_024;
    private static final int MAX_SUBSCRIBERS = 1_000;

    private final List<SubscriberLane> lanes = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicLong missed = new AtomicLong();
    private final Supplier<DashboardSnapshot> snapshots;
    private BulkheadExecutor.@Nullable Setup setup;
    private boolean running;

    SubscriberDispatcher(Supplier<DashboardSnapshot> snapshots) {
        this.snapshots = snapshots;
    }

    synchronized void use(BulkheadExecutor.Setup laneSetup) {
        setup = laneSetup;
    }

    synchronized AutoCloseable add(TelemetrySubscriber subscriber) {
        requireNonNull(subscriber, "subscriber");
        for (SubscriberLane lane : lanes) {
            if (lane.subscriber == subscriber) {
                return () -> remove(subscriber);
            }
        }
        if (lanes.size() >= MAX_SUBSCRIBERS) {
            throw new IllegalStateException("there are " + MAX_SUBSCRIBERS + " subscribers already, each with a thread");
        }
        SubscriberLane lane = new SubscriberLane(subscriber, numbers.incrementAndGet(), requireNonNull(setup));
        lanes.add(lane);
        if (running) {
            lane.lane.start();
        }
        return () -> remove(subscriber);
    }

    synchronized boolean remove(TelemetrySubscriber subscriber) {
        for (SubscriberLane lane : lanes) {
            if (lane.subscriber == subscriber) {
                lanes.remove(lane);
                lane.closed = true;
                lane.lane.close();
                return true;
            }
        }
        return false;
    }

    @Override
    public void alert(Alert alert) {
        lanes.forEach(lane -> lane.tell(subscriber -> subscriber.onAlert(alert)));
    }

    @Override
    public void pattern(FailurePattern pattern) {
        lanes.forEach(lane -> lane.tell(subscriber -> subscriber.onPattern(pattern)));
    }

    @Override
    public void snapshotDue() {
        lanes.forEach(SubscriberLane::tellSnapshot);
    }

    @Override
    public synchronized void start() {
        running = true;
        lanes.forEach(lane -> lane.lane.start());
    }

    @Override
    public int stop(long deadline) {
        synchronized (this) {
            running = false;
        }
        return lanes.stream().mapToInt(lane -> lane.lane.stop(deadline)).sum();
    }

    @Override
    public synchronized void close() {
        lanes.forEach(lane -> lane.lane.close());
        lanes.clear();
    }

    @Override
    public void check(long now) {
        lanes.forEach(lane -> lane.lane.check(now));
    }

    @Override
    public long missed() {
        return missed.get();
    }

    @Override
    public List<String> problems() {
        return lanes.stream()
                .flatMap(lane -> Stream.ofNullable(lane.lane.trouble(
                        "subscriber " + lane.subscriber.getClass().getName())))
                .toList();
    }

    private final class SubscriberLane {
        final TelemetrySubscriber subscriber;
        final BulkheadExecutor lane;
        final AtomicLong untold = new AtomicLong();
        final AtomicBoolean snapshotWaits = new AtomicBoolean();
        volatile boolean closed;

        SubscriberLane(TelemetrySubscriber subscriber, int number, BulkheadExecutor.Setup setup) {
            this.subscriber = subscriber;
            this.lane = new BulkheadExecutor("subscriber " + number, CAPACITY, setup);
        }

        void tell(Consumer<TelemetrySubscriber> message) {
            if (!lane.offer(() -> deliver(message))) {
                untold.incrementAndGet();
                missed.incrementAndGet();
            }
        }

        void tellSnapshot() {
            if (snapshotWaits.compareAndSet(false, true) && !lane.offer(this::deliverSnapshot)) {
                snapshotWaits.set(false);
            }
        }

        private void deliver(Consumer<TelemetrySubscriber> message) {
            tellMissed();
            if (!closed) {
                message.accept(subscriber);
            }
        }

        private void deliverSnapshot() {
            snapshotWaits.set(false);
            tellMissed();
            if (!closed) {
                subscriber.onSnapshot(snapshots.get());
            }
        }

        private void tellMissed() {
            long count = untold.getAndSet(0);
            if (count > 0 && !closed) {
                subscriber.onMissed(count);
            }
        }
    }
}
