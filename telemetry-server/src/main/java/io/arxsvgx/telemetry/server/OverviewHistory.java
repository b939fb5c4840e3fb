// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import io.arxsvgx.telemetry.text.ForeignText;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a processor was doing in each of the last 300 seconds, looked at once a second by a thread of its own while the server
 * listens. Thread-safe.
 */
final class OverviewHistory {
    static final Duration INTERVAL = Duration.ofSeconds(1);
    static final int MOST = 300;

    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");

    private final TelemetryProcessor processor;
    private final Deque<OverviewPoint> points = new ArrayDeque<>();
    private volatile @Nullable Thread ticker;
    private @Nullable ProcessorMetrics before;
    private long beforeNanos;

    OverviewHistory(TelemetryProcessor processor) {
        this.processor = processor;
    }

    /** Begins to look, and to tell what it sees. Does nothing if it has begun. */
    synchronized void start(Consumer<OverviewPoint> told) {
        if (ticker != null) {
            return;
        }
        begin();
        Thread ticking = new Thread(() -> tick(told), "telemetry-overview");
        ticking.setDaemon(true);
        ticker = ticking;
        ticking.start();
    }

    synchronized void stop() {
        Thread ticking = ticker;
        ticker = null;
        LockSupport.unpark(ticking);
    }

    private void tick(Consumer<OverviewPoint> told) {
        Thread me = Thread.currentThread();
        long due = System.nanoTime();
        while (ticker == me) {
            due += INTERVAL.toNanos();
            for (long left = due - System.nanoTime(); left > 0 && ticker == me; left = due - System.nanoTime()) {
                LockSupport.parkNanos(this, left);
            }
            if (ticker == me) {
                look(told);
            }
        }
    }

    private void look(Consumer<OverviewPoint> told) {
        try {
            told.accept(sample());
        } catch (RuntimeException e) {
            LOG.warn("a second is missing from the overview", ForeignText.escape(e));
        }
    }

    /** Takes the counts from which the first second is counted. */
    synchronized void begin() {
        before = processor.metrics();
        beforeNanos = processor.config().timeSource().nanoTime();
    }

    /** Looks once. */
    synchronized OverviewPoint sample() {
        ProcessorMetrics now = processor.metrics();
        long nanos = processor.config().timeSource().nanoTime();
        OverviewPoint point = OverviewPoint.between(
                before == null ? now : before,
                now,
                nanos - beforeNanos,
                processor.config().timeSource().epochNanos());
        before = now;
        beforeNanos = nanos;
        points.add(point);
        if (points.size() > MOST) {
            points.remove();
        }
        return point;
    }

    /** What was seen, oldest first. */
    synchronized List<OverviewPoint> points() {
        return List.copyOf(points);
    }
}
