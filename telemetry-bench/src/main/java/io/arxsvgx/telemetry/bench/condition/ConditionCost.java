// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.condition;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * A program that runs {@link ConditionBenchmark} and measures the CPU time of the thread, for a machine with other
 * load. Arguments: the number of passes of 400,000 events; the rules, one of those of the benchmark.
 */
public final class ConditionCost {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
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
        benchmark.stop();
        Arrays.sort(nanos);
        System.out.printf(
                "| %s | %.1f (%.1f to %.1f) |%n", args[1], nanos[nanos.length / 2], nanos[0], nanos[nanos.length - 1]);
    }

    private static double pass(ConditionBenchmark benchmark) {
        long begin = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < CALLS; i++) {
            benchmark.events();
        }
        return (double) (THREADS.getCurrentThreadCpuTime() - begin) / (CALLS * ConditionBenchmark.EVENTS);
    }
}
