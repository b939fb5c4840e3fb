// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.condition;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.condition.standalone.StandaloneSeries;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;

/**
 * A program that runs {@link ConditionBenchmark} and measures the CPU time of the thread, for a machine with other
 * load, and the memory of a series. Arguments: the number of passes of 400,000 events; the rules, one of those of the benchmark.
 */
public final class ConditionCost {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int CALLS = 100;
    private static final int WARM_UP_PASSES = 10;

    private ConditionCost() {}

    /** Prints a row of a table. */
    public static void main(String[] args) {
        double[] nanos = new double[Integer.parseInt(args[0])];
        ConditionBenchmark benchmark = new ConditionBenchmark();
        benchmark.rules = args[1];
        benchmark.start();
        for (int pass = -WARM_UP_PASSES; pass < nanos.length; pass++) {
            double took = pass(benchmark);
            if (pass >= 0) {
                nanos[pass] = took;
            }
        }
        int bytes = bytes(benchmark.processor());
        benchmark.stop();
        Arrays.sort(nanos);
        System.out.printf(
                "| %s | %.1f (%.1f to %.1f) | %d |%n",
                args[1], nanos[nanos.length / 2], nanos[0], nanos[nanos.length - 1], bytes);
    }

    /** The bytes of the numbers of a series for the rules, after as many events a second apart as in the benchmark. */
    private static int bytes(TelemetryProcessor processor) {
        int bytes = 0;
        for (AlertRule rule : processor.alertRules()) {
            SeriesEvaluator evaluator = condition(processor, rule.condition()).evaluator(List.of(rule));
            StandaloneSeries series = StandaloneSeries.of("source", rule.field(), evaluator);
            for (int i = 0; i < ConditionBenchmark.EVENTS; i++) {
                series.evaluate(i % 7, i * NANOS_PER_SECOND);
            }
            bytes += series.bytes();
        }
        return bytes;
    }

    private static ConditionProvider condition(TelemetryProcessor processor, String kind) {
        return processor.rules().conditions().stream()
                .filter(condition -> condition.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static double pass(ConditionBenchmark benchmark) {
        long begin = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < CALLS; i++) {
            benchmark.events();
        }
        return (double) (THREADS.getCurrentThreadCpuTime() - begin) / (CALLS * ConditionBenchmark.EVENTS);
    }
}
