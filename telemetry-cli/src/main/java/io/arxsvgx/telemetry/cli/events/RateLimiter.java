// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import io.arxsvgx.telemetry.cli.shell.StopSignal;
import java.time.Duration;

/** Spreads events evenly over the time. Confined to one thread. */
final class RateLimiter {
    private final double nanosPerEvent;
    private final StopSignal stop;
    private final long begun = System.nanoTime();
    private double due;

    /** A pace of some events a second; infinite for no waiting at all. */
    RateLimiter(double rate, StopSignal stop) {
        this.nanosPerEvent = 1e9 / rate;
        this.stop = stop;
    }

    /** Waits until some events are due; answers false if the user wants to stop. */
    boolean await(int events) {
        long now = System.nanoTime() - begun;
        boolean stopping = due > now ? stop.await(Duration.ofNanos((long) due - now)) : stop.isRequested();
        due += nanosPerEvent * events;
        return !stopping;
    }
}
