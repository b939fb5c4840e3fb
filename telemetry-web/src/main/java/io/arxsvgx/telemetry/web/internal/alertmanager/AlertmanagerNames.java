// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.alertmanager;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Names of labels that Alertmanager accepts: letters, digits and underscores, not beginning with a digit. */
final class AlertmanagerNames {
    private AlertmanagerNames() {}

    /** Returns a name with an underscore for each character that is not allowed. */
    static String valid(String name) {
        StringBuilder valid = new StringBuilder(name.length());
        name.codePoints().forEach(c -> valid.append(isAllowed(c) ? (char) c : '_'));
        boolean isDigitFirst = !valid.isEmpty() && isDigit(valid.charAt(0));
        return isDigitFirst ? "_" + valid : valid.toString();
    }

    private static boolean isAllowed(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Returns labels under valid names. Where two names become the same, the later one gets underscores at its end. */
    static SortedMap<String, String> valid(Map<String, String> labels) {
        SortedMap<String, String> valid = new TreeMap<>();
        labels.forEach((name, value) -> {
            if (valid(name).equals(name)) {
                valid.put(name, value);
            }
        });
        new TreeMap<>(labels).forEach((name, value) -> {
            String wanted = valid(name);
            if (!wanted.equals(name)) {
                valid.put(free(wanted, valid), value);
            }
        });
        return valid;
    }

    private static String free(String wanted, Map<String, String> taken) {
        String free = wanted;
        while (taken.containsKey(free)) {
            free += "_";
        }
        return free;
    }
}
