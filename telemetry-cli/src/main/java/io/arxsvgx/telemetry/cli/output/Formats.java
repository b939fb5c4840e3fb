// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The format of numbers and times for people. */
public final class Formats {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private Formats() {}

    /**
     * Formats a whole number.
     *
     * @param number the number
     * @return the number with commas between thousands
     */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /**
     * Formats a number of things.
     *
     * @param number the number
     * @param one the singular, whose plural ends in s
     * @return for example {@code 1 event}, {@code 1,200 events}
     */
    public static String count(long number, String one) {
        return count(number) + " " + one + (number == 1 ? "" : "s");
    }

    /**
     * Formats a number of a document.
     *
     * @param node the number
     * @return at most six significant digits; a dash if there is none
     */
    public static String number(JsonNode node) {
        if (!node.isNumber()) {
            return "-";
        }
        double value = node.doubleValue();
        if (node.isIntegralNumber() || (value == Math.rint(value) && Math.abs(value) < 1e15)) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return new java.math.BigDecimal(value)
                .round(new java.math.MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    /**
     * Formats a time of a document.
     *
     * @param node the time
     * @return the time in the time zone of the machine, to the second; a dash if there is none
     */
    public static String time(JsonNode node) {
        return node.isTextual() ? time(Instant.parse(node.textValue())) : "-";
    }

    /**
     * Formats a time of a document as the time of day.
     *
     * @param node the time
     * @return the time in the time zone of the machine, to the second; a dash if there is none
     */
    public static String clock(JsonNode node) {
        return node.isTextual() ? CLOCK.format(Instant.parse(node.textValue()).atZone(ZoneId.systemDefault())) : "-";
    }

    /**
     * Formats a time.
     *
     * @param time the time
     * @return the time in the time zone of the machine, to the second
     */
    public static String time(Instant time) {
        return TIME.format(time.atZone(ZoneId.systemDefault()));
    }

    /**
     * Formats a duration.
     *
     * @param time the duration
     * @return for example {@code 0.4 s}, {@code 2 min 10 s}
     */
    public static String duration(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /**
     * Wraps a text.
     *
     * @param text the text
     * @param width the maximum length of a line; less than 1 counts as 1
     * @return one line or more, broken between words, and within a word only if it is longer than a line
     */
    public static List<String> broken(String text, int width) {
        int most = Math.max(1, width);
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > most) {
            int blank = rest.lastIndexOf(' ', most);
            int end = blank > 0 ? blank : most;
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    /**
     * Computes a rate.
     *
     * @param count the number
     * @param time the time
     * @return the number per second
     */
    public static long rate(long count, Duration time) {
        return Math.round(count / Math.max(1e-3, time.toNanos() / 1e9));
    }
}
