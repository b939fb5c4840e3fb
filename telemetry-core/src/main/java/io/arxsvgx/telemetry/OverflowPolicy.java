// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import java.time.Duration;

/**
 * The policy for events that arrive while the buffer is full. Immutable.
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
                    "whenFull: expected a timeout from " + Duration.ZERO + " to " + MAX_TIMEOUT + ", got " + timeout);
        }
    }

    /**
     * Returns the default policy: the event is dropped at once and counted.
     *
     * @return the policy
     */
    public static OverflowPolicy dropNewest() {
        return DROP;
    }

    /**
     * Returns a policy by which the caller waits for room; after the timeout the event is dropped and counted. The
     * processor's own threads never wait.
     *
     * @param timeout the maximum time to wait, up to one hour
     * @return the policy
     */
    public static OverflowPolicy block(Duration timeout) {
        return new OverflowPolicy(timeout);
    }
}
