// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers in words that explain a verdict. Thread-safe. */
final class Figures {
    private static final MathContext SHORT = new MathContext(4);
    private static final MathContext SPREAD = new MathContext(2);

    private Figures() {}

    /** A figure in short, or in full where the short form does not tell it from the limit. */
    static String of(double figure, double limit) {
        double rounded = rounded(figure);
        return Double.toString(Math.abs(rounded) == rounded(limit) ? figure : rounded);
    }

    /** A limit in short, or in full where the short form does not tell it from the figure. */
    static String limit(double limit, double figure) {
        double rounded = rounded(limit);
        return Double.toString(Math.abs(rounded(figure)) == rounded ? limit : rounded);
    }

    /** A figure compared with a limit on either side, such as {@code slope 0.82 > 0.5}. */
    static String compared(String name, double figure, double limit, boolean beyond) {
        String shown = name + " " + of(figure, limit);
        String bound = limit(limit, figure);
        if (!beyond) {
            return shown + " within +/-" + bound;
        }
        return shown + (figure < 0 ? " < -" : " > ") + bound;
    }

    /** A centre and a spread, the centre to the digit that the spread makes meaningful. */
    static String band(double centre, double spread) {
        if (spread == 0) {
            return centre + " +/- 0.0";
        }
        BigDecimal around = new BigDecimal(finite(spread)).round(SPREAD);
        BigDecimal shown = new BigDecimal(finite(centre)).setScale(around.scale(), RoundingMode.HALF_EVEN);
        return finite(shown.doubleValue()) + " +/- " + finite(around.doubleValue());
    }

    /** The nearest finite number, since a figure must be one that JSON can carry. */
    static double finite(double figure) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, figure));
    }

    private static double rounded(double figure) {
        return finite(new BigDecimal(figure).round(SHORT).doubleValue());
    }
}
