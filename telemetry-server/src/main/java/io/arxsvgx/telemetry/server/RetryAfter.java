// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** A parser of the header {@code Retry-After}: seconds or a date. */
final class RetryAfter {
    /** The maximum delay; a receiver that asks for more is called again after this time. */
    static final Duration MAX = Duration.ofHours(1);

    private RetryAfter() {}

    /**
     * Returns the delay before the next call.
     *
     * @param header the header's value
     * @param now the wall clock
     * @return from zero to {@link #MAX}; null if the header is neither seconds nor a date
     */
    static @Nullable Duration parse(String header, Instant now) {
        String text = header.strip();
        if (text.matches("[0-9]+")) {
            // more than nine digits are more than an hour
            return text.length() > 9 ? MAX : bounded(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return bounded(Duration.between(now, date));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(MAX) > 0 ? MAX : wait;
    }
}
