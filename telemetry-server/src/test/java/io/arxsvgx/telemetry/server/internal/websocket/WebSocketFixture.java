// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.server.ServerFixture;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A server with a short processing interval, and the clients that a test has connected to it. */
final class WebSocketFixture implements AutoCloseable {
    final ServerFixture server = new ServerFixture()
            .config(TelemetryConfig.builder().processingInterval(Duration.ofMillis(100)))
            .start();
    private final List<TestClient> clients = new ArrayList<>();

    /** Connects a client that reads every message. */
    TestClient connect() {
        return connect("/");
    }

    /** Connects a client that reads every message, with a path, its query, and subprotocols. */
    TestClient connect(String path, String... protocols) {
        return connect(new TestClient(true), path, protocols);
    }

    /** Connects a client that reads nothing until it is requested to. */
    TestClient connectWithoutReading() {
        return connect(new TestClient(false), "/");
    }

    private TestClient connect(TestClient client, String path, String... protocols) {
        WebSocket.Builder builder = server.client.newWebSocketBuilder();
        if (protocols.length > 0) {
            builder.subprotocols(
                    protocols[0],
                    List.of(protocols).subList(1, protocols.length).toArray(String[]::new));
        }
        client.socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + server.server.webSocketPort() + path), client)
                .join();
        clients.add(client);
        return client;
    }

    @Override
    public void close() {
        clients.forEach(client -> client.socket.abort());
        server.close();
    }
}
