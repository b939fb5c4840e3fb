// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.crossing;

import java.util.Arrays;
import java.util.List;

/** The comparison of a forecast with the limit of a {@code forecast} rule. Immutable. */
public enum CrossingOperator {
    /** The forecast is above the limit. */
    ABOVE(">", "<=", true, false),
    /** The forecast is above or equal to the limit. */
    AT_LEAST(">=", "<", true, true),
    /** The forecast is below the limit. */
    BELOW("<", ">=", false, false),
    /** The forecast is below or equal to the limit. */
    AT_MOST("<=", ">", false, true);

    private final String symbol;
    private final String opposite;
    private final boolean isUpper;
    private final boolean allowsEqual;

    CrossingOperator(String symbol, String opposite, boolean isUpper, boolean allowsEqual) {
        this.symbol = symbol;
        this.opposite = opposite;
        this.isUpper = isUpper;
        this.allowsEqual = allowsEqual;
    }

    /** Returns the operators as rules write them. */
    public static List<String> symbols() {
        return Arrays.stream(values()).map(CrossingOperator::symbol).toList();
    }

    /** Returns the operator that a rule writes as one of {@link #symbols}. */
    public static CrossingOperator of(String symbol) {
        return Arrays.stream(values())
                .filter(operator -> operator.symbol.equals(symbol))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("operator: expected one of " + symbols() + ", got " + symbol));
    }

    /** Returns the operator as rules write it. */
    public String symbol() {
        return symbol;
    }

    /** Returns the comparison that is true where this one is false. */
    String opposite() {
        return opposite;
    }

    /** Returns 1 if values above the limit compare so, -1 if values below. */
    int sign() {
        return isUpper ? 1 : -1;
    }

    boolean holds(double value, double limit) {
        return (isUpper ? value > limit : value < limit) || (allowsEqual && value == limit);
    }
}
