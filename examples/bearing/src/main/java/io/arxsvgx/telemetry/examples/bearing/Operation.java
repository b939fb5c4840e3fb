// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.bearing;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.TelemetryProcessor;

/**
 * The accelerated operation of a machine, bearing after bearing: each step runs it for some minutes and reads its
 * sensors. A bearing that has failed is replaced. The caller decides how much time passes between two steps. Not
 * thread-safe.
 */
public final class Operation {
    private final Machine machine;
    private final int minutes;
    private final TelemetryProcessor processor;

    /**
     * Creates an operation.
     *
     * @param machine the machine
     * @param minutes the minutes that it runs from one reading to the next; 1 or more
     * @param processor the processor that receives the readings
     */
    public Operation(Machine machine, int minutes, TelemetryProcessor processor) {
        if (minutes < 1) {
            throw new IllegalArgumentException("minutes: expected at least 1, got " + minutes);
        }
        this.machine = requireNonNull(machine, "machine");
        this.minutes = minutes;
        this.processor = requireNonNull(processor, "processor");
    }

    /** Replaces a bearing that has failed, runs the machine, and records the readings of its sensors. */
    public void step() {
        if (machine.hasFailed()) {
            machine.maintain();
        }
        Reading reading = machine.run();
        for (int i = 1; i < minutes && !machine.hasFailed(); i++) {
            reading = machine.run();
        }
        reading.recordTo(processor);
    }
}
