// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Error messages for an unknown name, with the nearest known name. Nearness is the optimal string alignment distance
 * (insert, delete, replace, swap of neighbours). Thread-safe.
 */
public final class Suggestions {
    private static final int LISTED_AT_MOST = 20;

    private Suggestions() {}

    /**
     * Returns a message that a name is unknown, with the nearest known name and a list of all known names.
     *
     * @param what the kind of name, such as {@code operator}
     * @param name the unknown name
     * @param known all known names
     * @return one sentence for an error
     */
    public static String unknown(String what, @Nullable String name, Collection<String> known) {
        StringBuilder text =
                new StringBuilder("unknown ").append(what).append(' ').append(ForeignText.quote(String.valueOf(name)));
        String nearest = name == null ? null : nearest(name, known);
        if (nearest != null) {
            text.append("; did you mean \"").append(nearest).append("\"?");
        }
        text.append(text.charAt(text.length() - 1) == '?' ? " Known: " : "; known: ");
        if (known.isEmpty()) {
            text.append("none");
        } else {
            text.append(String.join(
                    ", ", new TreeSet<>(known).stream().limit(LISTED_AT_MOST).toList()));
            if (known.size() > LISTED_AT_MOST) {
                text.append(", … (").append(known.size()).append(')');
            }
        }
        return text.toString();
    }

    /**
     * Returns the known name that is nearest to an unknown one.
     *
     * @param name the unknown name
     * @param known all known names
     * @return the nearest, or null if none is near enough
     */
    public static @Nullable String nearest(String name, Collection<String> known) {
        String wanted = name.toLowerCase(Locale.ROOT);
        String best = null;
        int far = Math.max(2, wanted.length() / 2) + 1;
        int bestScore = 2 * far;
        for (String candidate : known) {
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT), far);
            // of two equally near names, the one of the same length: "=>" means ">=", not ">"
            int score = 2 * distance + (candidate.length() == wanted.length() ? 0 : 1);
            if (distance < far && score < bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    private static int distance(String a, String b, int enough) {
        if (Math.abs(a.length() - b.length()) >= enough) {
            return enough;
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
