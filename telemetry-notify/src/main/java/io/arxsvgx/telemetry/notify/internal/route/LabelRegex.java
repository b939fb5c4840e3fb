// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.route;

import io.arxsvgx.telemetry.text.BoundedRegex;
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
        return new LabelRegex(HAS_RE2 ? Re2.compile(regex, anchored) : JavaRegex.compile(regex));
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

    /** Java's expressions. */
    static final class JavaRegex {
        private JavaRegex() {}

        static Predicate<String> compile(String regex) {
            try {
                return BoundedRegex.compile(regex)::matches;
            } catch (java.util.regex.PatternSyntaxException e) {
                throw invalid(regex, e.getDescription(), e);
            }
        }
    }
}
