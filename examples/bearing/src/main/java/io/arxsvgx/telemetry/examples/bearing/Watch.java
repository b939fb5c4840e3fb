// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.bearing;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.pattern.MaintenanceAlert;
import io.arxsvgx.telemetry.patterns.FailureDetection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A processor that monitors a machine with the machine's clock, so that days pass in seconds. The rules only set
 * limits; failure detection predicts when they will be crossed. Not thread-safe.
 */
final class Watch implements AutoCloseable {
    /** The minutes until the bearing is replaced for the first time. */
    static final int MAINTENANCE = 500;

    private static final int ROUND = 10;
    private static final long MAX_ROUND_NANOS = 5_000_000_000L;
    private static final Instant BEGIN = Instant.parse("2026-01-05T06:00:00Z");

    private final ManualTimeSource time = TimeSource.manual(BEGIN);
    private final FailureDetection detection =
            FailureDetection.builder().budget(1).build();
    private final TelemetryProcessor processor = TelemetryProcessor.builder()
            .config(TelemetryConfig.builder()
                    .timeSource(time)
                    .processingInterval(Duration.ofMinutes(ROUND))
                    .build())
            .callerDriven()
            .detector(detection)
            .build();
    private final Machine machine;
    private long rounds;

    Watch(Machine machine) {
        this.machine = machine;
        Bearing.rules().forEach(processor::addAlertRule);
        processor.start();
        // the first run of the loop, from which intervals count
        processor.runOnce();
    }

    /** Runs the machine, with one maintenance, until it fails. */
    Life untilFailure() {
        List<Warning> warnings = new ArrayList<>();
        while (!machine.hasFailed()) {
            if (machine.minute() == MAINTENANCE) {
                machine.maintain();
            }
            record(machine.run());
            if (machine.minute() % ROUND == 0) {
                awaitRound();
                note(warnings);
            }
        }
        return new Life(machine.minute(), List.copyOf(warnings));
    }

    private void record(Reading reading) {
        time.advance(Duration.ofMinutes(1));
        reading.recordTo(processor);
        processor.runOnce();
    }

    /**
     * Waits for a round of detection, which has its own thread. Otherwise the machine would fail before the first
     * round.
     */
    private void awaitRound() {
        long until = System.nanoTime() + MAX_ROUND_NANOS;
        while (detection.progress().rounds() == rounds && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(100_000);
        }
        rounds = detection.progress().rounds();
        processor.runOnce();
    }

    private void note(List<Warning> warnings) {
        for (MaintenanceAlert alert : detection.maintenance()) {
            Instant failure = alert.predictedFailure();
            if (failure != null) {
                warnings.add(new Warning(machine.minute(), minute(failure), alert));
                return;
            }
        }
    }

    private static long minute(Instant at) {
        return Duration.between(BEGIN, at).toMinutes();
    }

    /** Returns the processor, for its other data. */
    TelemetryProcessor processor() {
        return processor;
    }

    @Override
    public void close() {
        processor.close();
    }
}
