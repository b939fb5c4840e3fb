// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.server.RealtimeTelemetryServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests that a server can be stopped and started again with the Jetty version that this Spring Boot manages. */
class ServerRestartTest {
    private static String pong(int port) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                        answer.complete(data.toString());
                        return null;
                    }
                })
                .get(30, TimeUnit.SECONDS);
        socket.sendText("{\"type\":\"ping\"}", true).get(30, TimeUnit.SECONDS);
        String text = answer.get(30, TimeUnit.SECONDS);
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(30, TimeUnit.SECONDS);
        return text;
    }

    @Test
    void start_afterStop_answersAgain() throws Exception {
        TelemetryConfig config = TelemetryConfig.builder()
                .httpPort(0)
                .webSocketPort(0)
                .dashboardPort(0)
                .build();
        try (TelemetryProcessor processor = TelemetryProcessor.create(config);
                RealtimeTelemetryServer server = RealtimeTelemetryServer.create(processor, config)) {
            for (int round = 0; round < 2; round++) {
                server.start();
                assertThat(pong(server.webSocketPort())).contains("pong");
                server.stop();
            }
        }
    }
}
