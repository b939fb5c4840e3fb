// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.lifecycle;

import static io.arxsvgx.telemetry.testing.ProcessorFixture.LONG;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.NOTHING;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.config;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.event;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.ownThreads;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.arxsvgx.telemetry.Admission;
import io.arxsvgx.telemetry.StopReport;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySubscriber;
import io.arxsvgx.telemetry.WaitStrategy;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.snapshot.DashboardSnapshot;
import io.arxsvgx.telemetry.testing.HangingHook;
import io.arxsvgx.telemetry.testing.HookFixture;
import io.arxsvgx.telemetry.testing.ProcessorFixture;
import io.arxsvgx.testsupport.LogFixture;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class LifecycleTest {
    private final Set<Thread> before = new HashSet<>(ownThreads());

    private List<Thread> newThreads() {
        return ownThreads().stream().filter(thread -> !before.contains(thread)).toList();
    }

    @Test
    void create_andConfigure_startsNoThread() {
        TelemetryProcessor processor = ProcessorFixture.threaded(config(), NOTHING, "a", "log_alert");
        processor.registerAction("a", alert -> {});
        assertThat(processor.subscribe(new TelemetrySubscriber() {})).isNotNull();
        processor.ingest(event(1));
        assertThat(newThreads()).isEmpty();
        processor.close();
        assertThat(newThreads()).isEmpty();
    }

    @Test
    void threads_areDaemonsNamedTelemetry_andNoneIsLeftAfterClose() {
        CountDownLatch called = new CountDownLatch(3);
        TelemetryProcessor processor =
                ProcessorFixture.threaded(config().processingInterval(Duration.ofMillis(1)), NOTHING, "a");
        processor.registerAction("a", alert -> called.countDown());
        assertThat(processor.subscribe(new TelemetrySubscriber() {
                    @Override
                    public void onAlert(Alert alert) {
                        called.countDown();
                    }

                    @Override
                    public void onSnapshot(DashboardSnapshot snapshot) {
                        called.countDown();
                    }
                }))
                .isNotNull();
        processor.start();
        processor.ingest(event(1));
        ProcessorFixture.awaitLatch(called);
        assertThat(newThreads())
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(Thread::isDaemon)
                .allMatch(thread -> thread.getName().startsWith("telemetry-"))
                .anyMatch(thread -> thread.getName().equals("telemetry-loop"));
        processor.close();
        soon().until(() -> newThreads().isEmpty());
    }

    @Test
    void startAndStop_twice_areIdempotent() {
        try (TelemetryProcessor processor = ProcessorFixture.threaded(config(), NOTHING)) {
            processor.start();
            processor.start();
            assertThat(newThreads()).hasSize(1);
            assertThat(processor.stop().isComplete()).isTrue();
            assertThat(processor.stop().isComplete()).isTrue();
            soon().until(() -> newThreads().isEmpty());
        }
    }

    @Test
    void close_isFinalAndIdempotent() {
        TelemetryProcessor processor = ProcessorFixture.threaded(config(), NOTHING);
        processor.start();
        processor.close();
        processor.close();
        assertThat(processor.stop().isComplete()).isTrue();
        assertThatIllegalStateException().isThrownBy(processor::start).withMessageContaining("closed");
        assertThat(newThreads()).allMatch(thread -> !thread.getName().equals("telemetry-loop"));
    }

    @Test
    void close_twice_closesTheStoreOnce() {
        AtomicInteger closed = new AtomicInteger();
        TelemetryProcessor processor = TelemetryProcessor.builder()
                .alertStore(new AlertStore() {
                    @Override
                    public CompletionStage<Void> append(List<Alert> alerts) {
                        return CompletableFuture.completedStage(null);
                    }

                    @Override
                    public void close() {
                        closed.incrementAndGet();
                    }
                })
                .build();
        processor.start();
        processor.close();
        processor.close();
        assertThat(closed).hasValue(1);
    }

    @RepeatedTest(50)
    void close_againstStart_leavesNoLoop() {
        TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults());
        processor.start();
        Thread starter = ProcessorFixture.start("starter", () -> {
            try {
                for (int i = 0; i < 1_000; i++) {
                    processor.start();
                }
            } catch (IllegalStateException closed) {
                assertThat(closed).hasMessageContaining("closed");
            }
        });
        processor.close();
        ProcessorFixture.join(starter);
        soon().until(() -> newThreads().isEmpty());
    }

    @Test
    void restart_keepsCountersRulesAndOpenAlerts() {
        try (TelemetryProcessor processor = ProcessorFixture.threaded(config(), NOTHING)) {
            processor.start();
            processor.ingest(event(1));
            processor.flush(LONG);
            processor.stop();
            assertThat(processor.alerts(10)).singleElement().matches(alert -> alert.state() == AlertState.FIRING);
            assertThat(processor.alertRules()).hasSize(1);
            processor.start();
            processor.ingest(event(1));
            assertThat(processor.flush(LONG)).isTrue();
            assertThat(processor.metrics().processed()).isEqualTo(2);
            assertThat(processor.alerts(10)).singleElement().matches(alert -> alert.occurrences() == 2);
        }
    }

    @Test
    void stop_withoutStart_refusesAndStartTakesUpWhatWaited() {
        try (TelemetryProcessor processor = ProcessorFixture.threaded(config(), NOTHING)) {
            processor.ingest(event(0));
            processor.stop();
            assertThat(processor.ingest(event(0))).isFalse();
            processor.start();
            assertThat(processor.flush(LONG)).isTrue();
            assertThat(processor.metrics().processed()).isEqualTo(1);
        }
    }

    @Test
    void stop_fromAnAction_doesNotWaitForItself() {
        AtomicReference<StopReport> report = new AtomicReference<>();
        AtomicReference<Duration> took = new AtomicReference<>();
        try (TelemetryProcessor processor = ProcessorFixture.threaded(config(), NOTHING, "stop")) {
            processor.registerAction("stop", alert -> {
                if (alert.state() == AlertState.FIRING) {
                    long begin = System.nanoTime();
                    report.set(processor.stop());
                    took.set(Duration.ofNanos(System.nanoTime() - begin));
                }
            });
            processor.start();
            processor.ingest(event(1));
            soon().until(() -> took.get() != null);
            assertThat(report.get().isComplete()).isTrue();
            assertThat(took.get()).isLessThan(Duration.ofSeconds(4));
            processor.start();
            processor.ingest(event(0));
            assertThat(processor.flush(LONG)).isTrue();
        }
    }

    @Test
    void stop_fromAnActionThatAnotherStopWaitsFor_doesNotWaitInTurn() {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicReference<StopReport> report = new AtomicReference<>();
        try (TelemetryProcessor processor = ProcessorFixture.threaded(config(), NOTHING, "stop")) {
            processor.registerAction("stop", alert -> {
                called.countDown();
                ProcessorFixture.awaitLatch(goOn);
                processor.stop();
            });
            processor.start();
            processor.ingest(event(1));
            ProcessorFixture.awaitLatch(called);
            Thread stopper = ProcessorFixture.start("stopper", () -> report.set(processor.stop()));
            soon().until(() -> processor.offer(event(0)) == Admission.NOT_RUNNING);
            goOn.countDown();
            ProcessorFixture.join(stopper);
            assertThat(report.get().isComplete()).isTrue();
        }
    }

    @Test
    void stop_interrupted_processesAllTheSame() {
        HangingHook hook = new HangingHook();
        TelemetryProcessor processor = ProcessorFixture.threaded(config(), hook);
        try (LogFixture log = new LogFixture();
                processor) {
            processor.start();
            processor.ingest(event(0));
            hook.awaitEntered();
            processor.ingest(event(0));
            Thread.currentThread().interrupt();
            StopReport report = processor.stop();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(report.eventsLeft()).isEqualTo(2);
            assertThat(log.count("stopped with 2 events")).isEqualTo(1);
            hook.release();
            soon().until(() -> processor.metrics().processed() == 2);
        }
    }

    @ParameterizedTest
    @EnumSource(WaitStrategy.class)
    void loop_atRest_wakesForAnEvent(WaitStrategy strategy) {
        try (TelemetryProcessor processor = ProcessorFixture.threaded(config().waitStrategy(strategy), NOTHING)) {
            processor.start();
            for (long i = 1; i <= 5; i++) {
                awaitRest(strategy);
                processor.ingest(event(0));
                long count = i;
                soon().until(() -> processor.metrics().processed() == count);
            }
        }
    }

    private void awaitRest(WaitStrategy strategy) {
        if (strategy != WaitStrategy.SPINNING) {
            Thread loop = newThreads().get(0);
            soon().until(() -> loop.getState() == Thread.State.TIMED_WAITING);
        }
    }

    @Test
    void loop_parked_takesUpARule() {
        try (TelemetryProcessor processor = ProcessorFixture.threaded(config(), NOTHING)) {
            processor.start();
            processor.ingest(event(1));
            processor.flush(LONG);
            awaitRest(WaitStrategy.DEFAULT);
            processor.removeAlertRule("hooked");
            soon().until(() -> processor.metrics().activeAlerts() == 0);
        }
    }

    @Test
    void loop_parked_meetsADeadline() {
        try (TelemetryProcessor processor =
                TelemetryProcessor.builder().condition(new HookFixture(NOTHING)).build()) {
            processor.addAlertRule(AlertRule.builder("later")
                    .condition("hook")
                    .parameter("field", "t")
                    .forDuration(Duration.ofMillis(50))
                    .build());
            processor.start();
            processor.ingest(event(1));
            soon().until(() -> processor.metrics().activeAlerts() == 1);
            Alert alert = processor.alerts(1).get(0);
            assertThat(Duration.between(alert.startsAt(), alert.firedAt())).isEqualTo(Duration.ofMillis(50));
        }
    }
}
