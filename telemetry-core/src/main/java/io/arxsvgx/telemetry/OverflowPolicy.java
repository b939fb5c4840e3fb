// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import java.time.Duration;

/**
 * What happens to an event when the buffer is full. Immutable.
 *
 * @param timeout how long the caller waits for room before the event is dropped; zero to drop it at once
 */
public record OverflowPolicy(Duration timeout) {
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);
    private static final OverflowPolicy DROP = new OverflowPolicy(Duration.ZERO);

    /**
     * Checks the timeout.
     *
     * @param timeout as {@link #timeout()}
     * @throws IllegalArgumentException if it is not within zero to one hour
     */
    public OverflowPolicy {
        if (timeout.isNegative() || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "whenFull blocks for " + timeout + "; it takes " + Duration.ZERO + " to " + MAX_TIMEOUT);
        }
    }

    /**
     * The event is dropped at once and counted. The default.
     *
     * @return the policy
     */
    public static OverflowPolicy dropNewest() {
        return DROP;
    }

    /**
     * The caller waits for room; if there is none in time, the event is dropped and counted. The processor's own
     * threads never wait.
     *
     * @param timeout how long, up to one hour
     * @return the policy
     */
    public static OverflowPolicy block(Duration timeout) {
        return new OverflowPolicy(timeout);
    }
}
