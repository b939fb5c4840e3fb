// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.server.ServerSettings;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tests of which clients may connect, and of what ends a connection. */
class WebSocketConnectionTest {
    @AutoClose
    private final WebSocketFixture sockets = new WebSocketFixture();

    @Test
    void token_set_isNeeded() throws InterruptedException {
        sockets.server.settings(ServerSettings.builder().apiToken("secret")).start();
        assertThatThrownBy(sockets::connect).isInstanceOf(CompletionException.class);
        assertThatThrownBy(() -> sockets.connect("/?token=wrong")).isInstanceOf(CompletionException.class);
        TestClient byQuery = sockets.connect("/?token=secret");
        byQuery.send("{\"type\":\"ping\"}");
        assertThat(byQuery.next().path("type").asText()).isEqualTo("pong");
        TestClient byProtocol = sockets.connect("/", "telemetry", "secret");
        assertThat(byProtocol.socket.getSubprotocol()).isEqualTo("telemetry");
    }

    @Test
    void path_other_isNoWebSocket() {
        assertThatThrownBy(() -> sockets.connect("/other")).isInstanceOf(CompletionException.class);
    }

    @Test
    void frame_binary_closesWith1003() throws Exception {
        TestClient client = sockets.connect();
        client.socket.sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
        assertThat(client.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1003);
    }

    @Test
    void message_tooLarge_closesWith1009() throws Exception {
        TestClient client = sockets.connect();
        client.socket
                .sendText("x".repeat((1 << 20) + 10), true)
                .exceptionally(broken -> null)
                .join();
        assertThat(client.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1009);
    }

    @Test
    void frame_tooLarge_closesWith1009AndSmallerOnesDoNot() throws Exception {
        sockets.server.settings(ServerSettings.builder().maxFrame(1_000)).start();
        TestClient client = sockets.connect();
        client.socket.sendText(" ".repeat(900), false).join();
        client.socket.sendText(" ".repeat(900), false).join();
        client.send("{\"type\":\"ping\"}");
        assertThat(client.next().path("type").asText()).isEqualTo("pong");
        client.socket
                .sendText("x".repeat(1_001), true)
                .exceptionally(broken -> null)
                .join();
        assertThat(client.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1009);
    }

    @Test
    void stop_server_closesConnections() throws Exception {
        TestClient client = sockets.connect();
        sockets.server.server.stop();
        assertThat(client.closed.get(20, TimeUnit.SECONDS)).isIn(1001, 1000);
    }
}
