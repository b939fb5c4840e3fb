// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.demo;

import java.time.Duration;

/**
 * The phases of a demo: busy first, then calm, so that its alerts resolve. Immutable.
 *
 * @param rounds the number of passes over its material; 1 or more
 * @param keepFiring how long its alerts keep firing after their condition has ended
 * @param busyUntil the end of the last round, since the start
 * @param calmUntil the end of the demo, since the start
 */
public record DemoTimes(int rounds, Duration keepFiring, Duration busyUntil, Duration calmUntil) {
    private static final long ROUND_MILLIS = 8_000;
    private static final long STOP_MILLIS = 150;

    /**
     * Divides a run into phases.
     *
     * @param length its length
     * @return a round for every 8 s, alerts that keep firing for a twenty-fifth of the run but at most 1 s, and enough
     *     calm time for the last of them
     */
    public static DemoTimes of(Duration length) {
        long millis = length.toMillis();
        long keepFiring = Math.max(100, Math.min(1_000, millis / 25));
        long calm = Math.min(millis * 2 / 5, keepFiring * 3 / 2 + 500);
        return new DemoTimes(
                (int) Math.max(1, Math.round((double) millis / ROUND_MILLIS)),
                Duration.ofMillis(keepFiring),
                Duration.ofMillis(millis - calm),
                Duration.ofMillis(millis - STOP_MILLIS));
    }
}
