// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.receiver;

import io.arxsvgx.telemetry.notify.internal.message.MessageAlert;
import org.jspecify.annotations.Nullable;

/** A function that finds the JSON document of an alert, for receivers with {@code format: alert}. Thread-safe. */
@FunctionalInterface
public interface AlertDocuments {
    /** Returns the document in UTF-8; null if there is none any more, in which case the alert is omitted. */
    byte @Nullable [] document(MessageAlert alert);
}
