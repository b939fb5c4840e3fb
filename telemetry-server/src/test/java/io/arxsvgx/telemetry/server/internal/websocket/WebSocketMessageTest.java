// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

import static io.arxsvgx.testsupport.RequestBodies.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the messages of a client, and of the rejection of invalid ones. */
class WebSocketMessageTest {
    @AutoClose
    private final WebSocketFixture sockets = new WebSocketFixture();

    @Test
    void ping_anyTime_isAnswered() throws InterruptedException {
        TestClient client = sockets.connect();
        client.send("{\"type\":\"ping\"}");
        assertThat(client.next().toString()).isEqualTo("{\"type\":\"pong\"}");
    }

    @Test
    void telemetry_sentByAClient_isIngestedAndShownToOthers() throws InterruptedException {
        TestClient other = sockets.connect().subscribed("telemetry");
        sockets.connect().send("{\"type\":\"telemetry\",\"data\":" + event("a", 42) + "}");
        JsonNode telemetry = other.next();
        assertThat(telemetry.path("type").asText()).isEqualTo("telemetry");
        assertThat(telemetry.path("data").get(0).path("value").asDouble()).isEqualTo(42);
    }

    @Test
    void telemetry_timeWithNanoseconds_isExact() throws InterruptedException {
        TestClient client = sockets.connect();
        client.send("{\"type\":\"telemetry\",\"data\":"
                + event("a", 1).replace("}", ",\"timestamp\":1700000000.123456789}") + "}");
        client.send("{\"type\":\"ping\"}");
        client.next();
        sockets.server.flush();

        assertThat(sockets.server
                        .processor
                        .series()
                        .history("a", "temperature", 1)
                        .orElseThrow()
                        .time(0))
                .isEqualTo(Instant.ofEpochSecond(1_700_000_000, 123_456_789));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "{}",
                "{\"type\":\"subscrib\"}",
                "{\"type\":\"subscribe\"}",
                "{\"type\":\"subscribe\",\"channels\":[\"alert\"]}",
                "{\"type\":\"telemetry\"}",
                "{\"type\":\"telemetry\",\"data\":{\"source\":\"a\"}}",
                "{\"type\":\"telemetry\",\"data\":[1]}",
                "{\"type\":\"watch\"}",
                "{\"type\":\"watch\",\"series\":[{\"source\":\"a\"}]}",
            })
    void message_bad_isAnsweredWithAnErrorAndTheConnectionStays(String message) throws InterruptedException {
        TestClient client = sockets.connect();
        client.send(message);
        JsonNode answer = client.next();
        assertThat(answer.path("type").asText()).isEqualTo("error");
        assertThat(answer.path("message").asText()).isNotBlank();
        client.send("{\"type\":\"ping\"}");
        assertThat(client.next().path("type").asText()).isEqualTo("pong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"LONG\"}",
                "{\"type\":\"subscribe\",\"channels\":[\"LONG\"]}",
                "{\"type\":\"telemetry\",\"data\":{\"source\":\"a\",\"type\":\"t\",\"value\":\"LONG\"}}",
                "{\"type\":\"telemetry\",\"data\":{\"source\":[\"LONG\"],\"type\":\"t\",\"value\":1}}",
                "{\"type\":\"telemetry\",\"data\":{\"source\":\"\\ud800\",\"type\":\"t\",\"value\":1}}",
                "{\"type\":\"\\ud800\\u202e\\n\"}",
                "LONG",
                "{\"type\":NaN}",
                "{\"a\":1,\"a\":2}",
                "[[[",
            })
    void error_anyText_isShortAndNamesNoLibrary(String message) throws InterruptedException {
        TestClient client = sockets.connect();
        client.send(message.replace("LONG", "x".repeat(5_000)));
        String error = client.next(answer -> answer.path("type").asText().equals("error"))
                .path("message")
                .asText();
        assertThat(error)
                .hasSizeLessThan(400)
                .doesNotContain("x".repeat(101), "REDACTED", "Stream", "java.", "jackson", "Feature", "\u202e", "\n")
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"value\":1e999",
                "\"value\":-1.50E+400",
                "\"value\":1e99999999999",
                "\"value\":\"1.5\"",
                "\"value\":null",
                "\"value\":1,\"timestamp\":1e999",
                "\"value\":1,\"timestamp\":1700000000000.50",
                "\"value\":1,\"status\":7",
            })
    void error_ofAnEvent_isThatOfHttp(String field) throws InterruptedException {
        String event = "{\"source\":\"a\",\"type\":\"t\"," + field + "}";
        TestClient client = sockets.connect();
        client.send("{\"type\":\"telemetry\",\"data\":" + event + "}");
        String error = client.next(answer -> answer.path("type").asText().equals("error"))
                .path("message")
                .asText();

        assertThat(error)
                .contains(field.substring(field.lastIndexOf(':') + 1))
                .isEqualTo(sockets.server
                        .post("/telemetry", event)
                        .json()
                        .path("errors")
                        .get(0)
                        .path("message")
                        .asText());
    }
}
