// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

/**
 * An automated response to alerts, registered by name. It is called when an alert fires, on each repeat, and when the
 * alert is resolved. A slow or hanging action does not delay others; a call that takes longer than the action timeout
 * is interrupted. Exceptions are counted and logged once per distinct fault.
 *
 * <pre>{@code
 * processor.registerAction("page", alert -> System.out.println(alert.state() + " " + alert.description()));
 * }</pre>
 *
 * <p>Called one call at a time, by the thread of its name or, if the processor is caller-driven, by the caller's. An action
 * registered under several names is called by several threads.
 */
@FunctionalInterface
public interface AlertAction {
    /**
     * Responds to one alert.
     *
     * @param alert the alert as it is now; {@link Alert#state()} is firing or resolved
     * @throws Exception if the action fails; the processor catches it
     */
    void handle(Alert alert) throws Exception;
}
