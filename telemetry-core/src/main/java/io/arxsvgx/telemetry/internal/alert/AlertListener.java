// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.pattern.FailurePattern;

/** A receiver of alerts and patterns for subscribers. Must not block. */
public interface AlertListener {
    /** Receives an alert after a state change. */
    void alert(Alert alert);

    /** Receives a reported pattern. */
    void pattern(FailurePattern pattern);
}
