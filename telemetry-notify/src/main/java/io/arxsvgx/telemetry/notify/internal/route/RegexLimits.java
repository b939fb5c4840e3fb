// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.route;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The limits of regular expressions, checked before they are compiled: {@code ((a{1000}){1000}){1000}} is short, and exhausts
 * the memory. RE2 has such limits, RE2/J has not.
 */
final class RegexLimits {
    /** The maximum length, in UTF-16 units. */
    static final int MAX_LENGTH = 4_096;

    private static final int MAX_DEPTH = 500;
    /** As in RE2: the product of repetitions within each other. */
    private static final int MAX_REPETITIONS = 1_000;
    /** The maximum number of characters with all repetitions written out; the time of a match grows with it. */
    private static final int MAX_SIZE = 5_000;

    private static final char LAST_ASCII = 0x7f;

    private static final Pattern REPETITION = Pattern.compile("\\{([0-9]{1,4})(,([0-9]{0,4}))?}");
    private static final Pattern BRACED_ESCAPE = Pattern.compile("\\\\[xpP]\\{[^}]*}");
    private static final Pattern QUOTED = Pattern.compile("\\\\Q.*?(\\\\E|\\z)", Pattern.DOTALL);
    private static final Pattern CLASS =
            Pattern.compile("\\[\\^?]?(?:\\[:[^:\\]]*:]|\\\\.|[^\\]\\\\]){0," + MAX_LENGTH + "}+]", Pattern.DOTALL);

    private final String regex;
    private final Deque<Part> outer = new ArrayDeque<>();
    private Part group = new Part(0, 1);
    private Part last = new Part(0, 1);

    private RegexLimits(String regex) {
        this.regex = regex;
    }

    /**
     * Checks a regular expression, whose syntax may be wrong.
     *
     * @throws IllegalArgumentException if it is beyond a limit
     */
    static void check(String regex) {
        if (regex.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "regular expression of " + regex.length() + " characters; allowed: " + MAX_LENGTH);
        }
        new RegexLimits(regex).scan();
    }

    private void scan() {
        int place = 0;
        while (place < regex.length()) {
            place = scanPart(place);
            if (outer.size() > MAX_DEPTH) {
                throw tooLarge("groups within each other", MAX_DEPTH);
            }
        }
        endPart(new Part(0, 1));
    }

    /** Reads a part and returns the place after it. */
    private int scanPart(int place) {
        char c = regex.charAt(place);
        if (c == '(') {
            beginGroup(place);
        } else if (c == ')' && !outer.isEmpty()) {
            endGroup();
        } else if (c == '{') {
            return scanRepetition(place);
        } else if (c == '\\') {
            return scanEscape(place);
        } else if (c == '[') {
            return scanClass(place);
        } else if ("*+?|".indexOf(c) < 0) {
            endPart(new Part(1, 1));
        }
        return place + 1;
    }

    private void beginGroup(int place) {
        if (regex.startsWith("(?<", place)) {
            throw new IllegalArgumentException("expected (?P<name>…) for a group with a name");
        }
        endPart(new Part(0, 1));
        outer.push(group);
        group = new Part(0, 1);
    }

    private void endGroup() {
        endPart(new Part(0, 1));
        last = group;
        group = outer.pop();
    }

    private int scanRepetition(int place) {
        Matcher matcher = REPETITION.matcher(regex).region(place, regex.length());
        if (!matcher.lookingAt()) {
            endPart(new Part(1, 1));
            return place + 1;
        }
        String most = matcher.group(3);
        last = last.times(Integer.parseInt(most == null || most.isEmpty() ? matcher.group(1) : most));
        return matcher.end();
    }

    private int scanEscape(int place) {
        if (regex.startsWith("\\Q", place)) {
            int end = endOf(QUOTED, place, regex.length());
            group = group.with(new Part(end - place, 1));
            return end;
        }
        checkEscape(place);
        return endOf(BRACED_ESCAPE, place, place + 2);
    }

    private int scanClass(int place) {
        int end = endOf(CLASS, place, place + 1);
        for (int i = place; i < end; i++) {
            if (regex.charAt(i) == '\\') {
                checkEscape(i);
                i++;
            }
        }
        return end;
    }

    /** RE2/J takes such an escape for the character, RE2 refuses it. */
    private void checkEscape(int place) {
        if (place + 1 < regex.length() && regex.charAt(place + 1) > LAST_ASCII) {
            throw new IllegalArgumentException("invalid escape sequence \\" + regex.charAt(place + 1));
        }
    }

    /** Counts one character, and returns its end. */
    private int endOf(Pattern pattern, int place, int otherwise) {
        endPart(new Part(1, 1));
        Matcher matcher = pattern.matcher(regex).region(place, regex.length());
        return matcher.lookingAt() ? matcher.end() : otherwise;
    }

    private void endPart(Part next) {
        group = group.with(last);
        last = next;
    }

    private static IllegalArgumentException tooLarge(String what, int most) {
        return new IllegalArgumentException("regular expression too large: more than " + most + " " + what);
    }

    /** A part with its size and the largest product of repetitions in it. */
    private record Part(int size, int repetitions) {
        Part {
            if (repetitions > MAX_REPETITIONS) {
                throw tooLarge("repetitions", MAX_REPETITIONS);
            }
            if (size > MAX_SIZE) {
                throw tooLarge("characters with all repetitions", MAX_SIZE);
            }
        }

        Part with(Part other) {
            return new Part(size + other.size, Math.max(repetitions, other.repetitions));
        }

        Part times(int count) {
            return count == 0 ? this : new Part(size * count, repetitions * count);
        }
    }
}
