// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

import org.jspecify.annotations.Nullable;

/** A substitute for an exception in a log, with its text escaped. */
final class EscapedException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int MAX_DEPTH = 100;

    private final String text;

    private EscapedException(Throwable fault, @Nullable Throwable cause) {
        super(null, cause, true, true);
        text = ForeignText.escape(fault.toString());
        setStackTrace(fault.getStackTrace());
    }

    static Throwable of(Throwable fault) {
        return isToEscape(fault, 0) ? escaped(fault, 0) : fault;
    }

    private static boolean isToEscape(@Nullable Throwable fault, int depth) {
        if (fault == null || depth == MAX_DEPTH) {
            return false;
        }
        String text = String.valueOf(fault);
        boolean found = !ForeignText.escape(text).equals(text) || isToEscape(fault.getCause(), depth + 1);
        for (Throwable suppressed : fault.getSuppressed()) {
            found |= isToEscape(suppressed, depth + 1);
        }
        return found;
    }

    private static Throwable escaped(Throwable fault, int depth) {
        Throwable cause = fault.getCause();
        Throwable escaped =
                new EscapedException(fault, cause == null || depth == MAX_DEPTH ? null : escaped(cause, depth + 1));
        if (depth < MAX_DEPTH) {
            for (Throwable suppressed : fault.getSuppressed()) {
                escaped.addSuppressed(escaped(suppressed, depth + 1));
            }
        }
        return escaped;
    }

    @Override
    public String getMessage() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
