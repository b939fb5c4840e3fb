// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.threshold;

import java.util.Arrays;
import java.util.List;

/** The comparison of a value or a figure with the limit of a rule. */
public enum Operator {
    GREATER(">") {
        @Override
        public boolean holds(double value, double limit) {
            return value > limit;
        }
    },
    GREATER_OR_EQUAL(">=") {
        @Override
        public boolean holds(double value, double limit) {
            return value >= limit;
        }
    },
    LESS("<") {
        @Override
        public boolean holds(double value, double limit) {
            return value < limit;
        }
    },
    LESS_OR_EQUAL("<=") {
        @Override
        public boolean holds(double value, double limit) {
            return value <= limit;
        }
    },
    EQUAL("==") {
        @Override
        public boolean holds(double value, double limit) {
            return value == limit;
        }
    },
    NOT_EQUAL("!=") {
        @Override
        public boolean holds(double value, double limit) {
            return value != limit;
        }
    };

    private static final Operator[] ALL = values();

    /** The operator in rules. */
    public final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    public abstract boolean holds(double value, double limit);

    /** The symbol of the comparison that is true where this one is false. */
    public String opposite() {
        return switch (this) {
            case GREATER -> LESS_OR_EQUAL.symbol;
            case GREATER_OR_EQUAL -> LESS.symbol;
            case LESS -> GREATER_OR_EQUAL.symbol;
            case LESS_OR_EQUAL -> GREATER.symbol;
            case EQUAL -> NOT_EQUAL.symbol;
            case NOT_EQUAL -> EQUAL.symbol;
        };
    }

    /** Whether values above the limit breach. */
    public boolean isUpper() {
        return this == GREATER || this == GREATER_OR_EQUAL;
    }

    /** Whether values below the limit breach. */
    public boolean isLower() {
        return this == LESS || this == LESS_OR_EQUAL;
    }

    public static List<String> symbols() {
        return Arrays.stream(values()).map(operator -> operator.symbol).toList();
    }

    public static Operator of(String symbol) {
        for (Operator operator : ALL) {
            if (operator.symbol.equals(symbol)) {
                return operator;
            }
        }
        throw new IllegalArgumentException("operator: expected one of " + symbols() + ", got " + symbol);
    }
}
