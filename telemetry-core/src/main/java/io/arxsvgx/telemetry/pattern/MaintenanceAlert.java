// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.pattern;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a component wants maintenance before it fails. Immutable.
 *
 * @param component the component, mostly a source
 * @param level how urgent
 * @param predictedFailure when it is expected to fail; null where no time can be told
 * @param confidence 0 to 1
 * @param riskScore 0 to 1
 * @param description one sentence for people
 * @param recommendedActions what to do
 * @param timestamp when it was found
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

    /** How urgent maintenance is, from least to most. Immutable. */
    public enum Level {
        /** Worth knowing. */
        INFO,
        /** Plan it. */
        WARNING,
        /** Do it soon. */
        CRITICAL,
        /** Do it now. */
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
