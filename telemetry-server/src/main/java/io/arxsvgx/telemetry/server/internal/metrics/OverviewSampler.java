// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.metrics;

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
public final class OverviewSampler {
    public static final Duration INTERVAL = Duration.ofSeconds(1);
    static final int MOST = 300;

    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");

    private final TelemetryProcessor processor;
    private final Deque<OverviewSample> points = new ArrayDeque<>();
    private volatile @Nullable Thread ticker;
    private @Nullable ProcessorMetrics before;
    private long beforeNanos;

    public OverviewSampler(TelemetryProcessor processor) {
        this.processor = processor;
    }

    /** Begins to look, and to tell what it sees. Does nothing if it has begun. */
    public synchronized void start(Consumer<OverviewSample> told) {
        if (ticker != null) {
            return;
        }
        begin();
        Thread ticking = new Thread(() -> tick(told), "telemetry-overview");
        ticking.setDaemon(true);
        ticker = ticking;
        ticking.start();
    }

    public synchronized void stop() {
        Thread ticking = ticker;
        ticker = null;
        LockSupport.unpark(ticking);
    }

    private void tick(Consumer<OverviewSample> told) {
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

    private void look(Consumer<OverviewSample> told) {
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
    synchronized OverviewSample sample() {
        ProcessorMetrics now = processor.metrics();
        long nanos = processor.config().timeSource().nanoTime();
        OverviewSample point = OverviewSample.between(
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
    public synchronized List<OverviewSample> points() {
        return List.copyOf(points);
    }
}
