// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.detector;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/** Formats of numbers and durations in descriptions. */
public final class ResultFormatting {
    private static final MathContext DIGITS = new MathContext(4);

    private ResultFormatting() {}

    /** Formats a number with four digits, such as {@code 82.15}. */
    public static String text(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return Math.abs(rounded.scale()) > 12 ? rounded.toString() : rounded.toPlainString();
    }

    /** Formats a duration in the largest suitable unit, such as {@code 3.5 hours}. */
    public static String text(Duration duration) {
        double seconds = duration.toNanos() / 1e9;
        if (seconds < 120) {
            return text(seconds) + " s";
        }
        if (seconds < 7200) {
            return text(seconds / 60) + " minutes";
        }
        return seconds < 172_800 ? text(seconds / 3600) + " hours" : text(seconds / 86_400) + " days";
    }
}
