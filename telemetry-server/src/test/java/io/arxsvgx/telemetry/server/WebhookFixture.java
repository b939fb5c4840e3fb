// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A receiver of webhooks, which keeps each call and responds as a test sets, and an alert to send. */
final class WebhookFixture implements AutoCloseable {
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpServer server;
    private volatile boolean hangs;

    /** A call as it was received. */
    record Call(String path, String query, String protocol, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return String.join(", ", headers.getOrDefault(name, List.of()));
        }
    }

    private record Reply(int status, String header, String value) {}

    WebhookFixture() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.add(new Call(
                exchange.getRequestURI().getPath(),
                String.valueOf(exchange.getRequestURI().getRawQuery()),
                exchange.getProtocol(),
                Map.copyOf(exchange.getRequestHeaders()),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        if (hangs) {
            awaitClosing();
        }
        Reply reply = replies.poll();
        if (reply != null) {
            exchange.getResponseHeaders().add(reply.header, reply.value);
        }
        exchange.sendResponseHeaders(reply == null ? 200 : reply.status, -1);
        exchange.close();
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sets the statuses of the next responses, one each; later calls get 200. */
    void reply(int... statuses) {
        for (int status : statuses) {
            reply(status, "X-None", "");
        }
    }

    /** Sets the response to the next call without a set response. */
    void reply(int status, String header, String value) {
        replies.add(new Reply(status, header, value));
    }

    /** Sends no response from now on until this is closed. */
    void hang() {
        hangs = true;
    }

    /** Returns the calls so far, the oldest first. */
    List<Call> calls() {
        return calls;
    }

    /** Returns the host and port. */
    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns a rule {@code t > 80} that notifies. */
    static AlertRule rule() {
        return AlertRule.builder("hot")
                .condition("threshold")
                .parameter("field", "t")
                .parameter("operator", ">")
                .parameter("value", 80)
                .actions("send_notification")
                .build();
    }

    /** Returns a firing alert of the rule. */
    static Alert alert() {
        try (TelemetryProcessor processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.defaults())
                .callerDriven()
                .build()) {
            processor.addAlertRule(rule());
            processor.start();
            processor.ingest(TelemetryEvent.of("s", "t", 90));
            processor.runOnce();
            return processor.alerts(1).get(0);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
