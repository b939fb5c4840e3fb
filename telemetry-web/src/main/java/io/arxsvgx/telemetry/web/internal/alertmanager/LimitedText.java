// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.alertmanager;

/** A text of which an expression may read a limited number of characters: one with backtracking could run for hours. */
final class LimitedText implements CharSequence {
    private static final int MAX_READS = 1_000_000;

    private final String text;
    private int reads;

    LimitedText(String text) {
        this.text = text;
    }

    /** Thrown where an expression has read too much. */
    static final class TooManyReadsException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyReadsException() {
            super("expression too slow", null, false, false);
        }
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++reads > MAX_READS) {
            throw new TooManyReadsException();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
