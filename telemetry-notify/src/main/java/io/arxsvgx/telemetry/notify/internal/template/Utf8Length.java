// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.template;

/** The length of texts in UTF-8. */
final class Utf8Length {
    private static final int ONE_BYTE = 0x80;
    private static final int TWO_BYTES = 0x800;

    private Utf8Length() {}

    static long of(String text) {
        long length = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            length += of(codePoint);
            i += Character.charCount(codePoint);
        }
        return length;
    }

    static int of(int codePoint) {
        if (codePoint < ONE_BYTE) {
            return 1;
        }
        if (codePoint < TWO_BYTES) {
            return 2;
        }
        return Character.isSupplementaryCodePoint(codePoint) ? 4 : 3;
    }
}
