// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.bearing;

import io.arxsvgx.telemetry.pattern.MaintenanceAlert;

/**
 * A warning at one minute: the maintenance alert that predicts the soonest failure. Immutable.
 *
 * @param minute the minute of the warning
 * @param predicted the minute of the predicted failure
 * @param alert the maintenance alert
 */
record Warning(int minute, long predicted, MaintenanceAlert alert) {}
