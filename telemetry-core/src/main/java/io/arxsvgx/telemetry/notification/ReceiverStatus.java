// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notification;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of one integration of a receiver. Immutable.
 *
 * @param receiver the receiver's name
 * @param integration the integration, such as {@code webhook[0]}
 * @param address where it sends, without secrets
 * @param failing whether the last attempt failed
 * @param pending the number of messages that wait
 * @param dead the number of kept messages that are no longer attempted
 * @param sent the number of messages that it accepted since the process started
 * @param failedAttempts the number of failed attempts since the process started
 * @param lost the number of messages that were discarded for lack of room since the process started
 * @param lastError the reason of the last failed attempt; null if the last attempt succeeded, or there was none
 * @param lastSentAt the time of the last success; null if there was none
 * @param latency the time that the last attempt took; null if there was none
 * @param nextAttemptAt the time of the next attempt; null if none is due
 */
public record ReceiverStatus(
        String receiver,
        String integration,
        String address,
        boolean failing,
        long pending,
        long dead,
        long sent,
        long failedAttempts,
        long lost,
        @Nullable String lastError,
        @Nullable Instant lastSentAt,
        @Nullable Duration latency,
        @Nullable Instant nextAttemptAt) {}
