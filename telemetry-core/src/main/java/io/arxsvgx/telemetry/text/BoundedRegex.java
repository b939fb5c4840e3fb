// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of Java that has to match a whole text, with a limit on the time of a match: an expression with
 * repetitions within each other could run for hours, or exhaust the stack. For this library's own modules. Immutable and thread-safe.
 */
public final class BoundedRegex {
    /** How often a match may read a character of the text. */
    private static final int MAX_READS = 1_000_000;

    private final Pattern pattern;

    private BoundedRegex(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Compiles an expression.
     *
     * @param expression the expression, in Java's syntax
     * @return the compiled expression
     * @throws PatternSyntaxException if it is invalid
     */
    public static BoundedRegex compile(String expression) {
        return new BoundedRegex(Pattern.compile(expression));
    }

    /**
     * Returns whether the expression matches a whole text.
     *
     * @param text the text
     * @return true if it matches
     * @throws TooSlowException if that takes too long to decide
     */
    public boolean matches(String text) {
        try {
            return pattern.matcher(new CountedText(text)).matches();
        } catch (StackOverflowError e) {
            throw new TooSlowException();
        }
    }

    /** Thrown where an expression takes too long. Immutable. */
    public static final class TooSlowException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private TooSlowException() {
            super("the expression takes too long to evaluate", null, false, false);
        }
    }

    /** A text that counts how often it is read. */
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
                throw new TooSlowException();
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
