// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.demo;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;

/** Formats of numbers for display. */
public final class DemoFigures {
    private static final MathContext FOUR_DIGITS = new MathContext(4);
    private static final int SHOWN = 8;

    private DemoFigures() {}

    /**
     * Shortens a number.
     *
     * @param value any number
     * @return at most four significant digits, or a whole number; without an exponent
     */
    public static String brief(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = Math.abs(value) >= 1000
                ? BigDecimal.valueOf(Math.rint(value))
                : BigDecimal.valueOf(value).round(FOUR_DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** Returns the newest of a list of values, oldest first. */
    static String newest(List<Double> values) {
        int from = Math.max(0, values.size() - SHOWN);
        String shown = values.subList(from, values.size()).stream()
                .map(DemoFigures::brief)
                .collect(Collectors.joining(" "));
        return from == 0 ? shown : "... " + shown;
    }
}
