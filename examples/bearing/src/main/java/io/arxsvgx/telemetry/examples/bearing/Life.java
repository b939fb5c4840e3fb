// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.bearing;

import java.util.List;
import java.util.Optional;

/**
 * A machine's life, and what was said of it. Immutable.
 *
 * @param failed the minute in which the bearing failed
 * @param warnings what was said since the last maintenance and before, oldest first
 */
record Life(int failed, List<Warning> warnings) {
    /** How many minutes it takes until what was said of the bearing before is over. */
    private static final int SETTLED = 30;

    /** The first warning of the last bearing. */
    Optional<Warning> first() {
        return warnings.stream()
                .filter(warning -> warning.minute() > Watch.MAINTENANCE + SETTLED)
                .findFirst();
    }

    /** What was said when so large a share of the last bearing's life was over. */
    Optional<Warning> at(double share) {
        double minute = Watch.MAINTENANCE + share * (failed - Watch.MAINTENANCE);
        return warnings.stream().filter(warning -> warning.minute() >= minute).findFirst();
    }
}
