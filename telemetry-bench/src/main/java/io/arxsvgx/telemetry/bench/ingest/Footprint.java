// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.ingest;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.bench.replay.Rules;
import java.util.Random;

/**
 * A program that measures the heap of a series with three rules (windows of 10 and 100), full windows, and no further
 * history, with and without its handle. Argument: the number of series.
 */
public final class Footprint {
    private static final int EVENTS = 130;

    private Footprint() {}

    /** Prints one line. */
    public static void main(String[] args) {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
        TelemetryProcessor processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.builder()
                        .bufferSize(count)
                        .maxHistorySize(0)
                        .build())
                .callerDriven()
                .build();
        Rules.three(3).forEach(processor::addAlertRule);
        processor.start();
        TelemetrySeries[] series = new TelemetrySeries[count];
        String[] sources = new String[count];
        for (int i = 0; i < count; i++) {
            sources[i] = "sensor_" + i;
        }
        long before = used();
        Random random = new Random(1);
        for (int event = 0; event < EVENTS; event++) {
            for (int i = 0; i < count; i++) {
                if (series[i] == null) {
                    series[i] = processor.series(sources[i], "temperature");
                }
                series[i].record(70 + random.nextGaussian());
            }
            processor.runOnce();
        }
        long withHandles = used() - before;
        series = null;
        long without = used() - before;
        System.out.printf(
                "%,d series: %,d bytes each, %,d with its handle; %d known%n",
                count, without / count, withHandles / count, processor.metrics().series());
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
