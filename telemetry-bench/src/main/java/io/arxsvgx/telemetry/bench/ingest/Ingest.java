// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.ingest;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import java.time.Duration;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A running processor with the default wait strategy. */
@State(Scope.Benchmark)
public class Ingest {
    /** The buffer size; it is enough for the bursts of three threads. */
    static final int BUFFER = 1 << 17;

    TelemetryProcessor processor;
    TelemetrySeries series;
    TelemetryEvent event;
    TelemetrySeries labelledSeries;
    TelemetryEvent labelledEvent;

    /** Starts the processor. */
    @Setup(Level.Trial)
    public void start() {
        processor = TelemetryProcessor.create(
                TelemetryConfig.builder().bufferSize(BUFFER).build());
        series = processor.series("sensor_001", "temperature");
        event = TelemetryEvent.of("sensor_001", "temperature", 75.0);
        labelledSeries = processor.series("sensor_001", "temperature", Meters.LABELS);
        labelledEvent = TelemetryEvent.builder()
                .source("sensor_001")
                .type("temperature")
                .labels(Meters.LABELS)
                .value(75.0)
                .build();
        processor.start();
    }

    /** Waits for an empty buffer. */
    @Setup(Level.Invocation)
    public void empty() {
        processor.flush(Duration.ofSeconds(10));
    }

    /** Checks that a round measured only accepted events. */
    static int all(int taken, int offered) {
        if (taken != offered) {
            throw new IllegalStateException("expected " + offered + " accepted events, got " + taken);
        }
        return taken;
    }

    /** Stops the processor. */
    @TearDown(Level.Trial)
    public void stop() {
        processor.close();
    }
}
