// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notification;

import org.jspecify.annotations.Nullable;

/**
 * A selection of notifications. Immutable.
 *
 * @param state the state; null for any
 * @param receiver the receiver's name; null for any
 * @param alert the id of an alert that it contains; null for any
 * @param limit the maximum number, of which the newest are returned; 0 or less for none
 */
public record NotificationQuery(
        @Nullable NotificationState state,
        @Nullable String receiver,
        @Nullable String alert,
        int limit) {}
