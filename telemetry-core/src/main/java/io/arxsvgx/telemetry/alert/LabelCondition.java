// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import io.arxsvgx.telemetry.text.BoundedRegex;
import io.arxsvgx.telemetry.text.GlobPattern;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A condition of a silence on a label, given by the end of the matcher's name: {@code labels.NAME} with a pattern with
 * {@code *}, {@code labels.NAME!=} with its opposite, {@code labels.NAME=~} with a regular expression that has to match the
 * whole value, {@code labels.NAME!~} with its opposite. Immutable.
 */
record LabelCondition(String name, Operator operator) {
    private static final int MAX_EXPRESSION = 1_000;
    private static final int MAX_CACHED = 10_000;
    private static final Map<String, BoundedRegex> EXPRESSIONS = new ConcurrentHashMap<>();

    /** How the value of a label is compared. */
    enum Operator {
        EQUAL(""),
        NOT_EQUAL("!="),
        MATCH("=~"),
        NO_MATCH("!~");

        private final String suffix;

        Operator(String suffix) {
            this.suffix = suffix;
        }

        boolean isExpression() {
            return this == MATCH || this == NO_MATCH;
        }
    }

    /** Reads the part of a matcher's name after {@code labels.}. */
    static LabelCondition of(String text) {
        for (Operator operator : Operator.values()) {
            if (!operator.suffix.isEmpty() && text.endsWith(operator.suffix)) {
                return new LabelCondition(text.substring(0, text.length() - operator.suffix.length()), operator);
            }
        }
        return new LabelCondition(text, Operator.EQUAL);
    }

    /** Returns why the value cannot be compared with; null if it can. */
    @Nullable
    String problem(String value) {
        if (!operator.isExpression()) {
            return null;
        }
        if (value.length() > MAX_EXPRESSION) {
            return "expected a regular expression of at most " + MAX_EXPRESSION + " characters, got " + value.length();
        }
        try {
            BoundedRegex.compile(value);
            return null;
        } catch (PatternSyntaxException e) {
            return "expected a regular expression: " + e.getDescription() + " near index " + e.getIndex();
        }
    }

    /** Returns whether an alert fulfils it; one whose expression takes too long covers no alert. */
    boolean matches(Alert alert, String value) {
        try {
            return matches(AlertLabels.value(alert, name), value);
        } catch (BoundedRegex.TooSlowException e) {
            return false;
        }
    }

    private boolean matches(String label, String value) {
        return switch (operator) {
            case EQUAL -> GlobPattern.matches(value, label);
            case NOT_EQUAL -> !GlobPattern.matches(value, label);
            case MATCH -> isMatched(value, label);
            case NO_MATCH -> !isMatched(value, label);
        };
    }

    private static boolean isMatched(String expression, String label) {
        if (EXPRESSIONS.size() > MAX_CACHED) {
            EXPRESSIONS.clear();
        }
        return EXPRESSIONS.computeIfAbsent(expression, BoundedRegex::compile).matches(label);
    }
}
