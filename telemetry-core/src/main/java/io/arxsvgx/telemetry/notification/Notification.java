// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notification;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message to a receiver about the alerts of a group. Immutable.
 *
 * @param id unique among the notifications of a processor, also over restarts
 * @param receiver the receiver's name
 * @param integration the integration of the receiver, such as {@code webhook[0]}
 * @param groupKey the group, in Alertmanager's notation
 * @param idempotencyKey the key under which it is sent, the same at every attempt
 * @param alerts the ids of its alerts
 * @param state its state
 * @param attempts the number of attempts
 * @param createdAt the time at which it became due
 * @param nextAttemptAt the time of the next attempt; null if it is not pending
 * @param lastError the reason of the last failed attempt; null if none failed
 * @param sentAt the time at which the receiver accepted it; null unless it was sent
 * @param answer what the receiver answered, such as {@code 200}; null unless it was sent
 */
public record Notification(
        String id,
        String receiver,
        String integration,
        String groupKey,
        String idempotencyKey,
        List<String> alerts,
        NotificationState state,
        int attempts,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable String lastError,
        @Nullable Instant sentAt,
        @Nullable String answer) {}
