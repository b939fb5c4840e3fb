// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Notifications about alerts: the interface of a notifier, and what it reports about receivers and messages. The module
 * {@code telemetry-notify} implements it.
 */
@NullMarked
package io.arxsvgx.telemetry.notification;

import org.jspecify.annotations.NullMarked;
