// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.monitor;

import io.arxsvgx.telemetry.cli.shell.CliException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The parser of durations on the command line. */
final class DurationOption {
    private static final double MAX_SECONDS = 31_536_000;

    private DurationOption() {}

    /** The duration of a command; null for no limit. */
    static @Nullable Duration duration(@Nullable Double seconds) {
        return seconds == null ? null : of("--duration", seconds);
    }

    /** A duration above zero. */
    static Duration of(String option, double seconds) {
        if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
            throw CliException.usage(option + ": expected seconds above 0 and at most a year, got " + seconds);
        }
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
