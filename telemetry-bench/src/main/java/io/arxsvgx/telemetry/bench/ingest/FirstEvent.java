// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.ingest;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.bench.replay.Rules;
import java.time.Duration;
import java.util.Arrays;

/** A program that measures the time from the start to the first processed event, in a cold JVM and in a warm one. */
public final class FirstEvent {
    private static final int ROUNDS = 101;

    private FirstEvent() {}

    /** Prints one line. */
    public static void main(String[] args) {
        double[] millis = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            try (TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults())) {
                Rules.three(3).forEach(processor::addAlertRule);
                processor.start();
                processor.series("sensor_001", "temperature").record(70);
                if (!processor.flush(Duration.ofSeconds(10))) {
                    throw new IllegalStateException("not processed");
                }
                millis[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        double cold = millis[0];
        Arrays.sort(millis);
        System.out.printf(
                "first event processed after %.1f ms cold, %.2f ms warm (median of %d, max %.2f)%n",
                cold, millis[ROUNDS / 2], ROUNDS, millis[ROUNDS - 2]);
    }
}
