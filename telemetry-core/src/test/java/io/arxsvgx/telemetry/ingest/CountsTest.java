// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.ingest;

import static io.arxsvgx.telemetry.testing.ProcessorFixture.NOTHING;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.assertIdentities;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.config;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.Admission;
import io.arxsvgx.telemetry.StopReport;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import io.arxsvgx.telemetry.testing.HangingHook;
import io.arxsvgx.telemetry.testing.ProcessorFixture;
import io.arxsvgx.testsupport.LogFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class CountsTest {
    @AutoClose
    private final LogFixture log = new LogFixture();

    private static final int PRODUCERS = 4;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    private List<Thread> hammer(TelemetryProcessor processor) {
        List<Thread> producers = new ArrayList<>();
        for (int i = 0; i < PRODUCERS; i++) {
            TelemetrySeries series = processor.series("s" + i, "t");
            producers.add(ProcessorFixture.start("producer " + i, () -> {
                while (!over.get()) {
                    (series.record(0) ? taken : refused).incrementAndGet();
                    (processor.ingest(event(0)) ? taken : refused).incrementAndGet();
                }
            }));
        }
        return producers;
    }

    @Test
    void metrics_underFireAndRestarts_holdTheIdentitiesAtEveryInstant() {
        AtomicReference<Throwable> fault = new AtomicReference<>();
        AtomicLong readings = new AtomicLong();
        TelemetryConfig.Builder config = config().bufferSize(256).maxSeries(3);
        TelemetryProcessor processor = ProcessorFixture.threaded(config, value -> {
            if (taken.get() % 1_000 == 0) {
                throw new IllegalStateException("a condition that fails now and then");
            }
        });
        try (processor) {
            List<Thread> producers = hammer(processor);
            Thread reader = ProcessorFixture.start("reader", () -> {
                try {
                    ProcessorMetrics before = processor.metrics();
                    while (!over.get()) {
                        ProcessorMetrics now = processor.metrics();
                        assertIdentities(now);
                        assertThat(now.offered()).isGreaterThanOrEqualTo(before.offered());
                        assertThat(now.accepted()).isGreaterThanOrEqualTo(before.accepted());
                        assertThat(now.processed()).isGreaterThanOrEqualTo(before.processed());
                        assertThat(now.dropped()).isGreaterThanOrEqualTo(before.dropped());
                        assertThat(now.discarded()).isGreaterThanOrEqualTo(before.discarded());
                        before = now;
                        readings.incrementAndGet();
                    }
                } catch (Throwable e) {
                    fault.set(e);
                }
            });
            for (int i = 0; i < 20; i++) {
                processor.start();
                long goal = processor.metrics().processed() + 5_000;
                ProcessorFixture.soon().until(() -> processor.metrics().processed() >= goal || fault.get() != null);
                processor.stop();
            }
            over.set(true);
            ProcessorFixture.join(producers);
            ProcessorFixture.join(reader);
            assertThat(fault).hasValue(null);
            assertThat(readings).hasPositiveValue();
            assertAllCounted(processor.metrics());
            assertThat(processor.metrics().discardedByReason()).containsKey("series_limit");
            assertThat(log.messages()).isNotNull();
        }
    }

    /** With two or more processors the producers soon contend, and the queue is split into stripes. */
    @RepeatedTest(40)
    void stop_underFire_losesNoAcceptedEvent() {
        try (TelemetryProcessor processor = ProcessorFixture.threaded(config().bufferSize(1_024), NOTHING)) {
            processor.start();
            List<Thread> producers = hammer(processor);
            ProcessorFixture.soon().until(() -> taken.get() > 2_000);
            StopReport report = processor.stop();
            over.set(true);
            ProcessorFixture.join(producers);
            assertThat(report.eventsLeft()).isZero();
            assertAllCounted(processor.metrics());
        }
    }

    @RepeatedTest(20)
    void stop_whileTheCallerTurnsTheLoopUnderFire_losesNoAcceptedEvent() {
        try (TelemetryProcessor processor = ProcessorFixture.turned(config().bufferSize(1_024), NOTHING)) {
            List<Thread> threads = new ArrayList<>(hammer(processor));
            threads.add(ProcessorFixture.start("turner", () -> {
                while (!over.get()) {
                    processor.runOnce();
                }
            }));
            ProcessorFixture.soon().until(() -> taken.get() > 2_000);
            processor.stop();
            over.set(true);
            ProcessorFixture.join(threads);
            assertAllCounted(processor.metrics());
        }
    }

    @Test
    void stop_whileTheCallerTurnsTheLoop_waitsForTheTurn() {
        AtomicLong evaluated = new AtomicLong();
        HangingHook hook = new HangingHook();
        TelemetryProcessor processor = ProcessorFixture.turned(config(), value -> {
            hook.accept(value);
            evaluated.incrementAndGet();
        });
        try (processor) {
            processor.ingest(event(0));
            Thread turner = ProcessorFixture.start("turner", processor::runOnce);
            hook.awaitEntered();
            processor.ingest(event(0));
            AtomicReference<StopReport> report = new AtomicReference<>();
            Thread stopper = ProcessorFixture.start("stopper", () -> report.set(processor.stop()));
            ProcessorFixture.soon().until(() -> processor.offer(event(0)) == Admission.NOT_RUNNING);
            hook.release();
            ProcessorFixture.join(turner);
            ProcessorFixture.join(stopper);
            assertThat(report.get().isComplete()).isTrue();
            assertThat(processor.metrics().waiting()).isZero();
            assertThat(evaluated.get()).isEqualTo(processor.metrics().processed());
        }
    }

    private void assertAllCounted(ProcessorMetrics metrics) {
        assertIdentities(metrics);
        assertThat(metrics.accepted()).isEqualTo(taken.get());
        assertThat(metrics.processed()).isEqualTo(taken.get());
        assertThat(metrics.waiting()).isZero();
        assertThat(metrics.dropped()).isEqualTo(refused.get());
    }

    @Test
    void metrics_seriesLimit_discardsWhatIsBeyondIt() {
        try (TelemetryProcessor processor = ProcessorFixture.turned(config().maxSeries(4), NOTHING)) {
            for (int i = 0; i < 5; i++) {
                assertThat(processor.series("s" + i, "t").record(0)).isTrue();
                assertThat(processor.ingest(TelemetryEvent.of("s" + i, "t", 0))).isTrue();
            }
            processor.runOnce();
            ProcessorMetrics metrics = processor.metrics();
            assertIdentities(metrics);
            assertThat(metrics.discardedByReason()).containsOnly(Map.entry("series_limit", 6L));
            assertThat(metrics.evaluated()).isEqualTo(4);
            assertThat(metrics.series()).isEqualTo(2);
        }
    }

    @Test
    void metrics_conditionThatThrows_discardsTheEvent() {
        TelemetryProcessor processor = ProcessorFixture.turned(config(), value -> {
            throw new IllegalStateException("always");
        });
        try (processor) {
            for (int i = 0; i < 10; i++) {
                processor.ingest(event(0));
            }
            processor.runOnce();
            ProcessorMetrics metrics = processor.metrics();
            assertIdentities(metrics);
            assertThat(metrics.processed()).isEqualTo(10);
            assertThat(metrics.discardedByReason()).containsOnlyKeys("condition_failed");
            assertThat(log.count("condition hook failed")).isEqualTo(1);
        }
    }

    @Test
    void runOnce_conditionWhoseFaultCannotTellItsMessage_isContained() {
        TelemetryProcessor processor = ProcessorFixture.turned(config(), value -> {
            throw new IllegalStateException() {
                @Override
                public String getMessage() {
                    throw new UnsupportedOperationException("no message");
                }
            };
        });
        try (processor) {
            processor.ingest(event(0));
            assertThat(processor.runOnce()).isEqualTo(1);
            assertThat(processor.metrics().conditionFaults()).isEqualTo(1);
            assertThat(log.count("condition hook failed")).isEqualTo(1);
        }
    }
}
