// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import io.arxsvgx.telemetry.cli.shell.StopSignal;
import java.time.Duration;

/** A limiter that spreads events evenly over time. Confined to one thread. */
final class RateLimiter {
    private final double nanosPerEvent;
    private final StopSignal stop;
    private final long begun = System.nanoTime();
    private double due;

    /** Creates a limiter of events per second; infinite for no limit. */
    RateLimiter(double rate, StopSignal stop) {
        this.nanosPerEvent = 1e9 / rate;
        this.stop = stop;
    }

    /** Waits until a number of events is due; returns false if a stop is requested. */
    boolean await(int events) {
        long now = System.nanoTime() - begun;
        boolean stopping = due > now ? stop.await(Duration.ofNanos((long) due - now)) : stop.isRequested();
        due += nanosPerEvent * events;
        return !stopping;
    }
}
