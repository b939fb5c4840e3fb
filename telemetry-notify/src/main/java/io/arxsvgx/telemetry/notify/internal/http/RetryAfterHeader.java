// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** A parser of the header {@code Retry-After}: seconds or a date. */
public final class RetryAfterHeader {
    /** The maximum delay; a receiver that asks for more is called again after this time. */
    public static final Duration MAX = Duration.ofHours(1);

    private static final int MAX_DIGITS = 9;

    private RetryAfterHeader() {}

    /**
     * Returns the delay before the next call.
     *
     * @param now the wall clock
     * @return from zero to {@link #MAX}; null if the header is neither seconds nor a date
     */
    public static @Nullable Duration parse(String header, Instant now) {
        String text = header.strip();
        if (text.matches("[0-9]+")) {
            return text.length() > MAX_DIGITS ? MAX : bounded(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return bounded(Duration.between(now, date.toInstant()));
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
