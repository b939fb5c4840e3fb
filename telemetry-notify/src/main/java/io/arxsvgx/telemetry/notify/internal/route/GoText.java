// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.route;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Labels as Alertmanager shows them in the key of a group: quoted as by Go's {@code %q}, sorted as texts. */
final class GoText {
    private GoText() {}

    /** Returns labels, such as {@code {a="b", c="d"}}. */
    static String labels(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + quote(label.getValue()))
                .sorted(LabelMatcher.BY_BYTES)
                .collect(Collectors.joining(", ", "{", "}"));
    }

    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> append(quoted, c));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, int c) {
        int known = "\u0007\b\f\n\r\t\u000b\"\\".indexOf(c);
        if (known >= 0) {
            quoted.append('\\').append("abfnrtv\"\\".charAt(known));
        } else if (isPrintable(c)) {
            quoted.appendCodePoint(c);
        } else {
            String format = c < 0x80 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
            quoted.append(String.format(Locale.ROOT, format, c));
        }
    }

    /** Letters, marks, numbers, punctuation, symbols, and of the spaces only the first one. */
    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR -> c == ' ';
            case Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
