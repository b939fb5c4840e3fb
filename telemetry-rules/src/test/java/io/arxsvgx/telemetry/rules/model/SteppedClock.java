// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import io.arxsvgx.telemetry.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock for tests whose wall clock can step apart from its monotonic clock. */
public final class SteppedClock implements TimeSource {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicLong wall = new AtomicLong(nanos(START));
    private final AtomicLong monotonic = new AtomicLong(1_000_000_000_000L);

    public static long nanos(Instant instant) {
        return Duration.between(Instant.EPOCH, instant).toNanos();
    }

    public static Instant instant(long nanos) {
        return Instant.EPOCH.plusNanos(nanos);
    }

    public Instant now() {
        return instant(wall.get());
    }

    @Override
    public long epochNanos() {
        return wall.get();
    }

    @Override
    public long nanoTime() {
        return monotonic.get();
    }

    /** Time passes. */
    public void advance(Duration time) {
        monotonic.addAndGet(time.toNanos());
        wall.addAndGet(time.toNanos());
    }

    /** The wall clock is corrected, forward or back. */
    public void stepWall(Duration step) {
        wall.addAndGet(step.toNanos());
    }

    /** Another process, and perhaps another machine, with a monotonic clock of its own. */
    public void changeMonotonicOrigin(long origin) {
        monotonic.set(origin);
    }
}
