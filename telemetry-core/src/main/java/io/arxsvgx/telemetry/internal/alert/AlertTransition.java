// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

/** A state change of an alert. */
public enum AlertTransition {
    PENDING,
    FIRED,
    REPEATED,
    /** The severity of a firing alert was raised, which notifies again. */
    RAISED,
    /** A part other than its state changed: acknowledged, stale, severity. */
    UPDATED,
    RESOLVED
}
