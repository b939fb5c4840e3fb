// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import io.arxsvgx.telemetry.notification.NotifierContext;
import java.time.Duration;
import java.time.Instant;

/** The clocks of the processor: deadlines are monotonic, and become times of day where they are stored or shown. */
final class NotifierClock {
    /** No deadline. */
    static final long NEVER = Long.MAX_VALUE;

    private final NotifierContext context;

    NotifierClock(NotifierContext context) {
        this.context = context;
    }

    long nanos() {
        return context.nanoTime();
    }

    Instant now() {
        return Instant.ofEpochSecond(0, context.epochNanos());
    }

    /** Returns the time of day of a deadline. */
    Instant at(long deadline) {
        return now().plusNanos(deadline - nanos());
    }

    /** Returns the deadline of a time of day, at most a time from now, so that a clock that was set back delays nothing. */
    long deadline(Instant at, Duration atMost) {
        Duration left = Duration.between(now(), at);
        if (left.isNegative()) {
            return nanos();
        }
        return nanos() + (left.compareTo(atMost) > 0 ? atMost : left).toNanos();
    }
}
