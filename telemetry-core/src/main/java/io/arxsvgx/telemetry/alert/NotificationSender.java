// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

/**
 * Carries alerts to people, under the built-in action {@code send_notification}. Given to the processor's builder or
 * found by {@link java.util.ServiceLoader}. Called by the thread of that action, one call at a time; what it throws is
 * counted and logged once per distinct fault.
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
}
