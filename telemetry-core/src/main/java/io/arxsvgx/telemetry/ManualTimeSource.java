// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that advances only by {@link #advance}; wall clock and monotonic clock advance together. Thread-safe. */
public final class ManualTimeSource implements TimeSource {
    private static final long MONOTONIC_START = 1_000_000_000_000L;

    private final long start;
    private final AtomicLong passed = new AtomicLong();

    ManualTimeSource(Instant start) {
        this.start = EpochNanos.of(start);
    }

    /**
     * Advances the clock.
     *
     * @param duration how far; zero or more
     * @throws IllegalArgumentException if it is negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("advance: expected a duration of at least 0, got " + duration);
        }
        passed.addAndGet(EpochNanos.of(duration));
    }

    /**
     * Returns the present time of the clock.
     *
     * @return the time
     */
    public Instant now() {
        return Instant.ofEpochSecond(0, epochNanos());
    }

    @Override
    public long epochNanos() {
        return start + passed.get();
    }

    @Override
    public long nanoTime() {
        return MONOTONIC_START + passed.get();
    }
}
