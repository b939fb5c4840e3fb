// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.ingest;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.DefaultRules;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that measures the latency of the first 1,000 events after a start, in a new JVM: one event each 0.2 ms, of
 * which one in fifty opens an alert with an action. Argument: the number of JVMs, run one after the other.
 */
public final class FirstThousand {
    private static final int EVENTS = 1_000;
    private static final int EVENTS_PER_ALERT = 50;
    private static final long PACE = 200_000;
    private static final String MARK = "figures ";
    private static final String[] FIGURES = {
        "start() returns after", "processing p99", "processing max", "event to action, first", "event to action, max"
    };

    private FirstThousand() {}

    /** Prints the table, or, in a JVM of its own, one line of it. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args[0].equals("once")) {
            once();
            return;
        }
        int forks = Integer.parseInt(args[0]);
        double[][] figures = new double[FIGURES.length][forks];
        for (int fork = 0; fork < forks; fork++) {
            String[] read = fork();
            for (int i = 0; i < FIGURES.length; i++) {
                figures[i][fork] = Double.parseDouble(read[i]);
            }
        }
        System.out.println("| ms | median (min to max) of " + forks + " |");
        System.out.println("| --- | --- |");
        for (int i = 0; i < FIGURES.length; i++) {
            Arrays.sort(figures[i]);
            System.out.printf(
                    "| %s | %.1f (%.1f to %.1f) |%n",
                    FIGURES[i], figures[i][forks / 2], figures[i][0], figures[i][forks - 1]);
        }
    }

    private static String[] fork() throws IOException {
        Process process = new ProcessBuilder(List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstThousand.class.getName(),
                        "once"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said.lines()
                .filter(line -> line.startsWith(MARK))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a JVM failed: " + said))
                .substring(MARK.length())
                .split(" ");
    }

    private static void once() throws InterruptedException {
        int alerts = EVENTS / EVENTS_PER_ALERT;
        AtomicLongArray sent = new AtomicLongArray(alerts);
        AtomicLongArray waited = new AtomicLongArray(alerts);
        CountDownLatch called = new CountDownLatch(alerts);
        TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults());
        DefaultRules.all().forEach(processor::addAlertRule);
        processor.addAlertRule(AlertRule.builder("hot")
                .condition("threshold")
                .parameter("field", "temperature")
                .parameter("operator", ">")
                .parameter("value", 1_000)
                .actions("measure")
                .build());
        processor.registerAction("measure", alert -> {
            int number = (int) alert.value() - 2_000;
            waited.set(number, System.nanoTime() - sent.get(number));
            called.countDown();
        });
        long begin = System.nanoTime();
        processor.start();
        List<Double> figures = new ArrayList<>();
        figures.add((System.nanoTime() - begin) / 1e6);
        for (int i = 0; i < EVENTS; i++) {
            int alert = i / EVENTS_PER_ALERT;
            boolean isBreach = i % EVENTS_PER_ALERT == 0;
            if (isBreach) {
                sent.set(alert, System.nanoTime());
            }
            processor.ingest(TelemetryEvent.of("sensor_" + alert, "temperature", isBreach ? 2_000 + alert : i % 7));
            LockSupport.parkNanos(PACE);
        }
        processor.flush(Duration.ofSeconds(10));
        if (!called.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException(called.getCount() + " actions not called");
        }
        ProcessorMetrics metrics = processor.metrics();
        figures.add(metrics.processingLatency().p99().toNanos() / 1e6);
        figures.add(metrics.processingLatency().max().toNanos() / 1e6);
        figures.add(waited.get(0) / 1e6);
        long most = 0;
        for (int i = 0; i < alerts; i++) {
            most = Math.max(most, waited.get(i));
        }
        figures.add(most / 1e6);
        System.out.println(
                MARK + String.join(" ", figures.stream().map(String::valueOf).toList()));
        System.exit(0);
    }
}
