// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.concurrent;

/**
 * The way in which the event loop waits for events: a number of short parks or spins that no producer has to end, then
 * a park that a producer ends.
 *
 * @param parkNanos the length of a short park, in nanoseconds; 0 to spin
 * @param spins the number of short parks without an event before the loop parks until it is woken; negative for no
 *     limit
 */
public record IdleStrategy(long parkNanos, int spins) {}
