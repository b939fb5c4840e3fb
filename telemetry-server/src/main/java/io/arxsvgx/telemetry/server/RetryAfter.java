// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}: seconds or a date. */
final class RetryAfter {
    /** A receiver that asks for more is tried again after this. */
    static final Duration MAX = Duration.ofHours(1);

    private RetryAfter() {}

    /**
     * How long to wait.
     *
     * @param header the header's value
     * @param now the wall clock
     * @return from zero to {@link #MAX}; null if it is neither seconds nor a date
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
