// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.receiver;

import io.arxsvgx.telemetry.notify.internal.message.Message;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One way in which a receiver is notified, such as one of its {@code webhook_configs}. Thread-safe. */
public interface Integration extends AutoCloseable {
    /** Returns the name within the receiver, such as {@code webhook[0]}. */
    String name();

    /** Returns where it sends, without secrets, for people. */
    String address();

    /** Returns whether resolved alerts are sent. */
    boolean sendsResolved();

    /** Returns the maximum number of calls at a time. */
    default int concurrency() {
        return 4;
    }

    /** Returns the maximum number of alerts in a message; 0 for no limit. */
    default int maxAlerts() {
        return 0;
    }

    /**
     * Returns the interval at which alerts that fire are sent again, which the receiver would forget otherwise; null,
     * the default, for one that remembers.
     */
    default @Nullable Duration resendInterval() {
        return null;
    }

    /**
     * Sends a message and waits for the answer, which it limits in time. Never throws for what the receiver does.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    Attempt send(Message message) throws InterruptedException;

    @Override
    default void close() {}
}
