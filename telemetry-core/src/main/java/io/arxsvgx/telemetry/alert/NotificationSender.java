// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A sender of alerts to people, called by the built-in action {@code send_notification}. Passed to the processor's
 * builder or found by {@link java.util.ServiceLoader}. Exceptions are counted and logged once per distinct fault.
 * Called one call at a time, by the thread of that action or, if the processor is caller-driven, by the caller's;
 * {@link #problem} is called by any thread.
 */
@FunctionalInterface
public interface NotificationSender {
    /**
     * Sends one alert.
     *
     * @param alert the alert as it is now
     * @throws Exception if the call fails; the processor catches it
     */
    void send(Alert alert) throws Exception;

    /**
     * Sends one step of an alert. The processor calls this; by default it calls {@link #send(Alert)}.
     *
     * @param alert the alert as it is now
     * @param step the number of the step that is notified: it fired, repeats, was raised, resolved. Counted from 1; after a
     *     restart of the process, from the nanoseconds since 1970 at the restart, so that no number is used twice, even
     *     after a crash. With the alert's id it names the notification
     * @throws Exception if the call fails; the processor catches it
     */
    default void send(Alert alert, long step) throws Exception {
        send(alert);
    }

    /**
     * Returns the time after which one call is interrupted. Called once, when the processor is built.
     *
     * @return null, the default, for the processor's action timeout
     */
    default @Nullable Duration callTimeout() {
        return null;
    }

    /**
     * Returns the problem of a call in progress, such as a receiver that is being retried. Shown in the processor's
     * status, which is at least a warning. Called by any thread; must not block.
     *
     * @return one line; null, the default, without a problem
     */
    default @Nullable String problem() {
        return null;
    }
}
