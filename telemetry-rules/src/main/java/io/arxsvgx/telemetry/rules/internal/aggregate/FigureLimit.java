// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.internal.group.NumberFormatting;
import io.arxsvgx.telemetry.rules.internal.threshold.Operator;

/** The limit of a figure. Immutable. */
record FigureLimit(Operator operator, double value) {
    static FigureLimit of(AlertRule rule, Parameter value) {
        return new FigureLimit(Operator.of(WindowParameters.OPERATOR.text(rule)), value.number(rule));
    }

    boolean isBreached(double figure) {
        return operator.holds(figure, value);
    }

    /** Returns a comparison in words, such as {@code 82.5 > 80.0}. */
    String compared(double figure) {
        String symbol = isBreached(figure) ? operator.symbol : operator.opposite();
        return NumberFormatting.measured(NumberFormatting.finite(figure), value) + " " + symbol + " " + value;
    }
}
