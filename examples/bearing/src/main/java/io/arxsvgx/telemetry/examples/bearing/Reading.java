// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.bearing;

import io.arxsvgx.telemetry.TelemetryProcessor;

/**
 * The readings of the machine's sensors in one minute. Immutable.
 *
 * @param temperature of the bearing, in degrees Celsius
 * @param pressure of its oil, in bar
 * @param vibration its velocity, in millimetres a second
 * @param current of the motor, in ampere
 */
public record Reading(double temperature, double pressure, double vibration, double current) {
    /**
     * Records all four readings, as events of {@link Bearing#SOURCE}.
     *
     * @param processor the processor that receives them
     */
    public void recordTo(TelemetryProcessor processor) {
        processor.series(Bearing.SOURCE, "bearing_temperature").record(temperature);
        processor.series(Bearing.SOURCE, "oil_pressure").record(pressure);
        processor.series(Bearing.SOURCE, "vibration_velocity").record(vibration);
        processor.series(Bearing.SOURCE, "motor_current").record(current);
    }
}
