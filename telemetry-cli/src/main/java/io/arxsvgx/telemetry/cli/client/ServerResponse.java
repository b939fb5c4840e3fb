// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.shell.CliException;
import java.time.Duration;

/**
 * What a server answered. Immutable.
 *
 * @param status the HTTP status
 * @param document the body; a missing node if there is none
 * @param retryAfter how long the server asks to wait; zero where it does not
 */
public record ServerResponse(int status, JsonNode document, Duration retryAfter) {
    /**
     * The body of an answer that must not be a refusal.
     *
     * @return the body
     * @throws CliException if the server refused
     */
    public JsonNode expectSuccess() {
        if (status >= 200 && status < 300) {
            return document;
        }
        throw refusal();
    }

    /**
     * The refusal in the server's words.
     *
     * @return a fault
     */
    public CliException refusal() {
        if (status == 401) {
            return CliException.refused(
                    "the server wants a token; set TELEMETRY_API_TOKEN to the one it was started with");
        }
        StringBuilder text = new StringBuilder("the server refused (" + status + "): ")
                .append(document.path("message").asText("no reason given"));
        for (JsonNode error : document.path("errors")) {
            String reason = error.path("message").asText();
            if (text.indexOf(reason) < 0) {
                text.append("; ").append(reason);
            }
        }
        return CliException.refused(text.toString());
    }

    /**
     * How many events the server says it has taken.
     *
     * @return zero where it does not say
     */
    public long accepted() {
        return document.path("accepted").asLong(0);
    }
}
