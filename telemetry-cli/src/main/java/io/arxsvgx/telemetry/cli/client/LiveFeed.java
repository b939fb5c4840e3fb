// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.json.MalformedJsonException;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A subscription to the events of a server over WebSocket. Thread-safe. */
public final class LiveFeed implements AutoCloseable {
    private final WebSocket socket;
    private final CompletableFuture<Void> end;

    private LiveFeed(WebSocket socket, CompletableFuture<Void> end) {
        this.socket = socket;
        this.end = end;
    }

    /**
     * Subscribes to channels.
     *
     * @param client the client with the server's token and certificates
     * @param address the address of the WebSocket interface
     * @param channels the channels
     * @param listener receives the messages, one at a time, on a thread of the feed
     * @return an open feed
     * @throws CliException if the server does not answer, or rejects the subscription
     */
    public static LiveFeed open(ServerClient client, URI address, List<String> channels, Consumer<JsonNode> listener) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        WebSocket.Builder builder = client.http().newWebSocketBuilder().connectTimeout(client.timeout());
        if (client.token() != null) {
            builder.header("Authorization", "Bearer " + client.token());
        }
        try {
            WebSocket socket = builder.buildAsync(address, new Receiver(client, listener, end))
                    .get(client.timeout().toMillis(), TimeUnit.MILLISECONDS);
            String names = channels.stream().map(name -> '"' + name + '"').collect(Collectors.joining(","));
            socket.sendText("{\"type\":\"subscribe\",\"channels\":[" + names + "]}", true)
                    .get(client.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return new LiveFeed(socket, end);
        } catch (ExecutionException e) {
            throw refusal(client, address, e);
        } catch (TimeoutException e) {
            throw noServer(address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliException.failed("interrupted", e);
        }
    }

    private static CliException refusal(ServerClient client, URI address, ExecutionException e) {
        if (e.getCause() instanceof WebSocketHandshakeException handshake) {
            int status = handshake.getResponse().statusCode();
            return status == 401
                    ? new ServerResponse(status, client.json().read("{}"), java.time.Duration.ZERO, "").refusal()
                    : CliException.noServer(
                            "no WebSocket interface at " + address + " (status " + status
                                    + "); set the address of the server's WebSocket interface with --websocket",
                            e);
        }
        return noServer(address, e);
    }

    private static CliException noServer(URI address, Exception e) {
        return CliException.noServer(
                "no server answers at " + address
                        + "; start one with \"telemetry start\", or set the address with --websocket or TELEMETRY_WEBSOCKET",
                e);
    }

    /**
     * Returns a future of the end of the feed.
     *
     * @return completes when the server closes the feed, and fails when the connection fails
     */
    public CompletableFuture<Void> end() {
        return end;
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                .orTimeout(1, TimeUnit.SECONDS)
                .exceptionally(gone -> socket)
                .join();
        socket.abort();
    }

    /** A receiver that assembles messages from their parts. */
    private static final class Receiver implements WebSocket.Listener {
        private final ServerClient client;
        private final Consumer<JsonNode> listener;
        private final CompletableFuture<Void> end;
        private final StringBuilder text = new StringBuilder();

        Receiver(ServerClient client, Consumer<JsonNode> listener, CompletableFuture<Void> end) {
            this.client = client;
            this.listener = listener;
            this.end = end;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                String message = text.toString();
                text.setLength(0);
                try {
                    listener.accept(client.json().read(message));
                } catch (MalformedJsonException e) {
                    end.completeExceptionally(e);
                }
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            end.complete(null);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            end.completeExceptionally(error instanceof IOException ? error : new IOException(error));
        }
    }
}
