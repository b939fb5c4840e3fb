// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import java.util.function.LongSupplier;

/** The monotonic clock of a processor, which does not advance while the processor is stopped. Thread-safe. */
final class EngineClock {
    private final LongSupplier source;
    private volatile long downtime;
    private volatile long stoppedAt;
    private volatile boolean isFrozen;

    EngineClock(LongSupplier source) {
        this.source = source;
    }

    /** Returns the monotonic clock minus the time for which the processor was stopped. */
    long now() {
        return source.getAsLong() - downtime();
    }

    /** Returns the time for which the processor was stopped since its first start, including a present stop. */
    long downtime() {
        return isFrozen ? downtime + source.getAsLong() - stoppedAt : downtime;
    }

    void freeze() {
        stoppedAt = source.getAsLong();
        isFrozen = true;
    }

    /** Continues after a {@link #freeze}. */
    void resume() {
        long stopped = downtime();
        downtime = stopped;
        isFrozen = false;
    }
}
