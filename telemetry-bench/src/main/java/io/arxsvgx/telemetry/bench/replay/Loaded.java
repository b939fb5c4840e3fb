// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.replay;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.TelemetrySubscriber;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.snapshot.DashboardSnapshot;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;

/**
 * An end-to-end side: producers with their own threads ingest events as fast as they are accepted, and a consumer
 * evaluates the three rules. A replay ends when all events are processed.
 */
abstract class Loaded implements Side {
    private static final long NAP = 250_000;
    /** The number of passes over the workload in one replay, so that its start and end have little influence. */
    private static final int TIMES = 16;

    final Workload workload;
    private final int producers;

    Loaded(Workload workload, int producers) {
        this.workload = workload;
        this.producers = producers;
    }

    @Override
    public void replay() {
        Thread[] threads = new Thread[producers];
        int each = events() / producers;
        for (int i = 0; i < producers; i++) {
            int from = i * each;
            threads[i] = new Thread(() -> produce(from, from + each), "producer-" + i);
            threads[i].start();
        }
        for (Thread thread : threads) {
            join(thread);
        }
        awaitEmpty();
    }

    @Override
    public int events() {
        return TIMES * Workload.EVENTS;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void produce(int from, int to) {
        for (int i = from; i < to; i++) {
            while (!offer(i & (Workload.EVENTS - 1))) {
                Thread.onSpinWait();
            }
        }
    }

    abstract boolean offer(int event);

    abstract void awaitEmpty();

    /** The processor with default settings. */
    static class ByHandle extends Loaded {
        final TelemetryProcessor processor;
        private final TelemetrySeries[] series;

        ByHandle(Workload workload, int producers, TelemetryConfig config) {
            super(workload, producers);
            processor = TelemetryProcessor.create(config);
            Rules.three(3).forEach(processor::addAlertRule);
            processor.start();
            series = new TelemetrySeries[workload.seriesCount()];
            for (int i = 0; i < series.length; i++) {
                series[i] = processor.series(workload.source(i), Rules.TYPE);
            }
        }

        @Override
        boolean offer(int event) {
            return series[workload.series(event)].record(workload.value(event));
        }

        @Override
        void awaitEmpty() {
            if (!processor.flush(Duration.ofSeconds(60))) {
                throw new IllegalStateException("events not processed within a minute");
            }
        }

        @Override
        public long breaches() {
            return processor.alerts(Integer.MAX_VALUE).stream()
                    .mapToLong(Alert::occurrences)
                    .sum();
        }
    }

    /** The processor while a dashboard, a subscriber and the metrics are read ten times per second. */
    static final class Watched extends ByHandle {
        private long seen;

        Watched(Workload workload) {
            super(
                    workload,
                    1,
                    TelemetryConfig.builder()
                            .processingInterval(Duration.ofMillis(100))
                            .build());
            processor.subscribe(new TelemetrySubscriber() {
                @Override
                public void onSnapshot(DashboardSnapshot snapshot) {
                    seen++;
                }
            });
            Thread reader = new Thread(this::read, "reader");
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            while (true) {
                LockSupport.parkNanos(100_000_000);
                seen += processor.metrics().processed();
                seen += processor.dashboard().hashCode();
                seen += processor.alerts(100).size();
            }
        }
    }

    /** A plain queue, and the three rules over a hash map. */
    static final class QueueAndMap extends Loaded {
        private record Sample(String source, double value) {}

        private final MpscVarHandleArrayQueue<Sample> queue = new MpscVarHandleArrayQueue<>(10_000);
        private final Map<String, MapLoop.State> states = new HashMap<>();
        private volatile long consumed;
        private volatile long breaches;
        private long produced;

        QueueAndMap(Workload workload, int producers) {
            super(workload, producers);
            Thread consumer = new Thread(this::consume, "consumer");
            consumer.setDaemon(true);
            consumer.start();
        }

        @Override
        boolean offer(int event) {
            return queue.offer(new Sample(workload.source(workload.series(event)), workload.value(event)));
        }

        private void consume() {
            long[] counts = new long[2];
            while (true) {
                int got = queue.drain(
                        sample -> counts[1] += states.computeIfAbsent(sample.source, source -> new MapLoop.State())
                                .take(sample.value),
                        256);
                counts[0] += got;
                breaches = counts[1];
                consumed = counts[0];
                if (got == 0) {
                    LockSupport.parkNanos(NAP);
                }
            }
        }

        @Override
        void awaitEmpty() {
            produced += events();
            while (consumed < produced) {
                LockSupport.parkNanos(20_000);
            }
        }

        @Override
        public long breaches() {
            return breaches;
        }
    }
}
