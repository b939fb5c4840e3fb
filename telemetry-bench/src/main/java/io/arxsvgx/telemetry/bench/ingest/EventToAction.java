// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.ingest;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.WaitStrategy;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that measures the time from an event to the action of its alert, and the CPU time of the processor thread
 * under load and when idle. Arguments: wait strategy, seconds. One event in a hundred breaches, and the next one of its
 * series recovers.
 */
public final class EventToAction {
    private static final long PERIOD = 100_000;
    private static final int BREACH_EACH = 100;

    private final TelemetryProcessor processor;
    private final TelemetrySeries series;
    private final ConcurrentLinkedQueue<Long> delays = new ConcurrentLinkedQueue<>();
    private final long[] sent;

    private EventToAction(WaitStrategy strategy, int seconds) {
        sent = new long[(int) (seconds * TimeUnit.SECONDS.toNanos(1) / PERIOD) + 1];
        processor = TelemetryProcessor.create(
                TelemetryConfig.builder().waitStrategy(strategy).build());
        series = processor.series("sensor_001", "temperature");
        processor.registerAction("measure", alert -> {
            if (alert.state() == AlertState.FIRING) {
                delays.add(System.nanoTime() - sent[(int) alert.value() - 1]);
            }
        });
        processor.addAlertRule(AlertRule.builder("positive")
                .condition("threshold")
                .parameter("field", "temperature")
                .parameter("operator", ">")
                .parameter("value", 0)
                .actions("measure")
                .build());
    }

    /** Prints one line under load, one for an event after idle time, one when idle. */
    public static void main(String[] args) {
        WaitStrategy strategy = args.length > 0 ? WaitStrategy.valueOf(args[0]) : WaitStrategy.DEFAULT;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        EventToAction run = new EventToAction(strategy, seconds);
        run.processor.start();
        run.load(1);
        run.delays.clear();
        long cpu = loopCpu();
        run.load(seconds);
        run.print(strategy + " 10,000 events/s, event to action", 100.0 * (loopCpu() - cpu) / (seconds * 1e9));
        for (int i = 0; i < 10; i++) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            run.send(1 + i);
            run.series.record(0);
            run.processor.flush(Duration.ofSeconds(1));
        }
        run.print(strategy + " an event after an idle second", Double.NaN);
        cpu = loopCpu();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
        System.out.printf("%s idle: %.3f %% of a core%n", strategy, 100.0 * (loopCpu() - cpu) / (seconds * 1e9));
        run.processor.close();
    }

    private void load(int seconds) {
        long next = System.nanoTime();
        int events = (int) (seconds * TimeUnit.SECONDS.toNanos(1) / PERIOD);
        for (int i = 0; i < events; i++) {
            while (System.nanoTime() < next) {
                Thread.onSpinWait();
            }
            next += PERIOD;
            if (i % BREACH_EACH == 0) {
                send(i + 1);
            } else {
                series.record(0);
            }
        }
        processor.flush(Duration.ofSeconds(1));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }

    private void send(int number) {
        sent[number - 1] = System.nanoTime();
        series.record(number);
    }

    private void print(String what, double cpu) {
        long[] sorted = delays.stream().mapToLong(Long::longValue).sorted().toArray();
        delays.clear();
        System.out.printf(
                "%s: p50 %.1f us, p99 %.1f us, max %.1f us, of %d; loop %.2f %% of a core%n",
                what,
                sorted[sorted.length / 2] / 1e3,
                sorted[sorted.length * 99 / 100] / 1e3,
                sorted[sorted.length - 1] / 1e3,
                sorted.length,
                cpu);
    }

    private static long loopCpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().equals("telemetry-loop"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }
}
