// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.ingest;

import static io.arxsvgx.telemetry.testing.ProcessorFixture.NOTHING;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.config;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.event;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.arxsvgx.telemetry.Admission;
import io.arxsvgx.telemetry.OverflowPolicy;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.testing.HangingHook;
import io.arxsvgx.telemetry.testing.ProcessorFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestByStateTest {
    @Test
    void offer_beforeStart_isAcceptedAndProcessedAfterIt() {
        try (TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults())) {
            assertThat(processor.offer(event(1))).isEqualTo(Admission.ACCEPTED);
            assertThat(processor.series("s", "t").record(2)).isTrue();
            assertThat(processor.metrics().waiting()).isEqualTo(2);
            assertThat(processor.flush(Duration.ZERO)).isFalse();

            processor.start();

            assertThat(processor.flush(ProcessorFixture.LONG)).isTrue();
            assertThat(processor.metrics().processed()).isEqualTo(2);
        }
    }

    @Test
    void offer_afterStop_isNotRunningUntilStartedAgain() {
        try (TelemetryProcessor processor = ProcessorFixture.turned(config(), NOTHING)) {
            TelemetrySeries series = processor.series("s", "t");
            processor.stop();
            assertThat(processor.offer(event(1))).isEqualTo(Admission.NOT_RUNNING);
            assertThat(processor.ingest(event(1))).isFalse();
            assertThat(series.record(1)).isFalse();
            assertThat(series.record(1, "WARN")).isFalse();
            assertThat(series.record(1, Instant.EPOCH)).isFalse();
            assertThat(processor.metrics().droppedByReason()).containsOnly(Map.entry("not_running", 5L));

            processor.start();

            assertThat(series.record(1)).isTrue();
        }
    }

    @Test
    void offer_afterStopWithoutStart_isNotRunning() {
        try (TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults())) {
            processor.stop();
            assertThat(processor.offer(event(1))).isEqualTo(Admission.NOT_RUNNING);
        }
    }

    @Test
    void everyDoor_afterClose_answersWithoutThrowing() {
        TelemetryProcessor processor = ProcessorFixture.turned(config(), NOTHING);
        processor.close();
        assertThat(processor.offer(event(1))).isEqualTo(Admission.NOT_RUNNING);
        assertThat(processor.series("s", "t").record(1)).isFalse();
        assertThat(processor.ingest(Map.of("source", "s", "type", "t", "value", 1)))
                .isFalse();
        assertThat(processor.flush(Duration.ZERO)).isTrue();
        assertThat(processor.dashboard().totalEvents()).isZero();
        assertThat(processor.alerts(10)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "16, 16", "100, 128"})
    void offer_bufferFull_isRefusedAtTheShownCapacity(int size, int capacity) {
        TelemetryProcessor processor = ProcessorFixture.turned(config().bufferSize(size), NOTHING);
        try (processor) {
            assertThat(processor.metrics().bufferCapacity()).isEqualTo(capacity);
            for (int i = 0; i < capacity; i++) {
                assertThat(processor.offer(event(-i))).isEqualTo(Admission.ACCEPTED);
            }
            assertThat(processor.offer(event(0))).isEqualTo(Admission.BUFFER_FULL);
            assertThat(processor.metrics().bufferUtilization()).isEqualTo(1);
            assertThat(processor.metrics().droppedByReason()).containsOnly(Map.entry("buffer_full", 1L));

            assertThat(processor.runOnce()).isEqualTo(capacity);
            assertThat(processor.offer(event(0))).isEqualTo(Admission.ACCEPTED);
        }
    }

    @Test
    void offer_bufferFullBeforeStart_isRefused() {
        try (TelemetryProcessor processor =
                TelemetryProcessor.create(config().bufferSize(4).build())) {
            for (int i = 0; i < 4; i++) {
                assertThat(processor.offer(event(i))).isEqualTo(Admission.ACCEPTED);
            }
            assertThat(processor.offer(event(5))).isEqualTo(Admission.BUFFER_FULL);
        }
    }

    static Object[][] badEvents() {
        return new Object[][] {
            {event(Double.NaN), "not_finite"},
            {event(Double.POSITIVE_INFINITY), "not_finite"},
            {event(Double.NEGATIVE_INFINITY), "not_finite"},
            {TelemetryEvent.of("", "t", 1), "bad_source"},
            {TelemetryEvent.of(null, "t", 1), "bad_source"},
            {TelemetryEvent.of("x".repeat(1_001), "t", 1), "bad_source"},
            {TelemetryEvent.of("s", "", 1), "bad_type"},
            {TelemetryEvent.of("s", null, 1), "bad_type"},
            {at(Instant.MIN), "time_out_of_range"},
            {at(Instant.MAX), "time_out_of_range"},
            {at(Instant.EPOCH.minusNanos(1)), "time_out_of_range"},
            {at(Instant.parse("9999-12-31T23:59:59.999999999Z").plusNanos(1)), "time_out_of_range"},
            {TelemetryEvent.builder().build(), "not_finite"},
            {null, "not_an_event"},
        };
    }

    private static TelemetryEvent at(Instant time) {
        return TelemetryEvent.builder()
                .source("s")
                .type("t")
                .value(1)
                .timestamp(time)
                .build();
    }

    @ParameterizedTest
    @MethodSource("badEvents")
    void offer_badEvent_isInvalidAndCountedByReason(TelemetryEvent bad, String reason) {
        try (TelemetryProcessor processor = ProcessorFixture.turned(config(), NOTHING)) {
            assertThat(processor.offer(bad)).isEqualTo(Admission.INVALID);
            assertThat(processor.ingest(bad)).isFalse();
            assertThat(processor.metrics().droppedByReason()).containsOnly(Map.entry(reason, 2L));
            assertThat(processor.metrics().accepted()).isZero();
        }
    }

    @Test
    void offer_timesAtTheEdges_areAccepted() {
        try (TelemetryProcessor processor = ProcessorFixture.turned(config(), NOTHING)) {
            assertThat(processor.ingest(at(Instant.EPOCH))).isTrue();
            assertThat(processor.ingest(at(Instant.parse("9999-12-31T23:59:59.999999999Z"))))
                    .isTrue();
            assertThat(processor.runOnce()).isEqualTo(2);
            assertThat(processor.metrics().adjusted()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void record_notFinite_isFalseAndCounted(double value) {
        try (TelemetryProcessor processor = ProcessorFixture.turned(config(), NOTHING)) {
            TelemetrySeries series = processor.series("s", "t");
            assertThat(series.record(value)).isFalse();
            assertThat(series.record(value, "OK")).isFalse();
            assertThat(series.record(value, Instant.EPOCH)).isFalse();
            assertThat(processor.metrics().droppedByReason()).containsOnly(Map.entry("not_finite", 3L));
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void record_badTimeOrNulls_neverThrows() {
        try (TelemetryProcessor processor = ProcessorFixture.turned(config(), NOTHING)) {
            TelemetrySeries series = processor.series("s", "t");
            assertThat(series.record(1, Instant.MAX)).isFalse();
            assertThat(series.record(1, Instant.MIN)).isFalse();
            assertThat(series.record(1, (Instant) null)).isTrue();
            assertThat(series.record(1, (String) null)).isTrue();
            assertThat(series.record(Double.MAX_VALUE)).isTrue();
            assertThat(series.record(-0.0)).isTrue();
            assertThat(processor.metrics().droppedByReason()).containsOnly(Map.entry("time_out_of_range", 2L));
            assertThat(processor.runOnce()).isEqualTo(4);
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void series_badName_throws() {
        try (TelemetryProcessor processor = ProcessorFixture.turned(config(), NOTHING)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> processor.series("", "t"))
                    .withMessageContaining("source");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> processor.series("s", ""))
                    .withMessageContaining("type");
            assertThatIllegalArgumentException().isThrownBy(() -> processor.series(null, "t"));
            assertThatIllegalArgumentException().isThrownBy(() -> processor.series("s", null));
            assertThatIllegalArgumentException().isThrownBy(() -> processor.series("s", "x".repeat(1_001)));
            assertThat(processor.series("x".repeat(1_000), "t").record(1)).isTrue();
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void configuringDoors_null_throwByName() {
        try (TelemetryProcessor processor = ProcessorFixture.turned(config(), NOTHING)) {
            assertThatNullPointerException()
                    .isThrownBy(() -> processor.addAlertRule(null))
                    .withMessage("rule");
            assertThatNullPointerException()
                    .isThrownBy(() -> processor.removeAlertRule(null))
                    .withMessage("ruleId");
            assertThatNullPointerException()
                    .isThrownBy(() -> processor.subscribe(null))
                    .withMessage("subscriber");
            assertThatNullPointerException()
                    .isThrownBy(() -> processor.registerAction(null, alert -> {}))
                    .withMessage("name");
            assertThatNullPointerException()
                    .isThrownBy(() -> processor.registerAction("new", null))
                    .withMessage("action");
            assertThatNullPointerException()
                    .isThrownBy(() -> processor.registerAction("log_alert", null))
                    .withMessage("action");
            assertThatIllegalArgumentException().isThrownBy(() -> processor.registerAction(" ", alert -> {}));
            assertThatNullPointerException()
                    .isThrownBy(() -> TelemetryProcessor.create(null))
                    .withMessage("config");
        }
    }

    @Test
    void offer_fullAndBlocking_waitsItsTimeThenIsRefused() {
        TelemetryConfig.Builder config = config().bufferSize(1).whenFull(OverflowPolicy.block(Duration.ofMillis(30)));
        try (TelemetryProcessor processor = ProcessorFixture.turned(config, NOTHING)) {
            assertThat(processor.ingest(event(0))).isTrue();
            long begin = System.nanoTime();
            assertThat(processor.offer(event(0))).isEqualTo(Admission.BUFFER_FULL);
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isBetween(Duration.ofMillis(30), Duration.ofSeconds(5));
        }
    }

    @Test
    void offer_fullAndBlocking_isAcceptedOnceThereIsRoom() {
        TelemetryConfig.Builder config = config().bufferSize(1).whenFull(OverflowPolicy.block(Duration.ofMinutes(1)));
        try (TelemetryProcessor processor = ProcessorFixture.turned(config, NOTHING)) {
            assertThat(processor.ingest(event(0))).isTrue();
            AtomicReference<Admission> answer = new AtomicReference<>();
            Thread producer = ProcessorFixture.start("producer", () -> answer.set(processor.offer(event(0))));
            soon().until(() -> producer.getState() == Thread.State.TIMED_WAITING);
            processor.runOnce();
            ProcessorFixture.join(producer);
            assertThat(answer).hasValue(Admission.ACCEPTED);
        }
    }

    @Test
    void offer_fullAndBlocking_isRefusedWhenTheProcessorStops() {
        HangingHook hook = new HangingHook();
        TelemetryConfig.Builder config = config().bufferSize(2).whenFull(OverflowPolicy.block(Duration.ofMinutes(1)));
        // the event under evaluation keeps its slot
        TelemetryProcessor processor = ProcessorFixture.threaded(config, hook);
        try (processor) {
            processor.start();
            processor.ingest(event(0));
            hook.awaitEntered();
            processor.ingest(event(0));
            AtomicReference<Admission> answer = new AtomicReference<>();
            Thread producer = ProcessorFixture.start("producer", () -> answer.set(processor.offer(event(0))));
            soon().until(() -> producer.getState() == Thread.State.TIMED_WAITING);
            Thread stopper = ProcessorFixture.start("stopper", processor::stop);
            ProcessorFixture.join(producer);
            assertThat(answer).hasValue(Admission.NOT_RUNNING);
            hook.release();
            ProcessorFixture.join(stopper);
            assertThat(processor.metrics().processed()).isEqualTo(2);
        }
    }

    @Test
    void offer_fullAndBlockingFromAnAction_isRefusedAtOnce() {
        AtomicReference<Duration> took = new AtomicReference<>();
        AtomicReference<Admission> answer = new AtomicReference<>();
        TelemetryConfig.Builder config = config().bufferSize(1).whenFull(OverflowPolicy.block(Duration.ofMinutes(1)));
        try (TelemetryProcessor processor = ProcessorFixture.turned(config, NOTHING, "feed")) {
            processor.registerAction("feed", alert -> {
                assertThat(processor.offer(event(0))).isEqualTo(Admission.ACCEPTED);
                long begin = System.nanoTime();
                answer.set(processor.offer(event(0)));
                took.set(Duration.ofNanos(System.nanoTime() - begin));
            });
            processor.ingest(event(1));
            processor.runOnce();
            assertThat(answer).hasValue(Admission.BUFFER_FULL);
            assertThat(took.get()).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void offer_fullAndBlockingFromACondition_isRefusedAtOnce() {
        AtomicReference<Admission> answer = new AtomicReference<>();
        AtomicReference<TelemetryProcessor> self = new AtomicReference<>();
        TelemetryConfig.Builder config = config().bufferSize(1).whenFull(OverflowPolicy.block(Duration.ofMinutes(1)));
        TelemetryProcessor processor = ProcessorFixture.turned(config, value -> {
            self.get().offer(event(-1));
            answer.set(self.get().offer(event(-1)));
        });
        try (processor) {
            self.set(processor);
            processor.ingest(event(0));
            processor.runOnce();
            assertThat(answer).hasValue(Admission.BUFFER_FULL);
        }
    }

    @Test
    void offer_fullAndBlockingInterrupted_isRefusedAndStaysInterrupted() {
        TelemetryConfig.Builder config = config().bufferSize(1).whenFull(OverflowPolicy.block(Duration.ofMinutes(1)));
        try (TelemetryProcessor processor = ProcessorFixture.turned(config, NOTHING)) {
            processor.ingest(event(0));
            Thread.currentThread().interrupt();
            assertThat(processor.offer(event(0))).isEqualTo(Admission.BUFFER_FULL);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
