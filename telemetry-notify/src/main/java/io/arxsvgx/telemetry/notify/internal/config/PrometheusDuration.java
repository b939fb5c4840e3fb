// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.config;

import io.arxsvgx.telemetry.text.ForeignText;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations in the notation of Prometheus, such as {@code 1h30m}: whole numbers with the units y (365 days), w, d, h, m, s
 * and ms, each at most once and in this order; {@code 0} needs no unit.
 */
public final class PrometheusDuration {
    private static final Pattern SYNTAX =
            Pattern.compile("(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
    private static final long[] UNIT_MILLIS = {
        365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000, 1
    };
    private static final int WEEKS = 1;
    /** Prometheus counts in nanoseconds of 64 bits. */
    private static final long MAX_MILLIS = Long.MAX_VALUE / 1_000_000;

    private PrometheusDuration() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException if the text is not a duration
     */
    public static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher matcher = SYNTAX.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw new IllegalArgumentException(
                    "expected a duration such as 30s, 5m or 1h30m, got " + ForeignText.quote(text));
        }
        try {
            return Duration.ofMillis(millis(matcher));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("duration out of range: " + ForeignText.quote(text), e);
        }
    }

    private static long millis(Matcher matcher) {
        long sum = 0;
        for (int i = 0; i < UNIT_MILLIS.length; i++) {
            String number = matcher.group(i + 1);
            if (number != null) {
                sum = Math.addExact(sum, Math.multiplyExact(Long.parseLong(number), UNIT_MILLIS[i]));
            }
        }
        if (sum > MAX_MILLIS) {
            throw new ArithmeticException("more than 64 bits of nanoseconds");
        }
        return sum;
    }

    /** Formats a duration as Prometheus does: years and weeks only where nothing remains. Below a millisecond is cut. */
    public static String format(Duration duration) {
        long rest = duration.toMillis();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < UNIT_MILLIS.length; i++) {
            if (i > WEEKS || rest % UNIT_MILLIS[i] == 0) {
                long number = rest / UNIT_MILLIS[i];
                rest -= number * UNIT_MILLIS[i];
                text.append(number > 0 ? number + UNITS[i] : "");
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }
}
