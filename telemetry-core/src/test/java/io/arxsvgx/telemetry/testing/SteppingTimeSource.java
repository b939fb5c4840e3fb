// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.testing;

import io.arxsvgx.telemetry.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** Clocks that a test advances, with a wall clock that can be set independently. */
public final class SteppingTimeSource implements TimeSource {
    private volatile long wall;
    private volatile long monotonic = -5_000_000_000L;

    public SteppingTimeSource(Instant start) {
        wall = Duration.between(Instant.EPOCH, start).toNanos();
    }

    /** Advances both clocks. */
    public synchronized void pass(Duration duration) {
        wall += duration.toNanos();
        monotonic += duration.toNanos();
    }

    /** Sets the wall clock forward, or back. */
    public synchronized void setBy(Duration duration) {
        wall += duration.toNanos();
    }

    public Instant now() {
        return Instant.ofEpochSecond(0, wall);
    }

    @Override
    public long epochNanos() {
        return wall;
    }

    @Override
    public long nanoTime() {
        return monotonic;
    }
}
