// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.route;

import io.arxsvgx.telemetry.text.ForeignText;
import java.util.function.Predicate;

/**
 * A regular expression that matches the whole value of a label. It has the syntax of RE2 where the library RE2/J is present,
 * as on every class path. That library is no Java module, so a run-time image of modules lacks it; there Java's own
 * expressions are used, with a limit on the time of a match. Immutable.
 */
final class LabelRegex {
    private static final boolean HAS_RE2 = hasRe2();

    private final Predicate<String> matches;

    private LabelRegex(Predicate<String> matches) {
        this.matches = matches;
    }

    private static boolean hasRe2() {
        try {
            Class.forName("com.google.re2j.Pattern", false, LabelRegex.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /**
     * Compiles an expression.
     *
     * @throws IllegalArgumentException if it is invalid, or beyond a limit
     */
    static LabelRegex of(String regex) {
        // as one text, since a parenthesis in the expression may close the group around it
        String anchored = "^(?:" + regex + ")$";
        RegexLimits.check(anchored);
        return new LabelRegex(HAS_RE2 ? Re2.compile(regex, anchored) : JavaRegex.compile(regex, anchored));
    }

    boolean matches(String value) {
        return matches.test(value);
    }

    private static IllegalArgumentException invalid(String regex, String why, Exception cause) {
        return new IllegalArgumentException(
                "invalid regular expression " + ForeignText.quote(regex) + ": " + why, cause);
    }

    /** Expressions of RE2/J, whose time is proportional to the length of the value. */
    private static final class Re2 {
        static Predicate<String> compile(String regex, String anchored) {
            try {
                com.google.re2j.Pattern pattern = com.google.re2j.Pattern.compile(anchored);
                return value -> pattern.matcher(value).find();
            } catch (com.google.re2j.PatternSyntaxException e) {
                throw invalid(regex, e.getDescription(), e);
            }
        }
    }

    /** Java's expressions; one that takes too long matches nothing. */
    static final class JavaRegex {
        private static final int MAX_READS = 200_000;

        private JavaRegex() {}

        static Predicate<String> compile(String regex, String anchored) {
            try {
                java.util.regex.Pattern pattern = java.util.regex.Pattern.compile(anchored);
                return value -> {
                    try {
                        return pattern.matcher(new CountedText(value)).find();
                    } catch (IllegalStateException e) {
                        return false;
                    }
                };
            } catch (java.util.regex.PatternSyntaxException e) {
                throw invalid(regex, e.getDescription(), e);
            }
        }

        /** A text that ends a search which reads it too often. */
        private static final class CountedText implements CharSequence {
            private final String text;
            private int reads;

            CountedText(String text) {
                this.text = text;
            }

            @Override
            public int length() {
                return text.length();
            }

            @Override
            public char charAt(int index) {
                if (++reads > MAX_READS) {
                    throw new IllegalStateException("the expression takes too long");
                }
                return text.charAt(index);
            }

            @Override
            public CharSequence subSequence(int start, int end) {
                return text.substring(start, end);
            }

            @Override
            public String toString() {
                return text;
            }
        }
    }
}
