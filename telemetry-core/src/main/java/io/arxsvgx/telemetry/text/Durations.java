// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

import java.math.BigDecimal;
import java.time.Duration;

/** The format of durations in messages. Thread-safe. */
public final class Durations {
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private Durations() {}

    /**
     * Formats a duration.
     *
     * @param duration the duration
     * @return seconds to three decimals, such as {@code 1.5 s}; below a second milliseconds, such as {@code 250 ms}
     */
    public static String format(Duration duration) {
        boolean isShort = duration.compareTo(ONE_SECOND) < 0;
        BigDecimal value = isShort
                ? BigDecimal.valueOf(duration.toNanos(), 6)
                : BigDecimal.valueOf(duration.toNanos() / 1_000_000, 3);
        return value.stripTrailingZeros().toPlainString() + (isShort ? " ms" : " s");
    }
}
