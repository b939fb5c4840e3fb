// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

/**
 * The escaping of external text for log lines, messages and terminals, so that it cannot forge a line or change the
 * display of other text. It escapes the control characters C0 and C1, DEL, the line separators U+0085, U+2028 and
 * U+2029, the bidirectional controls, and halves of surrogate pairs. Thread-safe.
 */
public final class ForeignText {
    /** The maximum length of a quotation, without its quotes, in UTF-16 units. */
    public static final int MAX_QUOTED_LENGTH = 100;

    private ForeignText() {}

    /**
     * Escapes invisible characters.
     *
     * @param text any text, such as a name or the message of an exception
     * @return the text with {@code \n}, {@code \r}, {@code \t} and <code>&#92;u0085</code> instead of the characters
     */
    public static String escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isToEscape(text.charAt(i)) || Character.isSurrogate(text.charAt(i))) {
                StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, i);
                append(escaped, text, i, Integer.MAX_VALUE);
                return escaped.toString();
            }
        }
        return text;
    }

    /**
     * Escapes the messages of an exception and its causes for a log. Returns the same exception if there is nothing to
     * escape.
     *
     * @param fault any exception
     * @return the exception, or another one with the same stack traces and escaped messages
     */
    public static Throwable escape(Throwable fault) {
        return EscapedException.of(fault);
    }

    /**
     * Quotes a text, escaped and at most {@value #MAX_QUOTED_LENGTH} characters long.
     *
     * @param text any text
     * @return the text in double quotes; a cut is shown as {@code …}
     */
    public static String quote(String text) {
        return '"' + shorten(text) + '"';
    }

    /**
     * Escapes a text and cuts it to {@value #MAX_QUOTED_LENGTH} characters.
     *
     * @param text any text
     * @return the text; a cut is shown as {@code …}
     */
    public static String shorten(String text) {
        StringBuilder shown = new StringBuilder();
        boolean isWhole = append(shown, text, 0, MAX_QUOTED_LENGTH);
        return isWhole ? shown.toString() : shown.append('…').toString();
    }

    /** Appends the escaped rest of a text, as long as it fits; returns false if it was cut. */
    private static boolean append(StringBuilder to, String text, int from, int limit) {
        for (int i = from; i < text.length(); ) {
            int c = text.codePointAt(i);
            int before = to.length();
            if (isToEscape(c) || isSurrogate(c)) {
                escape(to, c);
            } else {
                to.appendCodePoint(c);
            }
            if (to.length() > limit) {
                to.setLength(before);
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    private static void escape(StringBuilder to, int c) {
        switch (c) {
            case '\n' -> to.append("\\n");
            case '\r' -> to.append("\\r");
            case '\t' -> to.append("\\t");
            default -> to.append(String.format("\\u%04X", c));
        }
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static boolean isToEscape(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || isBidirectionalControl(c);
    }

    private static boolean isBidirectionalControl(int c) {
        return c == 0x061C
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
