// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.pattern.FailurePattern;

/** Who passes alerts and patterns on to subscribers. Must not block. */
public interface AlertListener {
    /** An alert took a step. */
    void alert(Alert alert);

    /** A pattern was reported. */
    void pattern(FailurePattern pattern);
}
