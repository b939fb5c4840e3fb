// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.bearing;

import java.util.List;
import java.util.Optional;

/**
 * The life of a machine, and the predictions during it. Immutable.
 *
 * @param failed the minute in which the bearing failed
 * @param warnings the predictions before and after the last maintenance, oldest first
 */
record Life(int failed, List<Warning> warnings) {
    /** The minutes until patterns of the previous bearing have ended. */
    private static final int SETTLED = 30;

    /** Returns the first warning of the last bearing. */
    Optional<Warning> first() {
        return warnings.stream()
                .filter(warning -> warning.minute() > Watch.MAINTENANCE + SETTLED)
                .findFirst();
    }

    /** Returns the warning at a share of the last bearing's life. */
    Optional<Warning> at(double share) {
        double minute = Watch.MAINTENANCE + share * (failed - Watch.MAINTENANCE);
        return warnings.stream().filter(warning -> warning.minute() >= minute).findFirst();
    }
}
