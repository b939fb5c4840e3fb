// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

/**
 * Starts an inspection of what an alert is about, under the built-in action {@code trigger_inspection}. Given to the
 * processor's builder or found by {@link java.util.ServiceLoader}. What it throws is counted and logged once per distinct
 * fault. Called one call at a time, by the thread of that action or, if the
 * processor is caller-driven, by the caller's.
 */
@FunctionalInterface
public interface InspectionTrigger {
    /**
     * Starts an inspection. Called for a firing alert only.
     *
     * @param alert the alert
     * @throws Exception whatever goes wrong; it is contained
     */
    void inspect(Alert alert) throws Exception;
}
