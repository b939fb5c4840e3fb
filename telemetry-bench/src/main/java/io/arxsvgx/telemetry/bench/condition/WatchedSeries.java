// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.condition;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Condition;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/**
 * A program that measures what rules with deadlines cost while 100,000 series are healthy: the CPU time of an event, and of a
 * pass of the loop without events. Each series has an event a second by a clock that the program moves, in a caller-driven
 * processor; the same without such a rule, with {@code absence} and with {@code flatline}, alternating. Argument: the number of
 * seconds.
 */
public final class WatchedSeries {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int SERIES = 100_000;
    private static final int CHUNK = 10_000;
    private static final int IDLE_PASSES = 10_000;
    private static final int WARM_UP = 70;
    private static final String[] CONDITIONS = {"none", "absence", "flatline"};

    private final ManualTimeSource clock = TimeSource.manual(Instant.EPOCH);
    private final TelemetryProcessor processor;
    private final TelemetrySeries[] series = new TelemetrySeries[SERIES];
    private double value;

    private WatchedSeries(String condition) {
        processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.builder()
                        .maxSeries(4 * SERIES)
                        .timeSource(clock)
                        .build())
                .callerDriven()
                // without failure detection
                .isolated()
                .build();
        if (!condition.equals("none")) {
            processor.addAlertRule(AlertRule.builder("watch")
                    .on("beat")
                    .when(Condition.of(condition, Map.of("after", 60)))
                    .build());
        }
        processor.start();
        for (int i = 0; i < SERIES; i++) {
            series[i] = processor.series("source_" + i, "beat");
        }
    }

    /** Prints a table. */
    public static void main(String[] args) {
        int seconds = Integer.parseInt(args[0]);
        double[][] perEvent = new double[CONDITIONS.length][seconds];
        double[][] idle = new double[CONDITIONS.length][seconds];
        WatchedSeries[] all = Arrays.stream(CONDITIONS).map(WatchedSeries::new).toArray(WatchedSeries[]::new);
        for (int second = -WARM_UP; second < seconds; second++) {
            for (int i = 0; i < all.length; i++) {
                double event = all[i].second();
                double pass = all[i].idle();
                if (second >= 0) {
                    perEvent[i][second] = event;
                    idle[i][second] = pass;
                }
            }
        }
        System.out.println("| 100,000 series | ns of CPU time per event | ns per pass without events |");
        System.out.println("| --- | --- | --- |");
        for (int i = 0; i < all.length; i++) {
            all[i].processor.close();
            System.out.printf("| %s | %s | %s |%n", CONDITIONS[i], show(perEvent[i]), show(idle[i]));
        }
    }

    /** One event of each series; returns the time of one, in nanoseconds. */
    private double second() {
        clock.advance(Duration.ofSeconds(1));
        value++;
        long begin = THREADS.getCurrentThreadCpuTime();
        for (int from = 0; from < SERIES; from += CHUNK) {
            for (int i = from; i < from + CHUNK; i++) {
                series[i].record(value);
            }
            processor.runOnce();
        }
        return (double) (THREADS.getCurrentThreadCpuTime() - begin) / SERIES;
    }

    private double idle() {
        long begin = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < IDLE_PASSES; i++) {
            processor.runOnce();
        }
        return (double) (THREADS.getCurrentThreadCpuTime() - begin) / IDLE_PASSES;
    }

    private static String show(double[] times) {
        Arrays.sort(times);
        return String.format("%.1f (%.1f to %.1f)", times[times.length / 2], times[0], times[times.length - 1]);
    }
}
