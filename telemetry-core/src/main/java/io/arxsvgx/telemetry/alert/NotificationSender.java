// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Carries alerts to people, under the built-in action {@code send_notification}. Given to the processor's builder or
 * found by {@link java.util.ServiceLoader}. What it throws is counted and logged once per distinct fault. Called
 * one call at a time, by the thread of that action or, if the processor is caller-driven, by the caller's; {@link #problem} is
 * called by any thread.
 */
@FunctionalInterface
public interface NotificationSender {
    /**
     * Sends one alert.
     *
     * @param alert the alert as it is now
     * @throws Exception whatever goes wrong; it is contained
     */
    void send(Alert alert) throws Exception;

    /**
     * Sends one step of an alert. The processor calls this; by default it calls {@link #send(Alert)}.
     *
     * @param alert the alert as it is now
     * @param step the number of the step that is notified: it fired, repeats, was raised, resolved. Counted from 1; after a
     *     restart of the process, from the nanoseconds since 1970 at the restart, so that no number is used twice, even
     *     after a crash. With the alert's id it names the notification
     * @throws Exception whatever goes wrong; it is contained
     */
    default void send(Alert alert, long step) throws Exception {
        send(alert);
    }

    /**
     * Returns how long one call may take before it is interrupted. Asked once, when the processor is built.
     *
     * @return null, the default, for the processor's action timeout
     */
    default @Nullable Duration callTimeout() {
        return null;
    }

    /**
     * Returns what is wrong while a call is still under way, such as a receiver that is tried again. Shown in the
     * processor's status, which is a warning at least. Called by any thread; must not block.
     *
     * @return one line; null, the default, while nothing is wrong
     */
    default @Nullable String problem() {
        return null;
    }
}
