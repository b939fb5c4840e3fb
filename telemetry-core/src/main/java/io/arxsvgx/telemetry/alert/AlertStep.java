// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import java.time.Instant;

/**
 * A state change of an alert, as it was recorded. Immutable.
 *
 * @param at the time at which it was recorded
 * @param state the state after it
 * @param description the alert's description after it
 */
public record AlertStep(Instant at, AlertState state, String description) {}
