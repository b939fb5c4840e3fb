// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import java.util.Map;

/** A comparison of figures with a limit: the parameters {@code operator} and {@code value}. */
record NaiveComparison(String operator, double limit) {
    /** A computed figure this near to the limit, but not equal to it, is not decided. */
    private static final double ACCURACY = 1e-9;

    static NaiveComparison of(Map<?, ?> parameters) {
        return new NaiveComparison(
                (String) parameters.get("operator"), NaiveCondition.number(parameters, "value", Double.NaN));
    }

    /** Compares a value of an event, exactly. */
    boolean holds(double value) {
        return switch (operator) {
            case ">" -> value > limit;
            case "<" -> value < limit;
            case ">=" -> value >= limit;
            case "<=" -> value <= limit;
            case "==" -> value == limit;
            case "!=" -> value != limit;
            default -> throw new IllegalArgumentException(operator);
        };
    }

    /** Compares a computed figure, which an implementation may round otherwise. */
    NaiveVerdict verdict(double figure) {
        if (figure != limit && Math.abs(figure - limit) <= ACCURACY * Math.max(1, Math.abs(limit))) {
            throw new UnspecifiedCaseException("a figure within the accuracy of its limit");
        }
        return NaiveVerdict.of(holds(figure));
    }
}
