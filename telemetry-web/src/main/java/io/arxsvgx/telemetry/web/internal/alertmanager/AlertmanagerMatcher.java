// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.alertmanager;

import io.arxsvgx.telemetry.text.BoundedRegex;
import io.arxsvgx.telemetry.text.ForeignText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A matcher of a label, as Alertmanager has it: an expression must match the whole value. Immutable. */
final class AlertmanagerMatcher {
    private static final Pattern SYNTAX =
            Pattern.compile("\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(=~|!=|!~|=)\\s*(.*)", Pattern.DOTALL);
    private static final int MAX_VALUE_LENGTH = 10_000;

    private final String name;
    private final String value;
    private final boolean isEqual;
    private final @Nullable BoundedRegex expression;

    private AlertmanagerMatcher(String name, String value, boolean isEqual, @Nullable BoundedRegex expression) {
        this.name = name;
        this.value = value;
        this.isEqual = isEqual;
        this.expression = expression;
    }

    /**
     * Returns a matcher.
     *
     * @throws IllegalArgumentException if the value is an expression with an error, or is too long
     */
    static AlertmanagerMatcher of(String name, String value, boolean isRegex, boolean isEqual) {
        if (value.length() > MAX_VALUE_LENGTH) {
            throw new IllegalArgumentException("matcher " + ForeignText.quote(name) + ": expected a value of at most "
                    + MAX_VALUE_LENGTH + " characters");
        }
        return new AlertmanagerMatcher(name, value, isEqual, isRegex ? compiled(name, value) : null);
    }

    private static BoundedRegex compiled(String name, String value) {
        try {
            return BoundedRegex.compile(value);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "matcher " + ForeignText.quote(name) + ": expected a regular expression, got "
                            + ForeignText.quote(value) + ": " + e.getDescription(),
                    e);
        }
    }

    /**
     * Reads a matcher such as {@code severity=~"warning|critical"}; the quotes are optional.
     *
     * @throws IllegalArgumentException if it has an error
     */
    static AlertmanagerMatcher parse(String text) {
        Matcher parts = SYNTAX.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "expected a matcher such as severity=\"critical\", got " + ForeignText.quote(text));
        }
        String operator = parts.group(2);
        String value = unquoted(parts.group(3).strip(), text);
        return of(parts.group(1), value, operator.endsWith("~"), operator.startsWith("="));
    }

    private static String unquoted(String given, String matcher) {
        boolean isQuoted = given.startsWith("\"");
        StringBuilder value = new StringBuilder();
        boolean isClosed = !isQuoted;
        for (int i = isQuoted ? 1 : 0; i < given.length(); i++) {
            char c = given.charAt(i);
            if (c == '\\' && i + 1 < given.length()) {
                value.append(unescaped(given.charAt(++i)));
            } else if (c != '"') {
                value.append(c);
            } else if (isQuoted && i == given.length() - 1) {
                isClosed = true;
            } else {
                throw new IllegalArgumentException(
                        "matcher " + ForeignText.quote(matcher) + ": expected quotes within a value to be escaped");
            }
        }
        if (!isClosed) {
            throw new IllegalArgumentException(
                    "matcher " + ForeignText.quote(matcher) + ": expected quotes at the end");
        }
        return value.toString();
    }

    private static String unescaped(char escaped) {
        return switch (escaped) {
            case 'n' -> "\n";
            case '"', '\\' -> String.valueOf(escaped);
            default -> "\\" + escaped;
        };
    }

    String name() {
        return name;
    }

    String value() {
        return value;
    }

    boolean isRegex() {
        return expression != null;
    }

    boolean isEqual() {
        return isEqual;
    }

    /**
     * Returns whether the matcher matches a value of its label; the empty text if an alert does not have the label.
     *
     * @throws IllegalArgumentException if its expression takes too long
     */
    boolean matches(String text) {
        try {
            boolean isMatch = expression == null ? value.equals(text) : expression.matches(text);
            return isMatch == isEqual;
        } catch (BoundedRegex.TooSlowException e) {
            throw new IllegalArgumentException(
                    "matcher " + ForeignText.quote(name) + ": the expression takes too long to evaluate", e);
        }
    }

    @Override
    public String toString() {
        return name + (isEqual ? "=" : "!") + (isRegex() ? "~" : isEqual ? "" : "=") + '"' + value + '"';
    }
}
