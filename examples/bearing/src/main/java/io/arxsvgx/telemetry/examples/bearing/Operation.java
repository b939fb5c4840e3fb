// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.bearing;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.TelemetryProcessor;

/**
 * A machine in fast motion, bearing after bearing: it runs for some minutes, its sensors are read, and so on; when the bearing
 * has failed, a new one is put in. How much time passes between two readings is up to the caller. Not thread-safe.
 */
public final class Operation {
    private final Machine machine;
    private final int minutes;
    private final TelemetryProcessor processor;

    /**
     * A machine and who watches it.
     *
     * @param machine the machine
     * @param minutes for how many minutes it runs from one reading to the next; 1 or more
     * @param processor where the readings go
     */
    public Operation(Machine machine, int minutes, TelemetryProcessor processor) {
        if (minutes < 1) {
            throw new IllegalArgumentException("it runs for " + minutes + " minutes; it takes 1 or more");
        }
        this.machine = requireNonNull(machine, "machine");
        this.minutes = minutes;
        this.processor = requireNonNull(processor, "processor");
    }

    /** Replaces a bearing that has failed, runs the machine, and hands in what its sensors show then. */
    public void goOn() {
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
