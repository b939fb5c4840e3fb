// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.shell.CliException;
import java.time.Duration;

/**
 * The response of a server. Immutable.
 *
 * @param status the HTTP status
 * @param document the body; a missing node if there is none
 * @param retryAfter the value of {@code Retry-After}; zero without one
 * @param entityTag the value of {@code ETag}, the version of the resource; empty without one
 */
public record ServerResponse(int status, JsonNode document, Duration retryAfter, String entityTag) {
    private static final int PRECONDITION_FAILED = 412;

    /**
     * Returns whether another client has changed or removed the resource since the version that the request named.
     *
     * @return true for the status 412
     */
    public boolean isConflict() {
        return status == PRECONDITION_FAILED;
    }

    /**
     * Returns the body of a successful response.
     *
     * @return the body
     * @throws CliException if the server rejected the request
     */
    public JsonNode expectSuccess() {
        if (status >= 200 && status < 300) {
            return document;
        }
        throw refusal();
    }

    /**
     * Creates the failure with the server's message.
     *
     * @return the failure
     */
    public CliException refusal() {
        if (status == 401) {
            return CliException.refused(
                    "the server requires a token; set TELEMETRY_API_TOKEN to the token of the server");
        }
        StringBuilder text = new StringBuilder("request rejected by the server (" + status + "): ")
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
     * Returns the number of accepted events.
     *
     * @return the number; zero if the response does not contain one
     */
    public long accepted() {
        return document.path("accepted").asLong(0);
    }
}
