// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Notifications about alerts: the interface of a notifier, and what it reports about receivers and messages. The module
 * {@code telemetry-notify} implements it.
 *
 * <pre>{@code
 * AlertNotifier notifier = processor.notifier().orElseThrow();
 * for (ReceiverStatus receiver : notifier.receivers()) {
 *     System.out.println(receiver.receiver() + ": " + receiver.pending() + " pending");
 * }
 * }</pre>
 */
@NullMarked
package io.arxsvgx.telemetry.notification;

import org.jspecify.annotations.NullMarked;
