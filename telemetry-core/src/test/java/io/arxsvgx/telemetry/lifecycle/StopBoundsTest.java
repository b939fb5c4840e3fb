// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.lifecycle;

import static io.arxsvgx.telemetry.testing.ProcessorFixture.NOTHING;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.awaitLatch;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.config;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.event;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.Admission;
import io.arxsvgx.telemetry.StopReport;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySubscriber;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.testing.ProcessorFixture;
import io.arxsvgx.testsupport.LogFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Foreign code that hangs while the processor is stopped. The stops take their five seconds in parallel. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class StopBoundsTest {
    private static final Duration BOUND = Duration.ofSeconds(12);

    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private final List<Thread> stops = new ArrayList<>();
    private final LogFixture log = new LogFixture();
    private final Case interruptible = new Case(NOTHING_HANGS, this::awaitForEver);
    private final Case uninterruptible = new Case(NOTHING_HANGS, alert -> ProcessorFixture.hang(release));
    private final Case subscriber = new Case(NOTHING_HANGS, alert -> {});
    private final Case condition = new Case(value -> ProcessorFixture.hang(release), alert -> {});

    private static final java.util.function.DoubleConsumer NOTHING_HANGS = NOTHING;

    /** A processor with hanging code, and the result of its stop. */
    private static final class Case {
        final TelemetryProcessor processor;
        final CountDownLatch called = new CountDownLatch(1);
        volatile StopReport report;
        volatile Duration took;

        Case(java.util.function.DoubleConsumer hook, Consumer<Alert> action) {
            processor = ProcessorFixture.threaded(
                    config(),
                    value -> {
                        called.countDown();
                        hook.accept(value);
                    },
                    "act");
            processor.registerAction("act", action::accept);
        }

        void stop() {
            long begin = System.nanoTime();
            report = processor.stop();
            took = Duration.ofNanos(System.nanoTime() - begin);
        }
    }

    private void awaitForEver(Alert alert) {
        awaitLatch(never);
    }

    @BeforeAll
    void stopAll() {
        CountDownLatch notified = new CountDownLatch(1);
        assertThat(subscriber.processor.subscribe(new TelemetrySubscriber() {
                    @Override
                    public void onAlert(Alert alert) {
                        notified.countDown();
                        ProcessorFixture.hang(release);
                    }
                }))
                .isNotNull();
        for (Case each : List.of(interruptible, uninterruptible, subscriber, condition)) {
            each.processor.start();
            each.processor.ingest(event(1));
            each.processor.ingest(event(0));
            each.processor.ingest(event(1));
            awaitLatch(each.called);
        }
        awaitLatch(notified);
        soon().until(() -> uninterruptible.processor.metrics().actionCalls() == 1
                && interruptible.processor.metrics().actionCalls() == 1
                && uninterruptible.processor.metrics().processed() == 3
                && interruptible.processor.metrics().processed() == 3
                && subscriber.processor.metrics().processed() == 3);
        for (Case each : List.of(interruptible, uninterruptible, subscriber, condition)) {
            stops.add(ProcessorFixture.start("stop", each::stop));
        }
        ProcessorFixture.join(stops);
    }

    @AfterAll
    void releaseAll() {
        release.countDown();
        never.countDown();
        for (Case each : List.of(interruptible, uninterruptible, subscriber, condition)) {
            each.processor.close();
        }
        log.close();
    }

    @Test
    void stop_actionHangs_returnsInTimeAndSaysWhatItLeft() {
        assertThat(interruptible.took).isLessThan(BOUND);
        assertThat(interruptible.report).isEqualTo(new StopReport(0, 3, 0));
    }

    @Test
    void stop_actionHangs_interruptsIt() {
        soon().until(() -> ProcessorFixture.ownThreads().stream()
                .noneMatch(thread -> List.of(thread.getStackTrace()).toString().contains("awaitForEver")));
    }

    @Test
    void stop_actionHangsHeedlessOfInterrupts_returnsInTimeAndSaysWhatItLeft() {
        assertThat(uninterruptible.took).isLessThan(BOUND);
        assertThat(uninterruptible.report).isEqualTo(new StopReport(0, 3, 0));
    }

    @Test
    void stop_subscriberHangs_returnsInTimeAndSaysWhatItLeft() {
        assertThat(subscriber.took).isLessThan(BOUND);
        assertThat(subscriber.report.eventsLeft()).isZero();
        assertThat(subscriber.report.actionCallsLeft()).isZero();
        assertThat(subscriber.report.messagesLeft()).isBetween(3L, 10L);
    }

    @Test
    void stop_conditionHangs_returnsInTimeAndSaysWhatItLeft() {
        assertThat(condition.took).isLessThan(BOUND);
        assertThat(condition.report).isEqualTo(new StopReport(3, 0, 0));
        assertThat(condition.processor.offer(event(0))).isEqualTo(Admission.NOT_RUNNING);
    }

    @Test
    void stop_withWorkLeft_logsIt() {
        assertThat(log.count("processor stopped with 3 events, 0 action calls")).isEqualTo(1);
        assertThat(log.count("processor stopped with 0 events, 3 action calls")).isEqualTo(2);
    }
}
