// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A fuzz test of WebSocket messages: each text is answered with a described message, or is an event, which has no
 * answer. The build runs the kept inputs; the variable JAZZER_FUZZ=1 looks for others.
 */
class WebSocketClientFuzzTest {
    private static final Set<String> ANSWERS = Set.of("subscribed", "watching", "pong", "error");

    private final JsonCodec json = new JsonCodec(JsonLimits.defaults());
    private final TelemetryProcessor processor = TelemetryProcessor.builder()
            .config(TelemetryConfig.builder().bufferSize(16).build())
            .callerDriven()
            .build();
    private final WebSocketHub hub = new WebSocketHub(
            processor, JsonLimits.defaults(), new WebSocketLimits(1 << 20, 1 << 20, 5, 1_024), new UncountedMetrics());

    @FuzzTest(maxDuration = "20m")
    void message_anyText_isAnsweredOrIsAnEvent(byte[] bytes) {
        WebSocketClient client = new WebSocketClient(hub);
        long before = processor.metrics().offered();
        client.onWebSocketText(new String(bytes, StandardCharsets.UTF_8));
        String answer = client.next();
        if (answer == null) {
            assertThat(processor.metrics().offered()).isEqualTo(before + 1);
        } else {
            JsonNode node = json.read(answer);
            assertThat(ANSWERS).contains(node.path("type").asText());
            assertThat(client.next()).isNull();
        }
    }
}
