// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.demo;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a demo. Immutable.
 *
 * @param length the time from the first line to the last; 1 s to 55 s
 * @param seed the seed of all random numbers
 * @param rewritesProgress true if progress is one line that is rewritten, as a terminal allows; false for a line every
 *     2 s
 */
public record DemoSettings(Duration length, long seed, boolean rewritesProgress) {
    /** The system property that limits a demo's time. */
    public static final String SECONDS = "demo.seconds";

    private static final Duration MAX_DURATION = Duration.ofSeconds(55);
    private static final int DEFAULT_SECONDS = 24;
    private static final long SEED = 2;

    /**
     * Creates settings.
     *
     * @throws IllegalArgumentException if the length is out of range
     */
    public DemoSettings {
        if (length.compareTo(Duration.ofSeconds(1)) < 0 || length.compareTo(MAX_DURATION) > 0) {
            throw new IllegalArgumentException("length: expected 1 s to 55 s, got " + length);
        }
    }

    /**
     * Reads the value of {@value #SECONDS}. Any whole number from 1 on is accepted; above 55, the run takes 55 s.
     *
     * @param seconds the property's value; null, if it is not set, gives 24 s
     * @param rewritesProgress true if progress is one line that is rewritten
     * @return the settings
     * @throws IllegalArgumentException if the value is anything else; the message is one line with the allowed values
     */
    public static DemoSettings of(@Nullable String seconds, boolean rewritesProgress) {
        return new DemoSettings(Duration.ofSeconds(bound(seconds)), SEED, rewritesProgress);
    }

    private static long bound(@Nullable String seconds) {
        if (seconds == null) {
            return DEFAULT_SECONDS;
        }
        if (!seconds.matches("0*[1-9][0-9]*")) {
            throw new IllegalArgumentException(
                    SECONDS + ": expected a whole number of seconds of at least 1, got \"" + seconds + "\"");
        }
        String digits = seconds.replaceFirst("^0+", "");
        return digits.length() > 2
                ? MAX_DURATION.toSeconds()
                : Math.min(MAX_DURATION.toSeconds(), Long.parseLong(digits));
    }
}
