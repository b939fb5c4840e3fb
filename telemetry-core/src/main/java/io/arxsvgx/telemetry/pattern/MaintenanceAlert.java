// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.pattern;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recommendation to maintain a component before it fails. Immutable.
 *
 * @param component the component, usually a source
 * @param level the urgency
 * @param predictedFailure the expected time of the failure; null if it cannot be predicted
 * @param confidence 0 to 1
 * @param riskScore 0 to 1
 * @param description one sentence for people
 * @param recommendedActions the recommended actions
 * @param timestamp the time at which it was found
 */
public record MaintenanceAlert(
        String component,
        Level level,
        @Nullable Instant predictedFailure,
        double confidence,
        double riskScore,
        String description,
        List<String> recommendedActions,
        Instant timestamp) {

    /** The urgency of maintenance, in ascending order. Immutable. */
    public enum Level {
        /** No action is needed. */
        INFO,
        /** Maintenance should be planned. */
        WARNING,
        /** Maintenance is needed soon. */
        CRITICAL,
        /** Maintenance is needed immediately. */
        EMERGENCY
    }

    /**
     * Copies the actions.
     *
     * @param component as {@link #component()}
     * @param level as {@link #level()}
     * @param predictedFailure as {@link #predictedFailure()}
     * @param confidence as {@link #confidence()}
     * @param riskScore as {@link #riskScore()}
     * @param description as {@link #description()}
     * @param recommendedActions as {@link #recommendedActions()}
     * @param timestamp as {@link #timestamp()}
     */
    public MaintenanceAlert {
        recommendedActions = List.copyOf(recommendedActions);
    }
}
