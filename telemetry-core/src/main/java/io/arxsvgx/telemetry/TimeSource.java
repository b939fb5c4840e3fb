// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import java.time.Instant;

/**
 * Where a processor reads the time: a wall clock for the times of events and alerts, a monotonic one for what passes.
 * Implementations are thread-safe.
 */
public interface TimeSource {
    /**
     * The wall clock. May step back; not for measuring what has passed.
     *
     * @return nanoseconds since 1970-01-01T00:00Z
     */
    long epochNanos();

    /**
     * The monotonic clock. Has no fixed origin; only differences mean something.
     *
     * @return nanoseconds
     */
    long nanoTime();

    /**
     * The system's clocks.
     *
     * @return the default of every processor
     */
    static TimeSource system() {
        return SystemTimeSource.INSTANCE;
    }

    /**
     * A clock that stands until it is moved, for tests and replays.
     *
     * @param start where it stands at first
     * @return a new clock
     */
    static ManualTimeSource manual(Instant start) {
        return new ManualTimeSource(start);
    }
}
