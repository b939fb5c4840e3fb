// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.concurrent;

/**
 * How the loop waits: a number of naps that nobody has to wake it from, then a sleep that a producer ends.
 *
 * @param nap how long a nap is, in nanoseconds; 0 to spin
 * @param naps how many of them without an event before the loop sleeps; negative never to sleep
 */
public record IdleStrategy(long nap, int naps) {}
