// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import java.util.Arrays;

/**
 * A bounded cache of recent short strings. A text that occurs often, such as the name of a source, is returned as one
 * string with its hash computed, instead of a new string for each event. A text replaces another one with the same
 * slot. Thread-safe; a thread may miss what another has just added.
 */
final class StringInterner {
    private static final int SLOTS = 4_096;
    private static final int MAX_LENGTH = 64;

    private final String[] slots = new String[SLOTS];

    StringInterner() {
        Arrays.fill(slots, "");
    }

    /** Returns the text as a string. */
    String text(char[] chars, int from, int length) {
        if (length > MAX_LENGTH) {
            return new String(chars, from, length);
        }
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + chars[i];
        }
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        String known = slots[slot];
        if (!isSame(known, chars, from, length)) {
            known = new String(chars, from, length);
            slots[slot] = known;
        }
        return known;
    }

    private static boolean isSame(String known, char[] chars, int from, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != chars[from + i]) {
                return false;
            }
        }
        return true;
    }
}
