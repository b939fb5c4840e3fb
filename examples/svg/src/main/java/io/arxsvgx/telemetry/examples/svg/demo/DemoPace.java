// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.demo;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A pace that distributes steps evenly over a time, by their weight. Not thread-safe. */
public final class DemoPace {
    private final DemoClock clock;
    private final long start;
    private final long length;
    private final long totalWeight;
    private long weight;

    private DemoPace(DemoClock clock, Duration end, long totalWeight) {
        this.clock = clock;
        this.start = clock.passed().toNanos();
        this.length = Math.max(0, end.toNanos() - start);
        this.totalWeight = Math.max(1, totalWeight);
    }

    /**
     * Starts a pace now.
     *
     * @param clock the clock
     * @param end the time at which the last step ends, by the clock
     * @param totalWeight the sum of the weights of all steps
     * @return a new pace
     */
    public static DemoPace until(DemoClock clock, Duration end, long totalWeight) {
        return new DemoPace(clock, end, totalWeight);
    }

    /**
     * Waits until the next step is due.
     *
     * @param stepWeight its weight
     * @return false if no time is left for it, or the thread was interrupted
     */
    public boolean awaitStep(int stepWeight) {
        long due = (long) ((double) length / totalWeight * weight);
        weight += stepWeight;
        while (passed() < due && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, due - passed());
        }
        return passed() < length && !Thread.currentThread().isInterrupted();
    }

    private long passed() {
        return clock.passed().toNanos() - start;
    }
}
