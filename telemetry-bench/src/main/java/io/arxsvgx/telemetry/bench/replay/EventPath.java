// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.replay;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;

/**
 * A program that compares a caller-driven processor with a hash map by source and type, on the same million prebuilt
 * events, alternating in one JVM: with a processor and a map that know all series, and with new ones. It measures the
 * CPU time of the thread, without that of other processes. Arguments: the rules, {@code keyed} (one for each series, by
 * name) or {@code one}; the number of passes.
 */
public final class EventPath {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WARM_UP_PASSES = 5;

    private EventPath() {}

    /** Prints a table. */
    public static void main(String[] args) {
        boolean isKeyed = args[0].equals("keyed");
        int passes = Integer.parseInt(args[1]);
        System.out.println("| ns of CPU time per event | map | processor | times the map's speed |");
        System.out.println("| --- | --- | --- | --- |");
        for (int count : new int[] {400, 10_000}) {
            for (boolean isShuffled : new boolean[] {false, true}) {
                EventLoad load = new EventLoad(count, isShuffled, false);
                compare(load, isKeyed ? Rules.keyed(count) : Rules.wide(1), passes);
            }
        }
    }

    private static void compare(EventLoad load, List<AlertRule> rules, int passes) {
        TelemetryEvent[] events = load.events();
        EventMap knownMap = new EventMap();
        double[][] figures = new double[4][passes];
        try (TelemetryProcessor known = processor(rules)) {
            for (int pass = -WARM_UP_PASSES; pass < passes; pass++) {
                EventMap newMap = new EventMap();
                try (TelemetryProcessor unknown = processor(rules)) {
                    double[] nanos = {
                        evaluate(knownMap, events),
                        ingest(known, events),
                        evaluate(newMap, events),
                        ingest(unknown, events)
                    };
                    for (int i = 0; i < nanos.length && pass >= 0; i++) {
                        figures[i][pass] = nanos[i];
                    }
                }
            }
        }
        print(load + ", all known", figures[0], figures[1]);
        print(load + ", all new", figures[2], figures[3]);
    }

    private static TelemetryProcessor processor(List<AlertRule> rules) {
        TelemetryProcessor processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.defaults())
                .callerDriven()
                .build();
        rules.forEach(processor::addAlertRule);
        processor.start();
        return processor;
    }

    private static double evaluate(EventMap map, TelemetryEvent[] events) {
        long begin = THREADS.getCurrentThreadCpuTime();
        for (TelemetryEvent event : events) {
            map.evaluate(event);
        }
        return (double) (THREADS.getCurrentThreadCpuTime() - begin) / events.length;
    }

    private static double ingest(TelemetryProcessor processor, TelemetryEvent[] events) {
        long begin = THREADS.getCurrentThreadCpuTime();
        for (TelemetryEvent event : events) {
            if (!processor.ingest(event)) {
                processor.runOnce();
                processor.ingest(event);
            }
        }
        processor.runOnce();
        return (double) (THREADS.getCurrentThreadCpuTime() - begin) / events.length;
    }

    private static void print(String what, double[] map, double[] processor) {
        Arrays.sort(map);
        Arrays.sort(processor);
        int middle = map.length / 2;
        System.out.printf(
                "| %s | %s | %s | %.2f |%n", what, show(map), show(processor), map[middle] / processor[middle]);
    }

    private static String show(double[] sorted) {
        return String.format("%.1f (%.1f to %.1f)", sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }
}
