// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookSenderTest {
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    /** The responses in order; then 200. */
    private final ConcurrentLinkedQueue<Integer> answers = new ConcurrentLinkedQueue<>();

    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Integer answer = answers.poll();
            exchange.sendResponseHeaders(answer == null ? 200 : answer, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void close() {
        receiver.stop(0);
    }

    private WebhookSender sender() {
        return WebhookSender.builder("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook")
                .timing(new WebhookSender.Timing(Duration.ofMillis(1), System::nanoTime, Instant::now, time -> {}))
                .build();
    }

    private static Alert alert() {
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

    private static AlertRule rule() {
        return AlertRule.builder("hot")
                .condition("threshold")
                .parameter("field", "t")
                .parameter("operator", ">")
                .parameter("value", 80)
                .actions("send_notification")
                .build();
    }

    @Test
    void send_alert_arrivesAsJson() throws Exception {
        sender().send(alert());
        assertThat(bodies).hasSize(1);
        assertThat(new JsonCodec(JsonLimits.defaults())
                        .read(bodies.get(0))
                        .path("rule_id")
                        .asText())
                .isEqualTo("hot");
    }

    @Test
    void send_receiverFails_isTriedAgain() throws Exception {
        answers.addAll(List.of(500, 503));
        sender().send(alert());
        assertThat(bodies).hasSize(3);
    }

    @Test
    void send_receiverFailsForGood_throws() {
        answers.addAll(List.of(500, 500, 500, 500));
        assertThatThrownBy(() -> sender().send(alert()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("500");
        assertThat(bodies).hasSize(3);
    }

    @Test
    void send_requestIsWrong_isNotTriedAgain() {
        answers.add(404);
        assertThatThrownBy(() -> sender().send(alert())).isInstanceOf(IOException.class);
        assertThat(bodies).hasSize(1);
    }

    @Test
    void address_ofAnotherKind_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WebhookSender(URI.create("ftp://x")));
    }

    @Test
    void processor_firing_sends() {
        try (TelemetryProcessor processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.defaults())
                .notificationSender(sender())
                .build()) {
            processor.addAlertRule(rule());
            processor.start();
            processor.ingest(TelemetryEvent.of("s", "t", 90));
            await().until(() -> bodies.size() == 1);
        }
    }
}
