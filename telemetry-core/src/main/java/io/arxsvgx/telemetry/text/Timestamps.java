// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parser of times in external data: seconds since 1970, or ISO 8601, extended or basic, with {@code T} or a blank
 * between date and time, in UTC if no offset is given. Thread-safe.
 */
public final class Timestamps {
    /** The accepted formats of a time, for a message. */
    public static final String EXPECTED =
            "seconds since 1970, or ISO 8601 such as 2026-01-31T12:00:00Z, within the years 1970 to 9999";

    private static final Pattern ISO = Pattern.compile("(\\d{4})-?(\\d{2})-?(\\d{2})[Tt ](\\d{2}):?(\\d{2})"
            + "(?::?(\\d{2})(?:[.,](\\d{1,9}))?)?(Z|z|[+-]\\d{2}(?::?\\d{2})?)?");
    /** Years outside of 0000 to 9999 have a sign. */
    private static final Pattern OTHER_YEAR = Pattern.compile("[+-]\\d{4,}-?\\d{2}-?\\d{2}[Tt ].*");

    private static final long END = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    /** A positive number with a smaller exponent counts as zero. */
    private static final int MIN_EXPONENT = -12;
    /** The minimum number of digits of a time in milliseconds, which is out of range in seconds. */
    private static final int MILLISECOND_DIGITS = 12;

    private static final String[] UNITS = {"milliseconds", "microseconds", "nanoseconds"};

    private Timestamps() {}

    /**
     * Returns whether a time is in the range of event times.
     *
     * @param time the time
     * @return true in the years 1970 to 9999
     */
    public static boolean isInRange(Instant time) {
        return time.getEpochSecond() >= 0 && time.getEpochSecond() <= END;
    }

    /**
     * Parses a text.
     *
     * @param text for example {@code 2026-01-31T12:00:00Z}, {@code 2026-01-31 13:00:00.5+0100}, {@code 20260131T120000Z}
     * @return the time
     * @throws DateTimeParseException if it is not a time; the message names the accepted formats
     * @throws DateTimeException if it is outside the years 1970 to 9999; the message names the accepted formats
     */
    public static Instant parse(String text) {
        Matcher parts = ISO.matcher(text);
        if (OTHER_YEAR.matcher(text).matches()) {
            throw new DateTimeException(EXPECTED);
        }
        if (!parts.matches()) {
            throw new DateTimeParseException(EXPECTED, text, 0);
        }
        Instant time;
        try {
            time = instant(parts);
        } catch (DateTimeException e) {
            throw new DateTimeParseException(EXPECTED, text, 0, e);
        }
        if (!isInRange(time)) {
            throw new DateTimeException(EXPECTED);
        }
        return time;
    }

    private static Instant instant(Matcher parts) {
        String fraction = parts.group(7) == null ? "0" : parts.group(7);
        LocalDateTime time = LocalDateTime.of(
                number(parts, 1),
                number(parts, 2),
                number(parts, 3),
                number(parts, 4),
                number(parts, 5),
                parts.group(6) == null ? 0 : number(parts, 6),
                Integer.parseInt((fraction + "00000000").substring(0, 9)));
        String offset = parts.group(8);
        return time.toInstant(offset == null ? ZoneOffset.UTC : ZoneOffset.of(offset.toUpperCase(Locale.ROOT)));
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    /**
     * Converts seconds since 1970.
     *
     * @param seconds seconds with decimals; digits below nanoseconds are dropped
     * @return the time
     * @throws DateTimeException if it is outside the years 1970 to 9999; the message names the accepted formats, with a
     *     hint if the number looks like milliseconds
     */
    public static Instant ofSeconds(BigDecimal seconds) {
        long digits = (long) seconds.precision() - seconds.scale();
        if (seconds.signum() == 0 || (seconds.signum() > 0 && digits < MIN_EXPONENT)) {
            return Instant.EPOCH;
        }
        if (seconds.signum() < 0
                || digits > MILLISECOND_DIGITS + 1
                || seconds.compareTo(BigDecimal.valueOf(END + 1)) >= 0) {
            String unit = seconds.signum() < 0 ? null : unit(digits);
            throw new DateTimeException(unit == null ? EXPECTED : "seconds since 1970, not " + unit);
        }
        BigDecimal whole = seconds.setScale(0, RoundingMode.DOWN);
        BigDecimal nanos = seconds.subtract(whole).movePointRight(9).setScale(0, RoundingMode.DOWN);
        return Instant.ofEpochSecond(whole.longValueExact(), nanos.longValueExact());
    }

    /**
     * Converts nanoseconds since 1970.
     *
     * @param nanos nanoseconds since 1970-01-01T00:00:00Z, negative before
     * @return the time
     */
    public static Instant ofNanos(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    private static @Nullable String unit(long digits) {
        long index = (digits - MILLISECOND_DIGITS) / 3;
        return digits >= MILLISECOND_DIGITS && index < UNITS.length ? UNITS[(int) index] : null;
    }
}
