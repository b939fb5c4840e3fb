// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.operations;

import io.arxsvgx.telemetry.alert.AlertAction;
import java.util.List;
import java.util.Map;

/**
 * The actions of a processor, as {@code processor.actions()} returns them. Implemented by the library alone.
 * Thread-safe.
 *
 * <pre>{@code
 * processor.actions().register("stop_pump", alert -> pump.stop());
 * System.out.println(processor.actions().failures());
 * }</pre>
 */
public interface ActionOperations {
    /**
     * Registers an action, or replaces the one of the same name.
     *
     * @param name the name by which rules refer to it
     * @param action the action; called one call at a time, on a thread of its own or, if the processor is caller-driven, on
     *     the caller's
     * @throws IllegalArgumentException if the name is empty
     */
    void register(String name, AlertAction action);

    /**
     * Returns the names of the registered actions.
     *
     * @return in alphabetical order
     */
    List<String> names();

    /**
     * Returns the number of failed or timed-out calls of each registered action, by the action's name.
     *
     * @return every action, with 0 if none of its calls failed
     */
    Map<String, Long> failures();

    /**
     * Returns the registered actions that have no effect as this processor is set up: {@code send_notification} without a
     * {@code NotificationSender}, {@code trigger_inspection} without an {@code InspectionTrigger}.
     *
     * @return the reason by the action's name, such as {@code no notification sender is configured}
     */
    Map<String, String> withoutEffect();
}
