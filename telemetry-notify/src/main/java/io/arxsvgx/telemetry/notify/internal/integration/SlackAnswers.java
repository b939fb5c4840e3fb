// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.json.MalformedJsonException;
import io.arxsvgx.telemetry.notify.internal.http.HttpAnswer;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What follows an answer of Slack. A webhook answers {@code ok}, or the code of an error; the Web API answers a document
 * with {@code ok} and {@code error}. Both answer errors with status 200 too.
 */
final class SlackAnswers {
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Set<String> TEMPORARY = Set.of(
            "ratelimited",
            "rate_limited",
            "internal_error",
            "fatal_error",
            "service_unavailable",
            "request_timeout",
            "rollup_error",
            "team_added_to_org");

    private SlackAnswers() {}

    static Attempt read(HttpAnswer answer, String place, Instant now) {
        if (!answer.isSuccess()) {
            return HttpAnswers.read(answer, place, now);
        }
        String error = error(answer.body().strip());
        if (error == null) {
            return Attempt.sent(String.valueOf(answer.status()));
        }
        String text = place + " answered " + answer.status() + ": " + error;
        boolean isFinal = CODE.matcher(error).matches() && !TEMPORARY.contains(error);
        return isFinal ? Attempt.dead(text) : Attempt.retry(text, answer.retryAfter(now));
    }

    /** Returns the error of an answer; null if there is none. */
    private static @Nullable String error(String body) {
        if (body.isEmpty() || body.equals("ok")) {
            return null;
        }
        if (!body.startsWith("{")) {
            return body;
        }
        try {
            JsonNode document = MessageJson.JSON.read(body);
            boolean isOk = document.path("ok").asBoolean(true);
            return isOk ? null : document.path("error").asText("error without a code");
        } catch (MalformedJsonException e) {
            return body;
        }
    }
}
