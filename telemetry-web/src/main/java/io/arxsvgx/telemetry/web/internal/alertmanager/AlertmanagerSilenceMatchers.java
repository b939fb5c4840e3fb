// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.alertmanager;

import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.GlobPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Converts matchers between Alertmanager and silences, whose matchers are patterns with {@code *} by key; a key {@code
 * labels.NAME} may end in {@code !=}, {@code =~} or {@code !~}.
 */
final class AlertmanagerSilenceMatchers {
    private static final String LABELS = "labels.";
    private static final String LABEL = "label.";
    private static final List<String> OPERATORS = List.of("!=", "=~", "!~");
    private static final Map<String, String> KEYS_BY_LABEL =
            Map.of("alertname", "rule_id", "source", "source", "type", "type", "severity", "severity");
    private static final String META = "\\.+*?()|[]{}^$";

    private AlertmanagerSilenceMatchers() {}

    /**
     * Returns the matchers of a silence.
     *
     * @param names returns the name of a label that is meant by a name in Alertmanager's notation
     * @throws IllegalArgumentException if a silence cannot have them
     */
    static Map<String, String> toSilence(List<AlertmanagerMatcher> matchers, UnaryOperator<String> names) {
        Map<String, String> all = new LinkedHashMap<>();
        for (AlertmanagerMatcher matcher : matchers) {
            add(all, matcher, names.apply(matcher.name()));
        }
        return all;
    }

    private static void add(Map<String, String> all, AlertmanagerMatcher matcher, String name) {
        String value = matcher.value();
        boolean isRegex = matcher.isRegex();
        boolean isEqual = matcher.isEqual();
        if (!isRegex && ((value.isEmpty() && isEqual) || !GlobPattern.isExact(value))) {
            // a silence has no empty pattern, and * has a meaning in one
            value = quoted(value);
            isRegex = true;
        }
        String key = key(name, value, isRegex, isEqual);
        String before = all.putIfAbsent(key, value);
        if (before == null || before.equals(value)) {
            return;
        }
        if (isEqual) {
            throw new IllegalArgumentException("two matchers " + ForeignText.quote(key)
                    + ": expected one of them, since a label has one value; join expressions by |");
        }
        String other = isRegex ? value : quoted(value);
        all.merge(LABELS + name + "!~", other, (one, two) -> "(?:" + one + ")|(?:" + two + ")");
    }

    private static String key(String name, String value, boolean isRegex, boolean isEqual) {
        if (isRegex || !isEqual) {
            return LABELS + name + (isEqual ? "=~" : isRegex ? "!~" : "!=");
        }
        String own = KEYS_BY_LABEL.get(name);
        return own == null || !Silence.problems(Map.of(own, value)).isEmpty() ? LABELS + name : own;
    }

    /** Returns the matchers of a silence in Alertmanager's notation, in its order. */
    static List<AlertmanagerMatcher> of(Silence silence) {
        List<AlertmanagerMatcher> all = new ArrayList<>();
        silence.matchers().forEach((key, value) -> all.add(of(key, value)));
        return all;
    }

    private static AlertmanagerMatcher of(String key, String value) {
        String operator = key.startsWith(LABELS)
                ? OPERATORS.stream().filter(key::endsWith).findFirst().orElse("=")
                : "=";
        String name = AlertmanagerNames.valid(name(key, operator));
        boolean isEqual = operator.startsWith("=");
        if (!operator.endsWith("~")) {
            boolean isExact = GlobPattern.isExact(value);
            return AlertmanagerMatcher.of(name, isExact ? value : expression(value), !isExact, isEqual);
        }
        String literal = literal(value);
        boolean isFromText = value.isEmpty() || !GlobPattern.isExact(literal);
        return AlertmanagerMatcher.of(name, isFromText ? literal : value, !isFromText, isEqual);
    }

    private static String name(String key, String operator) {
        if (key.startsWith(LABELS)) {
            int end = key.length() - (operator.equals("=") ? 0 : operator.length());
            return key.substring(LABELS.length(), end);
        }
        if (key.startsWith(LABEL)) {
            return key.substring(LABEL.length());
        }
        return key.equals("rule_id") ? "alertname" : key;
    }

    /** Returns an expression that matches the text alone. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted.append(META.indexOf(c) < 0 ? "" : "\\").append(c);
        }
        return quoted.toString();
    }

    /** Returns the text that an expression of {@link #quoted} matches; the empty text for any other expression. */
    private static String literal(String expression) {
        String text = expression.replaceAll("\\\\(.)", "$1");
        return quoted(text).equals(expression) ? text : "";
    }

    private static String expression(String pattern) {
        StringBuilder expression = new StringBuilder();
        for (String part : pattern.split("(?=\\*)|(?<=\\*)", -1)) {
            expression.append(part.equals("*") ? ".*" : quoted(part));
        }
        return expression.toString();
    }
}
