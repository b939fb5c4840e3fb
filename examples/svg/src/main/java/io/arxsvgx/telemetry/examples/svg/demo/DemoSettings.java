// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.demo;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a demo runs. Immutable.
 *
 * @param length how long, from first line to last; 1 s to 55 s
 * @param seed what everything random depends on
 * @param rewritesProgress whether progress is one line that is rewritten, as a terminal allows, or a line every 2 s
 */
public record DemoSettings(Duration length, long seed, boolean rewritesProgress) {
    /** The system property that bounds a demo's time. */
    public static final String SECONDS = "demo.seconds";

    private static final Duration MAX_DURATION = Duration.ofSeconds(55);
    private static final int DEFAULT_SECONDS = 24;
    private static final long SEED = 2;

    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public DemoSettings {
        if (length.compareTo(Duration.ofSeconds(1)) < 0 || length.compareTo(MAX_DURATION) > 0) {
            throw new IllegalArgumentException("length is " + length + "; it takes 1 s to 55 s");
        }
    }

    /**
     * Reads the value of {@value #SECONDS}. Any whole number from 1 on is a bound; above 55, a run of 55 s keeps it.
     *
     * @param seconds the property's value; null, when it is not set, gives 24 s
     * @param rewritesProgress whether progress is one line that is rewritten
     * @return the settings
     * @throws IllegalArgumentException if the value is anything else; the message is one line and says what is allowed
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
                    SECONDS + " is \"" + seconds + "\"; it takes a whole number of seconds, 1 or more");
        }
        String digits = seconds.replaceFirst("^0+", "");
        return digits.length() > 2
                ? MAX_DURATION.toSeconds()
                : Math.min(MAX_DURATION.toSeconds(), Long.parseLong(digits));
    }
}
