// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands until it is moved; both its hands move together. Thread-safe. */
public final class ManualTimeSource implements TimeSource {
    private static final long MONOTONIC_START = 1_000_000_000_000L;

    private final long start;
    private final AtomicLong passed = new AtomicLong();

    ManualTimeSource(Instant start) {
        this.start = EpochNanos.of(start);
    }

    /**
     * Moves the clock on.
     *
     * @param duration how far; zero or more
     * @throws IllegalArgumentException if it is negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a clock is moved by " + duration + "; it moves forward only");
        }
        passed.addAndGet(EpochNanos.of(duration));
    }

    /**
     * Where the clock stands.
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
