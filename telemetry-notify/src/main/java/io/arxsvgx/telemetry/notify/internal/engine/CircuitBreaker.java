// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import java.time.Duration;

/**
 * A circuit breaker of an integration: after some failures in a row only one message at a time is attempted, as a probe,
 * every ten seconds in the first five minutes and every thirty after that, until one succeeds. Guarded by the engine.
 */
final class CircuitBreaker {
    private static final int MAX_FAILURES = 3;
    private static final long EARLY = Duration.ofSeconds(10).toNanos();
    private static final long LATE = Duration.ofSeconds(30).toNanos();

    private int failures;
    private long openedAt;
    private long nextProbe;
    /** The receiver has asked not to be called before. */
    private long pausedUntil = Long.MIN_VALUE;

    /** Returns whether only probes are attempted. */
    boolean isOpen() {
        return failures >= MAX_FAILURES;
    }

    /** Returns the earliest time of the next attempt. */
    long notBefore() {
        return isOpen() ? Math.max(nextProbe, pausedUntil) : pausedUntil;
    }

    /** Records a success; a pause stays, since the attempt may have begun before the receiver has asked for it. */
    void succeeded() {
        failures = 0;
    }

    void failed(long now) {
        if (++failures == MAX_FAILURES) {
            openedAt = now;
        }
        nextProbe = now + (now - openedAt < RetryPolicy.FIRST_PHASE.toNanos() ? EARLY : LATE);
    }

    void pause(long until) {
        pausedUntil = Math.max(pausedUntil, until);
    }

    /** Lets the next attempt happen at once. */
    void reset() {
        failures = 0;
        pausedUntil = Long.MIN_VALUE;
    }
}
