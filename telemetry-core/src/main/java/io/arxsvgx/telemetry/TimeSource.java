// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import java.time.Instant;

/**
 * A source of time for a processor: a wall clock for the times of events and alerts, a monotonic clock for elapsed
 * time. Implementations are thread-safe.
 */
public interface TimeSource {
    /**
     * Returns the wall clock's time. It may step back, so it does not measure elapsed time.
     *
     * @return nanoseconds since 1970-01-01T00:00Z
     */
    long epochNanos();

    /**
     * Returns the monotonic clock's time. It has no fixed origin; only differences are meaningful.
     *
     * @return nanoseconds
     */
    long nanoTime();

    /**
     * Returns the system's clocks.
     *
     * @return the default of every processor
     */
    static TimeSource system() {
        return SystemTimeSource.INSTANCE;
    }

    /**
     * Returns a clock that advances only by {@link ManualTimeSource#advance}, for tests and replays.
     *
     * @param start the initial time
     * @return a new clock
     */
    static ManualTimeSource manual(Instant start) {
        return new ManualTimeSource(start);
    }
}
