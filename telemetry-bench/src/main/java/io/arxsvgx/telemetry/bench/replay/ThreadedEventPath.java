// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.replay;

import io.arxsvgx.telemetry.OverflowPolicy;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import java.time.Duration;
import java.util.Arrays;

/**
 * A program that sends a million prebuilt events from one producer, which waits while the ingest buffer is full,
 * through a processor with its own thread until all are evaluated, and through a hash map by source and type on the
 * producer's thread, alternating in one JVM. There is one threshold rule for each series, by name. Argument: the number
 * of passes.
 */
public final class ThreadedEventPath {
    private static final int WARM_UP_PASSES = 5;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    private ThreadedEventPath() {}

    /** Prints a table. */
    public static void main(String[] args) {
        int passes = Integer.parseInt(args[0]);
        System.out.println("| ns per event | map | processor | times the map's speed |");
        System.out.println("| --- | --- | --- | --- |");
        for (int count : new int[] {400, 10_000}) {
            for (boolean isShuffled : new boolean[] {false, true}) {
                compare(new EventLoad(count, isShuffled, false), passes);
            }
        }
    }

    private static void compare(EventLoad load, int passes) {
        TelemetryEvent[] events = load.events();
        EventMap map = new EventMap();
        double[] ofMap = new double[passes];
        double[] ofProcessor = new double[passes];
        try (TelemetryProcessor processor = processor(load.seriesCount())) {
            for (int pass = -WARM_UP_PASSES; pass < passes; pass++) {
                double mapNanos = evaluate(map, events);
                double processorNanos = ingest(processor, events);
                if (pass >= 0) {
                    ofMap[pass] = mapNanos;
                    ofProcessor[pass] = processorNanos;
                }
            }
        }
        Arrays.sort(ofMap);
        Arrays.sort(ofProcessor);
        System.out.printf(
                "| %s | %s | %s | %.2f |%n",
                load, show(ofMap), show(ofProcessor), ofMap[passes / 2] / ofProcessor[passes / 2]);
    }

    private static TelemetryProcessor processor(int seriesCount) {
        TelemetryProcessor processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.builder()
                        .whenFull(OverflowPolicy.block(DEFAULT_TIMEOUT))
                        .build())
                .build();
        Rules.keyed(seriesCount).forEach(processor::addAlertRule);
        processor.start();
        return processor;
    }

    private static double evaluate(EventMap map, TelemetryEvent[] events) {
        long begin = System.nanoTime();
        for (TelemetryEvent event : events) {
            map.evaluate(event);
        }
        return (double) (System.nanoTime() - begin) / events.length;
    }

    private static double ingest(TelemetryProcessor processor, TelemetryEvent[] events) {
        long begin = System.nanoTime();
        for (TelemetryEvent event : events) {
            processor.ingest(event);
        }
        if (!processor.flush(DEFAULT_TIMEOUT)) {
            throw new IllegalStateException("events not processed within " + DEFAULT_TIMEOUT);
        }
        return (double) (System.nanoTime() - begin) / events.length;
    }

    private static String show(double[] sorted) {
        return String.format("%.1f (%.1f to %.1f)", sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }
}
