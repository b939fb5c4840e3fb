// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import io.arxsvgx.telemetry.notify.internal.http.HttpAnswer;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.AttemptText;
import java.time.Instant;
import java.util.Set;

/** What follows an answer over HTTP. */
final class HttpAnswers {
    private static final Set<Integer> RETRIED = Set.of(408, 425, 429);
    private static final int SERVER_ERROR = 500;
    private static final int MAX_BODY = 200;

    private HttpAnswers() {}

    /**
     * Returns the result: 2xx is success; 408, 425, 429 and 5xx are retried; anything else is final.
     *
     * @param place the address without secrets
     */
    static Attempt read(HttpAnswer answer, String place, Instant now) {
        if (answer.isSuccess()) {
            return Attempt.sent(String.valueOf(answer.status()));
        }
        return failed(answer, place, answer.body(), now);
    }

    /** Returns the result of an answer that is not a success, with the receiver's words. */
    static Attempt failed(HttpAnswer answer, String place, String words, Instant now) {
        String shown = words.isBlank() ? "" : ": " + AttemptText.cut(words.strip(), MAX_BODY);
        String text = place + " answered " + answer.status() + shown;
        boolean isRetried = RETRIED.contains(answer.status()) || answer.status() >= SERVER_ERROR;
        return isRetried ? Attempt.retry(text, answer.retryAfter(now)) : Attempt.dead(text);
    }
}
