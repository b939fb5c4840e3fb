// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

/**
 * Patterns in which {@code *} matches any text, including the empty one, and every other character matches itself. A
 * pattern must match the whole text. Thread-safe.
 */
public final class GlobPattern {
    private GlobPattern() {}

    /**
     * Returns whether a text is an exact name, not a pattern.
     *
     * @param pattern the text
     * @return true if it has no {@code *}
     */
    public static boolean isExact(String pattern) {
        return pattern.indexOf('*') < 0;
    }

    /**
     * Returns whether a pattern matches a text. The time is at most proportional to the product of the lengths, for any
     * pattern.
     *
     * @param pattern the pattern
     * @param text the text
     * @return true if the whole text matches
     */
    public static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int retry = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
