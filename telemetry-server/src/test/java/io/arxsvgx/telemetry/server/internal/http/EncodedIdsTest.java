// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.http;

import static io.arxsvgx.testsupport.RequestBodies.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arxsvgx.telemetry.server.ServerFixture;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests of percent-encoded ids in paths, over real sockets: Jetty's own rules for paths neither reject nor change them.
 */
class EncodedIdsTest {
    @AutoClose
    private static final ServerFixture fixture = new ServerFixture().start();

    private static String rule(String id) {
        ObjectNode rule = JsonNodeFactory.instance.objectNode();
        rule.put("rule_id", id).put("condition", "threshold");
        rule.putObject("parameters")
                .put("field", "temperature")
                .put("operator", ">")
                .put("value", 80);
        return rule.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                " a ",
                "50%",
                "%2F",
                "%2e%2e",
                "a;b",
                ";",
                "a?b",
                "#1",
                "a&b=c",
                "a+b",
                "...",
                "*",
                "日本語",
                "\ud83d\ude00",
                "a\u2028b"
            })
    void id_unusual_isAddressable(String id) {
        String path = "/rules/" + encoded(id);
        assertThat(fixture.put(path, rule(id)).status()).isEqualTo(201);
        assertThat(fixture.get(path).json().path("rule_id").asText()).isEqualTo(id);
        assertThat(fixture.delete(path).status()).isEqualTo(204);
        assertThat(fixture.get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "/", "a\\b", ".", "..", "a\u0000", "a\n", "\u0085"})
    void id_notForAPath_isNotFoundOrEndsTheConnection(String id) throws IOException {
        // on a connection of its own: the server closes it after a path that it cannot parse
        for (String path : List.of("/rules/", "/boards/")) {
            String answer = fixture.raw(
                    fixture.server.httpPort(), "DELETE " + path + encoded(id) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            assertThat(answer)
                    .satisfiesAnyOf(
                            closed -> assertThat(closed)
                                    .startsWith("HTTP/1.1 400 ")
                                    .contains("Connection: close"),
                            unknown -> assertThat(unknown).startsWith("HTTP/1.1 404 "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%ff", "%c3", "%ed%a0%80"})
    void path_notUtf8_isRefused(String segment) throws IOException {
        assertThat(fixture.raw(
                        fixture.server.httpPort(), "GET /rules/" + segment + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }
}
