// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.text;

import java.math.BigDecimal;
import java.math.MathContext;

/** The format of figures and durations in texts that explain a verdict. Thread-safe. */
public final class FigureFormatting {
    private static final MathContext DIGITS = new MathContext(4);
    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1000 * MILLISECOND;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private FigureFormatting() {}

    /** Returns a figure with four digits, such as {@code 82.15}. */
    public static String of(double figure) {
        return Double.toString(rounded(figure));
    }

    /** Returns a figure with four digits, or in full where they are those of the figure that it is compared with. */
    public static String of(double figure, double other) {
        double rounded = rounded(figure);
        return Double.toString(rounded == rounded(other) ? figure : rounded);
    }

    private static double rounded(double figure) {
        if (!Double.isFinite(figure)) {
            return figure;
        }
        double rounded = new BigDecimal(figure).round(DIGITS).doubleValue();
        return Double.isInfinite(rounded) ? figure : rounded;
    }

    /** Returns a duration in its two largest units, such as {@code 12 min 30 s}; below a second in milliseconds. */
    public static String duration(long nanos) {
        if (nanos < SECOND) {
            return (nanos + MILLISECOND - 1) / MILLISECOND + " ms";
        }
        if (nanos < MINUTE) {
            return nanos / SECOND + " s";
        }
        if (nanos < HOUR) {
            return inUnits(nanos, MINUTE, "min", SECOND, "s");
        }
        return nanos < DAY ? inUnits(nanos, HOUR, "h", MINUTE, "min") : inUnits(nanos, DAY, "d", HOUR, "h");
    }

    private static String inUnits(long nanos, long large, String largeName, long small, String smallName) {
        long rest = nanos % large / small;
        return nanos / large + " " + largeName + (rest == 0 ? "" : " " + rest + " " + smallName);
    }
}
