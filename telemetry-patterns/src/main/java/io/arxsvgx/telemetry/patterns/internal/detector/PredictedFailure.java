// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.detector;

import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.MaintenanceAlert;
import java.time.Instant;
import java.util.List;

/** A predicted time of failure of a component, with recommended actions. Immutable. */
public record PredictedFailure(MaintenanceAlert.Level level, Instant at, double risk, List<String> actions) {
    /** Returns the maintenance alert of a pattern that predicts this failure. */
    MaintenanceAlert alert(FailurePattern pattern) {
        return new MaintenanceAlert(
                pattern.source(),
                level,
                at,
                pattern.confidence(),
                risk,
                pattern.description(),
                actions,
                pattern.timestamp());
    }
}
