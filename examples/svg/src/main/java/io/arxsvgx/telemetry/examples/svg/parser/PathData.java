// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

/** A counter of the segments of path data, by the grammar of SVG 2, section 9.3.9. Not thread-safe. */
final class PathData {
    /*
     * A single pass without backtracking. Each command letter has a pattern of arguments: n is a number, f a flag of an
     * arc. A number takes as many characters as it can, so "1.5.5" is 1.5 and .5, and "1-2" is 1 and -2. A flag takes
     * one character, so "01.5" after an arc's rotation is the flags 0 and 1 and the number .5. After a full pattern
     * another one may follow without its letter, and counts as a segment of its own.
     */
    private final String text;
    private int at;

    private PathData(String text) {
        this.text = text;
    }

    /**
     * Counts the segments.
     *
     * @throws PathDataException if the text violates the grammar
     */
    static int segments(String text) throws PathDataException {
        return new PathData(text).read();
    }

    private int read() throws PathDataException {
        skipSpace();
        if (more() && next() != 'M' && next() != 'm') {
            throw wrong("expected M or m");
        }
        int segments = 0;
        while (more()) {
            segments += command();
            skipSpace();
        }
        return segments;
    }

    private int command() throws PathDataException {
        String pattern = pattern();
        at++;
        if (pattern.isEmpty()) {
            return 1;
        }
        skipSpace();
        int segments = 0;
        do {
            arguments(pattern);
            segments++;
        } while (anotherFollows());
        return segments;
    }

    private String pattern() throws PathDataException {
        return switch (next()) {
            case 'M', 'm', 'L', 'l', 'T', 't' -> "nn";
            case 'H', 'h', 'V', 'v' -> "n";
            case 'S', 's', 'Q', 'q' -> "nnnn";
            case 'C', 'c' -> "nnnnnn";
            case 'A', 'a' -> "nnnffnn";
            case 'Z', 'z' -> "";
            default -> throw wrong("expected a command");
        };
    }

    private void arguments(String pattern) throws PathDataException {
        for (int i = 0; i < pattern.length(); i++) {
            if (i > 0) {
                skipSeparator();
            }
            if (pattern.charAt(i) == 'f') {
                flag();
            } else {
                number();
            }
        }
    }

    private boolean anotherFollows() {
        return skipSeparator() || (more() && (isDigit(at) || "+-.".indexOf(next()) >= 0));
    }

    private void flag() throws PathDataException {
        if (!more() || (next() != '0' && next() != '1')) {
            throw wrong("expected a flag, 0 or 1");
        }
        at++;
    }

    private void number() throws PathDataException {
        int start = at;
        skipSign();
        int digits = skipDigits();
        if (more() && next() == '.' && isDigit(at + 1)) {
            at++;
            digits += skipDigits();
        }
        if (digits == 0) {
            at = start;
            throw wrong("expected a number");
        }
        skipExponent();
    }

    private void skipExponent() {
        if (!more() || (next() != 'e' && next() != 'E')) {
            return;
        }
        int mantissaEnd = at;
        at++;
        skipSign();
        if (skipDigits() == 0) {
            at = mantissaEnd;
        }
    }

    private void skipSign() {
        if (more() && (next() == '+' || next() == '-')) {
            at++;
        }
    }

    private int skipDigits() {
        int start = at;
        while (isDigit(at)) {
            at++;
        }
        return at - start;
    }

    /** Skips spaces with at most one comma among them. Returns whether there was a comma. */
    private boolean skipSeparator() {
        skipSpace();
        if (!more() || next() != ',') {
            return false;
        }
        at++;
        skipSpace();
        return true;
    }

    private void skipSpace() {
        while (more() && " \t\n\r\f".indexOf(next()) >= 0) {
            at++;
        }
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private boolean more() {
        return at < text.length();
    }

    private char next() {
        return text.charAt(at);
    }

    private PathDataException wrong(String expectation) {
        String found = more() ? "found \"" + Character.toString(text.codePointAt(at)) + "\"" : "the text ends";
        return new PathDataException(at + 1, expectation + ", but " + found);
    }
}
