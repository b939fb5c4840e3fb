// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.lifecycle;

import static io.arxsvgx.telemetry.testing.ProcessorFixture.LONG;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.NOTHING;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.awaitLatch;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.config;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.event;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.arxsvgx.telemetry.Admission;
import io.arxsvgx.telemetry.StopReport;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySubscriber;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.testing.HangingHook;
import io.arxsvgx.telemetry.testing.HookFixture;
import io.arxsvgx.telemetry.testing.ProcessorFixture;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FlushTest {
    @Test
    void flush_beforeStart_isTrueOnlyWhileNothingWaits() {
        try (TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults())) {
            assertThat(processor.flush(LONG)).isTrue();
            processor.ingest(event(0));
            assertThat(processor.flush(Duration.ofSeconds(1))).isFalse();
        }
    }

    @Test
    void flush_running_showsAllThatWasAccepted() {
        try (TelemetryProcessor processor = ProcessorFixture.threaded(config(), NOTHING)) {
            processor.start();
            for (int i = 1; i <= 1_000; i++) {
                assertThat(processor.ingest(event(i % 2))).isTrue();
                if (i % 100 == 1) {
                    assertThat(processor.flush(LONG)).isTrue();
                    assertThat(processor.metrics().processed()).isEqualTo(i);
                    assertThat(processor.dashboard().totalEvents()).isEqualTo(i);
                    assertThat(processor.alerts(1)).hasSize(1);
                }
            }
        }
    }

    @Test
    void flush_zeroDuration_saysWhetherAnythingWaits() {
        HangingHook hook = new HangingHook();
        TelemetryProcessor processor = ProcessorFixture.threaded(config(), hook);
        try (processor) {
            processor.start();
            assertThat(processor.flush(Duration.ZERO)).isTrue();
            processor.ingest(event(0));
            hook.awaitEntered();
            assertThat(processor.flush(Duration.ZERO)).isFalse();
            assertThat(processor.flush(Duration.ofNanos(1))).isFalse();
            assertThat(processor.flush(Duration.ofMillis(-5))).isFalse();
            hook.release();
            assertThat(processor.flush(LONG)).isTrue();
            assertThat(processor.flush(Duration.ZERO)).isTrue();
        }
    }

    @Test
    void flush_longestDuration_isTaken() {
        try (TelemetryProcessor processor = ProcessorFixture.threaded(config(), NOTHING)) {
            processor.start();
            processor.ingest(event(0));
            assertThat(processor.flush(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
        }
    }

    @Test
    void flush_afterStopOrClose_isTrueAtOnce() {
        TelemetryProcessor processor = ProcessorFixture.threaded(config(), NOTHING);
        processor.start();
        processor.ingest(event(0));
        processor.stop();
        assertThat(processor.flush(Duration.ZERO)).isTrue();
        processor.close();
        assertThat(processor.flush(Duration.ZERO)).isTrue();
    }

    @Test
    void flush_callerDriven_turnsTheLoop() {
        try (TelemetryProcessor processor = ProcessorFixture.turned(config(), NOTHING)) {
            processor.ingest(event(0));
            assertThat(processor.flush(Duration.ZERO)).isTrue();
            assertThat(processor.metrics().processed()).isEqualTo(1);
        }
    }

    @Test
    void flush_fromTheLoop_throws() {
        AtomicReference<TelemetryProcessor> self = new AtomicReference<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        TelemetryProcessor processor = ProcessorFixture.threaded(config(), value -> {
            try {
                self.get().flush(LONG);
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        try (processor) {
            self.set(processor);
            processor.start();
            processor.ingest(event(0));
            assertThat(processor.flush(LONG)).isTrue();
            assertThat(thrown.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("flush()");
        }
    }

    @Test
    void flush_fromAnAction_isTrue() {
        AtomicReference<Boolean> answer = new AtomicReference<>();
        try (TelemetryProcessor processor = ProcessorFixture.threaded(config(), NOTHING, "flush")) {
            processor.registerAction("flush", alert -> {
                processor.ingest(event(1));
                answer.set(processor.flush(LONG));
            });
            processor.start();
            processor.ingest(event(1));
            soon().until(() -> answer.get() != null);
            assertThat(answer).hasValue(true);
        }
    }

    @Test
    void flush_fromAnActionWhileStopWaitsForIt_isTrue() {
        AtomicReference<Boolean> answer = new AtomicReference<>();
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (TelemetryProcessor processor = ProcessorFixture.threaded(config(), NOTHING, "flush")) {
            processor.registerAction("flush", alert -> {
                called.countDown();
                awaitLatch(goOn);
                answer.set(processor.flush(LONG));
            });
            processor.start();
            processor.ingest(event(1));
            awaitLatch(called);
            AtomicReference<StopReport> report = new AtomicReference<>();
            Thread stopper = ProcessorFixture.start("stopper", () -> report.set(processor.stop()));
            soon().until(() -> processor.offer(event(0)) == Admission.NOT_RUNNING);
            goOn.countDown();
            ProcessorFixture.join(stopper);
            assertThat(answer).hasValue(true);
            assertThat(report.get().isComplete()).isTrue();
        }
    }

    @Test
    void flush_fromASubscriber_isTrue() {
        AtomicReference<Boolean> answer = new AtomicReference<>();
        try (TelemetryProcessor processor = ProcessorFixture.threaded(config(), NOTHING)) {
            assertThat(processor.subscribe(new TelemetrySubscriber() {
                        @Override
                        public void onAlert(Alert alert) {
                            answer.set(processor.flush(LONG));
                        }
                    }))
                    .isNotNull();
            processor.start();
            processor.ingest(event(1));
            soon().until(() -> answer.get() != null);
            assertThat(answer).hasValue(true);
        }
    }

    @Test
    void flush_interrupted_isFalseAndStaysInterrupted() {
        CountDownLatch release = new CountDownLatch(1);
        try (TelemetryProcessor processor =
                ProcessorFixture.threaded(config(), value -> ProcessorFixture.hang(release))) {
            processor.start();
            processor.ingest(event(0));
            Thread.currentThread().interrupt();
            assertThat(processor.flush(LONG)).isFalse();
            assertThat(Thread.interrupted()).isTrue();
            release.countDown();
        }
    }

    @Test
    void flush_afterAnAddedRule_hasTakenItUp() {
        try (TelemetryProcessor processor =
                TelemetryProcessor.builder().condition(new HookFixture(NOTHING)).build()) {
            processor.start();
            processor.addAlertRule(HookFixture.rule());
            processor.ingest(event(1));
            assertThat(processor.flush(LONG)).isTrue();
            assertThat(processor.metrics().activeAlerts()).isEqualTo(1);
            processor.removeAlertRule("hooked");
            assertThat(processor.flush(LONG)).isTrue();
            assertThat(processor.metrics().activeAlerts()).isZero();
        }
    }

    @Test
    void runOnce_withAThreadOfItsOwn_throws() {
        try (TelemetryProcessor processor = ProcessorFixture.threaded(config(), NOTHING)) {
            assertThatIllegalStateException().isThrownBy(processor::runOnce);
            processor.start();
            assertThatIllegalStateException().isThrownBy(processor::runOnce);
        }
    }

    @Test
    void runOnce_notRunning_doesNothing() {
        try (TelemetryProcessor processor =
                TelemetryProcessor.builder().callerDriven().build()) {
            processor.ingest(event(0));
            assertThat(processor.runOnce()).isZero();
            processor.start();
            assertThat(processor.runOnce()).isEqualTo(1);
            processor.stop();
            assertThat(processor.runOnce()).isZero();
        }
    }

    @Test
    void runOnceAndStop_fromTheLoop_throw() {
        AtomicReference<TelemetryProcessor> self = new AtomicReference<>();
        AtomicReference<Throwable> turning = new AtomicReference<>();
        AtomicReference<Throwable> stopping = new AtomicReference<>();
        TelemetryProcessor processor = ProcessorFixture.turned(config(), value -> {
            turning.set(thrownBy(() -> self.get().runOnce()));
            stopping.set(thrownBy(() -> self.get().stop()));
        });
        try (processor) {
            self.set(processor);
            processor.ingest(event(0));
            assertThat(processor.runOnce()).isEqualTo(1);
            assertThat(turning.get()).isInstanceOf(IllegalStateException.class);
            assertThat(stopping.get()).isInstanceOf(IllegalStateException.class);
            assertThat(processor.ingest(event(0))).isTrue();
        }
    }

    private static Throwable thrownBy(Runnable work) {
        try {
            work.run();
        } catch (IllegalStateException e) {
            return e;
        }
        return new AssertionError("nothing was thrown");
    }
}
