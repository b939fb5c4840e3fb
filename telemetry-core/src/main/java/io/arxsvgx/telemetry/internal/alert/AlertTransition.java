// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

/** What has just happened to an alert. */
public enum AlertTransition {
    PENDING,
    FIRED,
    REPEATED,
    /** The severity of a firing alert was raised, which notifies again. */
    RAISED,
    /** Something beside its state changed: acknowledged, stale, severity. */
    UPDATED,
    RESOLVED
}
