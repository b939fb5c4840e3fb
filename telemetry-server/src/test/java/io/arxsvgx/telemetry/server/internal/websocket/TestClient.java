// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client that keeps the messages it receives. */
final class TestClient implements WebSocket.Listener {
    private static final JsonCodec JSON = new JsonCodec(JsonLimits.defaults());

    final LinkedBlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final boolean reads;
    WebSocket socket;

    TestClient(boolean reads) {
        this.reads = reads;
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reads) {
            opened.request(1);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            received.add(JSON.read(text.toString()));
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed.complete(status);
        return null;
    }

    void send(String message) {
        socket.sendText(message, true).join();
    }

    JsonNode next() throws InterruptedException {
        JsonNode next = received.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("a message").isNotNull();
        return next;
    }

    JsonNode next(Predicate<JsonNode> wanted) throws InterruptedException {
        JsonNode next = next();
        while (!wanted.test(next)) {
            next = next();
        }
        return next;
    }

    TestClient subscribed(String... channels) throws InterruptedException {
        send("{\"type\":\"subscribe\",\"channels\":[\"" + String.join("\",\"", channels) + "\"]}");
        next(message -> message.path("type").asText().equals("subscribed"));
        return this;
    }
}
