// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

/** How the processor's thread waits for events. Immutable. */
public enum WaitStrategy {
    /**
     * Naps of a quarter of a millisecond while events come, then sleeps until a producer wakes it. Idle it costs next
     * to nothing; under load a producer never has to wake it.
     */
    DEFAULT,
    /** Naps as briefly as the system allows while events come; costs about a fifth of a core for that. */
    LOW_LATENCY,
    /** Never sleeps: microseconds from event to alert, for a whole core. */
    SPINNING
}
