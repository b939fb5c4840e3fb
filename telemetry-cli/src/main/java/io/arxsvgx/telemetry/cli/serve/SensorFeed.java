// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.serve;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.cli.events.SimulatedSensors;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Simulated sensors that measure at an even pace until they are closed. Thread-safe. */
final class SensorFeed implements AutoCloseable {
    private static final long SEED = 3;
    private static final int SOURCES = 4;
    private static final double ANOMALIES = 0.002;
    /** Each sensor measures twice a second. */
    private static final long ROUND_NANOS = 500_000_000;

    private final Thread thread;
    private volatile boolean closed;

    private SensorFeed(TelemetryProcessor processor) {
        SimulatedSensors sensors =
                new SimulatedSensors(SimulatedSensors.names(SOURCES), SimulatedSensors.TYPES, ANOMALIES, SEED);
        thread = new Thread(() -> run(processor, sensors), "telemetry-sensors");
        thread.setDaemon(true);
    }

    /** Starts to measure. */
    static SensorFeed start(TelemetryProcessor processor) {
        SensorFeed feed = new SensorFeed(processor);
        feed.thread.start();
        return feed;
    }

    private void run(TelemetryProcessor processor, SimulatedSensors sensors) {
        long pause = ROUND_NANOS / sensors.size();
        for (long due = System.nanoTime(); !closed; due += pause) {
            processor.ingest(sensors.next(Instant.now()));
            for (long left = due + pause - System.nanoTime();
                    left > 0 && !closed;
                    left = due + pause - System.nanoTime()) {
                LockSupport.parkNanos(this, left);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
