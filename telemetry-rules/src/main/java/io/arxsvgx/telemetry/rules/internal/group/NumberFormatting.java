// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.group;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The format of numbers in texts that explain a verdict. Thread-safe. */
public final class NumberFormatting {
    private static final int SHORT = 4;
    private static final int MEASURED = 6;
    private static final double EXACT = 0x1p53;
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private NumberFormatting() {}

    /** A figure in short, or in full where its short form equals that of the limit. */
    public static String of(double figure, double limit) {
        double rounded = rounded(figure);
        return Double.toString(Math.abs(rounded) == rounded(limit) ? figure : rounded);
    }

    /** A limit in short, or in full where its short form equals that of the figure. */
    public static String limit(double limit, double figure) {
        double rounded = rounded(limit);
        return Double.toString(Math.abs(rounded(figure)) == rounded ? limit : rounded);
    }

    /** A figure in short, independent of any limit. */
    public static String of(double figure) {
        return Double.toString(rounded(figure));
    }

    /**
     * A measured value: a whole number unchanged, others to six digits, or in full where six digits change the comparison
     * with the limit.
     */
    public static String measured(double value, double limit) {
        double rounded = value == Math.rint(value) ? value : rounded(value, places(value, MEASURED));
        return Double.toString(Double.compare(rounded, limit) == Double.compare(value, limit) ? rounded : value);
    }

    /** A figure compared with a limit on either side, such as {@code slope 0.82 > 0.5}. */
    public static String compared(String name, double figure, double limit, boolean beyond) {
        String shown = name + " " + of(figure, limit);
        String bound = limit(limit, figure);
        if (!beyond) {
            return shown + " within +/-" + bound;
        }
        return shown + (figure < 0 ? " < -" : " > ") + bound;
    }

    /** A centre and a spread; the centre is rounded to the last digit that is significant for the spread. */
    public static String band(double centre, double spread) {
        if (spread == 0) {
            return centre + " +/- 0.0";
        }
        int places = places(spread, 2);
        return rounded(centre, places) + " +/- " + rounded(spread, places);
    }

    /** The nearest finite number, since JSON has no infinite numbers. */
    public static double finite(double figure) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, figure));
    }

    private static double rounded(double figure) {
        return rounded(figure, places(figure, SHORT));
    }

    /** The number of decimals for a number of significant digits; negative for rounding before the decimal point. */
    private static int places(double figure, int digits) {
        return figure == 0 ? 0 : digits - 1 - (int) Math.floor(Math.log10(Math.abs(finite(figure))));
    }

    /** Rounds to a number of decimals, by exact powers of ten where possible, since the cost of an alert includes it. */
    private static double rounded(double figure, int places) {
        double shifted = places >= 0 ? figure * power(places) : figure / power(-places);
        if (Math.abs(places) < POWERS.length && Math.abs(shifted) < EXACT) {
            double whole = Math.rint(shifted);
            return places >= 0 ? whole / power(places) : whole * power(-places);
        }
        return finite(new BigDecimal(finite(figure))
                .setScale(places, RoundingMode.HALF_EVEN)
                .doubleValue());
    }

    private static double power(int ten) {
        return ten < POWERS.length ? POWERS[ten] : Double.POSITIVE_INFINITY;
    }
}
