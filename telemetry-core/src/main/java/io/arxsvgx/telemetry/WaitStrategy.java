// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

/** The way in which the processor's thread waits for events. Immutable. */
public enum WaitStrategy {
    /**
     * Sleeps for a quarter of a millisecond at a time while events arrive, then until a producer wakes it. It costs
     * almost no processor time when idle, and under load no producer has to wake it.
     */
    DEFAULT,
    /** Sleeps as briefly as the system allows while events arrive; costs about a fifth of a core. */
    LOW_LATENCY,
    /** Never sleeps: microseconds from event to alert, at the cost of a whole core. */
    SPINNING
}
