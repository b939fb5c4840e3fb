// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.concurrent;

/**
 * How the event loop waits for events: a number of short parks or spins that no producer has to end, then a park that a
 * producer ends.
 *
 * @param parkNanos how long a short park is, in nanoseconds; 0 to spin
 * @param spins how many of them without an event before the loop parks until it is woken; negative to never park so
 */
public record IdleStrategy(long parkNanos, int spins) {}
