// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.metrics;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import io.arxsvgx.telemetry.text.ForeignText;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The samples of the last 300 seconds of a processor. A thread takes one each second while the server listens.
 * Thread-safe.
 */
public final class OverviewSampler {
    public static final Duration INTERVAL = Duration.ofSeconds(1);
    static final int MAX_SAMPLES = 300;

    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");

    private final TelemetryProcessor processor;
    private final Deque<OverviewSample> samples = new ArrayDeque<>();
    private @Nullable ScheduledThreadPoolExecutor executor;
    private @Nullable ProcessorMetrics before;
    private long beforeNanos;

    public OverviewSampler(TelemetryProcessor processor) {
        this.processor = processor;
    }

    /** Starts to take a sample each second, and passes each to a listener. Does nothing if it was started before. */
    public synchronized void start(Consumer<OverviewSample> listener) {
        if (executor != null) {
            return;
        }
        begin();
        ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "telemetry-overview");
            thread.setDaemon(true);
            return thread;
        });
        long nanos = INTERVAL.toNanos();
        ScheduledFuture<?> unused =
                started.scheduleAtFixedRate(() -> sample(listener), nanos, nanos, TimeUnit.NANOSECONDS);
        executor = started;
    }

    /** Stops to take samples. Samples that were taken stay. */
    public synchronized void stop() {
        if (executor != null) {
            executor.shutdownNow();
            executor = null;
        }
    }

    private void sample(Consumer<OverviewSample> listener) {
        try {
            listener.accept(sample());
        } catch (RuntimeException e) {
            LOG.warn("cannot sample the processor; one second is missing from the overview", ForeignText.escape(e));
        }
    }

    /** Reads the metrics from which the first second is counted. */
    synchronized void begin() {
        before = processor.metrics();
        beforeNanos = processor.config().timeSource().nanoTime();
    }

    /** Takes one sample. */
    synchronized OverviewSample sample() {
        ProcessorMetrics now = processor.metrics();
        long nanos = processor.config().timeSource().nanoTime();
        OverviewSample point = OverviewSample.between(
                before == null ? now : before,
                now,
                AlertMarks.of(processor.alerts().firing()),
                nanos - beforeNanos,
                processor.config().timeSource().epochNanos());
        before = now;
        beforeNanos = nanos;
        samples.add(point);
        if (samples.size() > MAX_SAMPLES) {
            samples.remove();
        }
        return point;
    }

    /** Returns the samples, oldest first. */
    public synchronized List<OverviewSample> samples() {
        return List.copyOf(samples);
    }
}
