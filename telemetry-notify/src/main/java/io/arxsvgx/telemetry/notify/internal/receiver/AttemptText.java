// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.receiver;

import io.arxsvgx.telemetry.notify.internal.secret.Redactor;
import io.arxsvgx.telemetry.text.ForeignText;

/** The form of the texts of attempts. */
public final class AttemptText {
    private static final int MAX_LENGTH = 300;

    private AttemptText() {}

    /** Returns the attempt with a text of one line, at most 300 characters, without the secrets. */
    public static Attempt clean(Attempt attempt, Redactor redactor) {
        String text = redactor.redact(attempt.text()).strip().replaceAll("\\s+", " ");
        return new Attempt(attempt.outcome(), ForeignText.escape(cut(text, MAX_LENGTH)), attempt.retryAfter());
    }

    /** Returns the beginning of a text; a cut is shown as {@code …} and counts. */
    public static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return text.substring(0, end) + "…";
    }
}
