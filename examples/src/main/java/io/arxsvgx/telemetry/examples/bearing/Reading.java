// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.bearing;

/**
 * What the machine's sensors show at one minute. Immutable.
 *
 * @param temperature of the bearing, in degrees Celsius
 * @param pressure of its oil, in bar
 * @param vibration its velocity, in millimetres a second
 * @param current of the motor, in ampere
 */
record Reading(double temperature, double pressure, double vibration, double current) {}
