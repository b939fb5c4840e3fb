// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.monitor;

import io.arxsvgx.telemetry.cli.shell.CliException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Times on the command line. */
final class DurationOption {
    private static final double MAX_SECONDS = 31_536_000;

    private DurationOption() {}

    /** How long a command runs; null for as long as the user lets it. */
    static @Nullable Duration duration(@Nullable Double seconds) {
        return seconds == null ? null : of("--duration", seconds);
    }

    /** A time above zero. */
    static Duration of(String option, double seconds) {
        if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
            throw CliException.usage(option + " is " + seconds + "; it takes seconds above 0, up to a year");
        }
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
