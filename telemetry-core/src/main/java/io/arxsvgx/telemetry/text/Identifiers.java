// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

import org.jspecify.annotations.Nullable;

/**
 * The checks of ids in a URL path, such as those of rules, boards and silences. An id is legal if a client can send it,
 * percent-encoded, as one path segment, and every server and proxy forwards it unchanged. Thread-safe.
 */
public final class Identifiers {
    /** The maximum length of an id, in UTF-16 units. */
    public static final int MAX_LENGTH = 200;

    private Identifiers() {}

    /**
     * Returns the reason why a URL path segment cannot carry an id.
     *
     * @param key the name of the id for the message, such as {@code rule_id}
     * @param id the id
     * @return one sentence for an error, or null if the id is legal
     */
    public static @Nullable String problem(String key, String id) {
        if (id.isBlank()) {
            return key + " is " + (id.isEmpty() ? "empty" : "blank") + "; expected 1 to " + MAX_LENGTH + " characters";
        }
        if (id.length() > MAX_LENGTH) {
            return key + " " + ForeignText.quote(id) + " has " + id.length() + " characters; expected at most "
                    + MAX_LENGTH;
        }
        if (id.equals(".") || id.equals("..")) {
            return key + " \"" + id + "\" is not a path segment of a URL; expected another name";
        }
        String illegal = illegal(id);
        return illegal == null
                ? null
                : key + " " + ForeignText.quote(id) + " contains " + illegal
                        + ", which a URL path segment cannot carry";
    }

    private static @Nullable String illegal(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c == '/' || c == '\\') {
                return "\"" + c + "\"";
            }
            if (Character.isISOControl(c)) {
                return "the control character " + codeOf(c);
            }
        }
        return isUnicode(id) ? null : "half of a surrogate pair";
    }

    /**
     * Returns whether a text can be encoded in UTF-8.
     *
     * @param text the text
     * @return false if it contains a surrogate without its other half
     */
    public static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints().skip(text.codePointCount(0, i)).noneMatch(Identifiers::isSurrogate);
            }
        }
        return true;
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static String codeOf(int codePoint) {
        return String.format("U+%04X", codePoint);
    }
}
