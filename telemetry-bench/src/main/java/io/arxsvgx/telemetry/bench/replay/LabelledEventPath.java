// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.replay;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A program that compares, in a caller-driven processor, a million prebuilt events of series without labels with as many of
 * series with two and with five labels, alternating in one JVM, in random order. One threshold rule watches all of them. The
 * events of a series share its labels, so that all events are laid out alike in memory. It measures the CPU time of the thread.
 * Argument: the number of passes.
 */
public final class LabelledEventPath {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WARM_UP_PASSES = 5;
    private static final int[] LABELS = {0, 2, 5};

    private LabelledEventPath() {}

    /** Prints a table. */
    public static void main(String[] args) {
        int passes = Integer.parseInt(args[0]);
        System.out.println(
                "| ns of CPU time per event | no labels | 2 labels | 5 labels | 2 labels / none | 5 labels / none |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (int series : new int[] {400, 10_000}) {
            measure(series, passes);
        }
    }

    private static void measure(int series, int passes) {
        TelemetryEvent[][] events = new TelemetryEvent[LABELS.length][];
        TelemetryProcessor[] processors = new TelemetryProcessor[LABELS.length];
        double[][] nanos = new double[LABELS.length][passes];
        for (int i = 0; i < LABELS.length; i++) {
            events[i] = events(series, LABELS[i]);
            processors[i] = processor();
        }
        for (int pass = -WARM_UP_PASSES; pass < passes; pass++) {
            for (int i = 0; i < LABELS.length; i++) {
                double spent = ingest(processors[i], events[i]);
                if (pass >= 0) {
                    nanos[i][pass] = spent;
                }
            }
        }
        for (TelemetryProcessor processor : processors) {
            processor.close();
        }
        for (double[] each : nanos) {
            Arrays.sort(each);
        }
        int middle = passes / 2;
        System.out.printf(
                "| %d series shuffled | %s | %s | %s | %.2f | %.2f |%n",
                series,
                show(nanos[0]),
                show(nanos[1]),
                show(nanos[2]),
                nanos[1][middle] / nanos[0][middle],
                nanos[2][middle] / nanos[0][middle]);
    }

    private static TelemetryEvent[] events(int series, int labels) {
        Random random = new Random(20261130);
        List<Map<String, String>> sets = new ArrayList<>();
        String[] sources = new String[series];
        for (int i = 0; i < series; i++) {
            sources[i] = labels == 0 ? EventLoad.source(i) : "shop";
            TelemetryEvent.Builder first = TelemetryEvent.builder();
            for (int label = 0; label < labels; label++) {
                first.label("label_" + label, "value_" + (label == 0 ? i : label));
            }
            sets.add(first.build().labels());
        }
        TelemetryEvent[] events = new TelemetryEvent[EventLoad.EVENTS];
        for (int i = 0; i < events.length; i++) {
            int number = i % series;
            events[i] = TelemetryEvent.builder()
                    .source(sources[number])
                    .type(Rules.TYPE)
                    .labels(sets.get(number))
                    .value(70 + 4 * random.nextGaussian())
                    .build();
        }
        Collections.shuffle(Arrays.asList(events), random);
        return events;
    }

    private static TelemetryProcessor processor() {
        TelemetryProcessor processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.defaults())
                .callerDriven()
                .build();
        Rules.wide(1).forEach(processor::addAlertRule);
        processor.start();
        return processor;
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

    private static String show(double[] sorted) {
        return String.format("%.1f (%.1f to %.1f)", sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }
}
