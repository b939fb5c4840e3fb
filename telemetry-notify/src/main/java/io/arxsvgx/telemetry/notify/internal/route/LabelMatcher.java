// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.route;

import io.arxsvgx.telemetry.text.BoundedRegex;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the value of a label, of which one that is missing is empty. Regular expressions have the syntax of RE2,
 * match the whole value, and take time in proportion to its length. Immutable.
 */
public final class LabelMatcher implements Comparable<LabelMatcher> {
    static final Comparator<String> BY_BYTES =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    private static final java.util.regex.Pattern LIST_OF_TEXTS = java.util.regex.Pattern.compile("[a-zA-Z0-9_ |-]*");
    private static final Comparator<LabelMatcher> ORDER = Comparator.comparing(LabelMatcher::name, BY_BYTES)
            .thenComparing(LabelMatcher::value, BY_BYTES)
            .thenComparing(LabelMatcher::operator);

    /** The comparison of a label's value. */
    public enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        REGEX("=~"),
        NOT_REGEX("!~");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /** Returns the operator of a sign. */
        static Operator of(String sign) {
            return Arrays.stream(values())
                    .filter(one -> one.sign.equals(sign))
                    .findFirst()
                    .orElseThrow();
        }

        boolean isRegex() {
            return this == REGEX || this == NOT_REGEX;
        }

        boolean isNegative() {
            return this == NOT_EQUAL || this == NOT_REGEX;
        }
    }

    private final String name;
    private final Operator operator;
    private final String value;
    /** All values that match, if the value is text or a regular expression that only lists texts. */
    private final Set<String> texts;

    private final @Nullable LabelRegex regex;

    /**
     * Creates a matcher.
     *
     * @throws IllegalArgumentException if the value is to be a regular expression and is none
     */
    public LabelMatcher(String name, Operator operator, String value) {
        this.name = name;
        this.operator = operator;
        this.value = value;
        this.regex = operator.isRegex() ? LabelRegex.of(value) : null;
        this.texts = regex == null ? Set.of(value) : listedTexts(value);
    }

    private static Set<String> listedTexts(String regex) {
        boolean isList = LIST_OF_TEXTS.matcher(regex).matches();
        return isList ? Set.copyOf(Arrays.asList(regex.split("\\|", -1))) : Set.of();
    }

    public String name() {
        return name;
    }

    public Operator operator() {
        return operator;
    }

    public String value() {
        return value;
    }

    /** Returns whether labels fulfil the condition; one whose expression takes too long is not fulfilled. */
    public boolean matches(Map<String, String> labels) {
        try {
            return accepts(labels.getOrDefault(name, "")) != operator.isNegative();
        } catch (BoundedRegex.TooSlowException e) {
            return false;
        }
    }

    private boolean accepts(String given) {
        return (regex == null || !texts.isEmpty()) ? texts.contains(given) : regex.matches(given);
    }

    /** Orders by name, value and operator, as Alertmanager sorts the matchers of a route. */
    @Override
    public int compareTo(LabelMatcher other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LabelMatcher matcher && ORDER.compare(this, matcher) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + value.hashCode()) + operator.sign.hashCode();
    }

    /** Returns it as it is written in a file, such as {@code severity="critical"}. */
    @Override
    public String toString() {
        String shownName = LabelNames.isClassic(name) ? name : quote(name);
        return shownName + operator.sign + quote(value);
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"") + '"';
    }
}
