// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

/**
 * A trigger of inspections, called by the built-in action {@code trigger_inspection}. Passed to the processor's builder
 * or found by {@link java.util.ServiceLoader}. Exceptions are counted and logged once per distinct fault. Called
 * one call at a time, by the thread of that action or, if the processor is caller-driven, by the caller's.
 */
@FunctionalInterface
public interface InspectionTrigger {
    /**
     * Starts an inspection. Called for a firing alert only.
     *
     * @param alert the alert
     * @throws Exception if the inspection cannot be started; the processor catches it
     */
    void inspect(Alert alert) throws Exception;
}
