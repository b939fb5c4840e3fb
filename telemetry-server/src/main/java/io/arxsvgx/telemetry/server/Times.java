// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads times in requests: seconds since 1970, or ISO 8601, extended or basic, in UTC where no zone is given. Thread-safe. */
final class Times {
    private static final String EXPECTED = "a time such as 2026-01-31T12:00:00Z, or seconds since 1970";
    private static final Pattern ISO = Pattern.compile("(\\d{4})-?(\\d{2})-?(\\d{2})[Tt ](\\d{2}):?(\\d{2})"
            + "(?::?(\\d{2})(?:[.,](\\d{1,9}))?)?(Z|z|[+-]\\d{2}(?::?\\d{2})?)?");
    private static final BigDecimal END =
            BigDecimal.valueOf(Instant.parse("9999-12-31T23:59:59Z").getEpochSecond());
    /** From here on a number is rather meant in milliseconds: as seconds it is the year 5138. */
    private static final BigDecimal MILLISECONDS = BigDecimal.valueOf(100_000_000_000L);

    private Times() {}

    /** Reads a number or a text; the exception's message is what it takes instead. */
    static Instant read(JsonNode value) {
        if (value.isTextual()) {
            return parse(value.textValue());
        }
        if (!value.isNumber()) {
            throw new DateTimeException(EXPECTED);
        }
        BigDecimal seconds;
        try {
            seconds = value.decimalValue();
        } catch (NumberFormatException e) {
            throw new DateTimeException(EXPECTED, e);
        }
        if (seconds.compareTo(MILLISECONDS) >= 0) {
            throw new DateTimeException("seconds since 1970; this looks like milliseconds");
        }
        if (seconds.signum() < 0 || seconds.compareTo(END) > 0) {
            throw new DateTimeException(EXPECTED);
        }
        BigDecimal whole = seconds.setScale(0, RoundingMode.DOWN);
        BigDecimal nanos = seconds.subtract(whole).movePointRight(9).setScale(0, RoundingMode.DOWN);
        return Instant.ofEpochSecond(whole.longValueExact(), nanos.longValueExact());
    }

    private static Instant parse(String text) {
        Matcher parts = ISO.matcher(text);
        if (!parts.matches()) {
            throw new DateTimeException(EXPECTED);
        }
        try {
            String fraction = parts.group(7) == null ? "0" : parts.group(7);
            LocalDateTime time = LocalDateTime.of(
                    number(parts, 1),
                    number(parts, 2),
                    number(parts, 3),
                    number(parts, 4),
                    number(parts, 5),
                    parts.group(6) == null ? 0 : number(parts, 6),
                    Integer.parseInt((fraction + "00000000").substring(0, 9)));
            String zone = parts.group(8);
            return time.toInstant(zone == null ? ZoneOffset.UTC : ZoneOffset.of(zone.toUpperCase(Locale.ROOT)));
        } catch (DateTimeException e) {
            throw new DateTimeException(EXPECTED, e);
        }
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }
}
