// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

/**
 * An answer to alerts, registered by name. It is called when an alert fires, on each repeat, and when the alert is
 * resolved. Each name has a thread of its own, so calls of one action come one after the other and a slow or hanging
 * one delays no other; a call that takes longer than the action timeout is interrupted. What it throws is counted and
 * logged once per distinct fault.
 */
@FunctionalInterface
public interface AlertAction {
    /**
     * Answers one alert.
     *
     * @param alert the alert as it is now; {@link Alert#state()} tells firing from resolved
     * @throws Exception whatever goes wrong; it is contained
     */
    void handle(Alert alert) throws Exception;
}
