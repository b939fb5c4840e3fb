// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.arxsvgx.telemetry.notification.AlertNotifier;
import io.arxsvgx.telemetry.notify.Notifications;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Receivers of notifications on a real port, each of which answers with the status that a test sets: {@code ops}
 * accepts, {@code pager} is overloaded, {@code chat} is gone. Nothing is routed to {@code spare}.
 */
final class ScriptedReceivers implements AutoCloseable {
    private final Map<String, Integer> statuses =
            new ConcurrentHashMap<>(Map.of("ops", 200, "pager", 503, "chat", 404, "spare", 200));
    private final HttpServer server;

    ScriptedReceivers() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        int status = statuses.get(exchange.getRequestURI().getPath().substring(1));
        byte[] body = (status == 200 ? "" : "no room").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Sets the status with which a receiver answers from now on. */
    void answer(String receiver, int status) {
        statuses.put(receiver, status);
    }

    /** Creates a notifier that sends each alert of a rule with {@code send_notification} to all but {@code spare}. */
    AlertNotifier notifier() {
        return Notifications.builder()
                .configuration(
                        """
                        route:
                          receiver: ops
                          group_by: ['...']
                          group_wait: 0s
                          group_interval: 1s
                          routes:
                            - {receiver: ops, continue: true}
                            - {receiver: pager, continue: true}
                            - {receiver: chat}
                        receivers:
                          - name: ops
                            webhook_configs: [{url: '%1$s/ops'}]
                          - name: pager
                            webhook_configs: [{url: '%1$s/pager'}]
                          - name: chat
                            webhook_configs: [{url: '%1$s/chat'}]
                          - name: spare
                            webhook_configs: [{url: '%1$s/spare'}]
                        """.formatted("http://127.0.0.1:" + server.getAddress().getPort()))
                .build();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
