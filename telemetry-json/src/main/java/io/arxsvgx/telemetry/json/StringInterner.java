// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import java.util.Arrays;

/**
 * Short texts that came lately, so that what comes again and again, such as the name of a source, is one string with its
 * hash known rather than a new one for each event. Bounded: a text takes the place of another whose hash falls together.
 * Thread-safe; threads may miss what another has just put.
 */
final class StringInterner {
    private static final int SLOTS = 4_096;
    private static final int MAX_LENGTH = 64;

    private final String[] slots = new String[SLOTS];

    StringInterner() {
        Arrays.fill(slots, "");
    }

    /** The text as a string. */
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
