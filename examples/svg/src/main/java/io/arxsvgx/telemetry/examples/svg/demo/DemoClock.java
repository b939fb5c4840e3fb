// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.demo;

import io.arxsvgx.telemetry.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** The clock of a demo. As thread-safe as the time source, and so thread-safe with the system's. */
public final class DemoClock {
    private final TimeSource source;
    private final long start;
    private final Instant startTime;

    private DemoClock(TimeSource source) {
        this.source = source;
        this.start = source.nanoTime();
        this.startTime = Instant.ofEpochSecond(0, source.epochNanos());
    }

    /**
     * Starts a clock now.
     *
     * @param source the time source
     * @return a new clock
     */
    public static DemoClock start(TimeSource source) {
        return new DemoClock(source);
    }

    /**
     * Returns how long the demo has run.
     *
     * @return the time since the start
     */
    public Duration passed() {
        return Duration.ofNanos(source.nanoTime() - start);
    }

    /**
     * Returns the time of a moment in the demo.
     *
     * @param moment a time of day
     * @return the time from the start until then; negative before the start
     */
    public Duration until(Instant moment) {
        return Duration.between(startTime, moment);
    }
}
