// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import java.time.Duration;
import java.time.Instant;

/** The conversion of times to nanoseconds since 1970, saturating in 2262. */
final class EpochNanos {
    private static final long LAST_SECOND = Long.MAX_VALUE / 1_000_000_000L - 1;

    private EpochNanos() {}

    static long of(Instant time) {
        long second = Math.max(-LAST_SECOND, Math.min(LAST_SECOND, time.getEpochSecond()));
        return second * 1_000_000_000L + time.getNano();
    }

    static long of(Duration duration) {
        return duration.toSeconds() >= LAST_SECOND ? Long.MAX_VALUE : duration.toNanos();
    }
}
