// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.bearing;

import io.arxsvgx.telemetry.pattern.MaintenanceAlert;

/**
 * That maintenance is wanted, as it stood at one minute: the alert that predicts the soonest failure. Immutable.
 *
 * @param minute when it was said
 * @param predicted the minute of the predicted failure
 * @param alert what was said
 */
record Warning(int minute, long predicted, MaintenanceAlert alert) {}
