// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The waits between attempts: up to 1 s, doubled each time, up to 30 s in the first five minutes and 5 minutes after
 * that; each a random part of it, so that receivers are not called in step.
 */
final class RetryPolicy {
    static final Duration FIRST_PHASE = Duration.ofMinutes(5);

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration MAX_EARLY = Duration.ofSeconds(30);
    private static final Duration MAX_LATE = Duration.ofMinutes(5);
    private static final int MAX_DOUBLINGS = 20;

    private final RandomGenerator random;

    RetryPolicy(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Returns the wait after a failed attempt, with full jitter.
     *
     * @param attempts the number of attempts so far
     * @param since the time since the first attempt
     */
    Duration waitAfter(int attempts, Duration since) {
        Duration most = since.compareTo(FIRST_PHASE) < 0 ? MAX_EARLY : MAX_LATE;
        Duration doubled = FIRST.multipliedBy(1L << Math.min(Math.max(0, attempts - 1), MAX_DOUBLINGS));
        Duration limit = doubled.compareTo(most) < 0 ? doubled : most;
        return Duration.ofNanos((long) (limit.toNanos() * random.nextDouble()));
    }
}
