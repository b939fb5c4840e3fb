// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.internal.concurrent.ProcessorThread;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleConsumer;
import org.awaitility.core.ConditionFactory;

/** Processors, threads and waiting for the tests of gateways, bulkhead executors and the loop. */
public final class ProcessorFixture {
    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    public static final Duration LONG = Duration.ofSeconds(20);
    public static final DoubleConsumer NOTHING = value -> {};

    private ProcessorFixture() {}

    public static ConditionFactory soon() {
        return await().atMost(LONG).pollInterval(Duration.ofMillis(2)).pollDelay(Duration.ZERO);
    }

    /** Returns a processor with its own thread and the rule of {@link HookFixture}, not started. */
    public static TelemetryProcessor threaded(TelemetryConfig.Builder config, DoubleConsumer hook, String... actions) {
        return withRule(TelemetryProcessor.builder().config(config.build()), hook, actions);
    }

    /** Returns a started processor with threads, for calls that hang, and the rule of {@link HookFixture}. */
    public static TelemetryProcessor running(TelemetryConfig.Builder config, DoubleConsumer hook, String... actions) {
        TelemetryProcessor processor = threaded(config, hook, actions);
        processor.start();
        return processor;
    }

    /** Returns a started processor whose loop the test runs, with the rule of {@link HookFixture}. */
    public static TelemetryProcessor turned(TelemetryConfig.Builder config, DoubleConsumer hook, String... actions) {
        TelemetryProcessor processor =
                withRule(TelemetryProcessor.builder().config(config.build()).callerDriven(), hook, actions);
        processor.start();
        return processor;
    }

    private static TelemetryProcessor withRule(
            TelemetryProcessor.Builder builder, DoubleConsumer hook, String... actions) {
        TelemetryProcessor processor = builder.condition(new HookFixture(hook)).build();
        processor.addAlertRule(HookFixture.rule(actions));
        return processor;
    }

    public static TelemetryConfig.Builder config() {
        return TelemetryConfig.builder();
    }

    public static TelemetryEvent event(double value) {
        return TelemetryEvent.of("s", "t", value);
    }

    public static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    public static void join(Iterable<Thread> threads) {
        for (Thread thread : threads) {
            join(thread);
        }
    }

    public static void join(Thread thread) {
        try {
            thread.join(LONG.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError("the test was interrupted", e);
        }
        assertThat(thread.isAlive()).as("%s still runs", thread).isFalse();
    }

    public static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("the test was interrupted", e);
        }
    }

    /** Hangs until released and ignores interrupts. */
    public static void hang(CountDownLatch release) {
        boolean interrupted = false;
        while (release.getCount() > 0) {
            LockSupport.parkNanos(1_000_000);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the threads of all processors. */
    public static List<Thread> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(ProcessorThread.class::isInstance)
                .toList();
    }

    /** Asserts the invariants of the counts. */
    public static void assertIdentities(ProcessorMetrics metrics) {
        assertThat(metrics.offered()).isEqualTo(metrics.accepted() + metrics.dropped());
        assertThat(metrics.accepted()).isEqualTo(metrics.processed() + metrics.waiting());
        assertThat(metrics.processed()).isEqualTo(metrics.evaluated() + metrics.discarded());
        assertThat(metrics.waiting()).isLessThanOrEqualTo(metrics.bufferCapacity());
        assertThat(metrics.dropped()).isEqualTo(sum(metrics.droppedByReason().values()));
        assertThat(metrics.discarded())
                .isEqualTo(sum(metrics.discardedByReason().values()));
        assertThat(List.of(metrics.waiting(), metrics.evaluated(), metrics.discarded(), metrics.dropped()))
                .allMatch(count -> count >= 0);
    }

    private static long sum(Iterable<Long> counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
