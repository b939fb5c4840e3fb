// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import java.util.function.LongSupplier;

/** The monotonic clock of a processor, which stands still while the processor is stopped. Thread-safe. */
final class EngineClock {
    private final LongSupplier source;
    private volatile long downtime;
    private volatile long stoppedAt;
    private volatile boolean isFrozen;

    EngineClock(LongSupplier source) {
        this.source = source;
    }

    /** The monotonic clock, less the time for which the processor was stopped. */
    long now() {
        return source.getAsLong() - downtime();
    }

    /** For how long the processor has been stopped since its first start, a stop that lasts included. */
    long downtime() {
        return isFrozen ? downtime + source.getAsLong() - stoppedAt : downtime;
    }

    void freeze() {
        stoppedAt = source.getAsLong();
        isFrozen = true;
    }

    /** Goes on after a {@link #freeze}. */
    void resume() {
        long stopped = downtime();
        downtime = stopped;
        isFrozen = false;
    }
}
