// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static io.arxsvgx.telemetry.server.WebhookFixture.alert;
import static io.arxsvgx.telemetry.server.WebhookFixture.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.rule.Severity;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class WebhookSenderTest {
    @AutoClose
    private final WebhookFixture receiver = new WebhookFixture();

    private WebhookSender sender() {
        return WebhookSender.builder("http://" + receiver.host() + "/hook")
                .timing(new WebhookSender.Timing(Duration.ofMillis(1), System::nanoTime, Instant::now, time -> {}))
                .build();
    }

    @Test
    void send_alert_arrivesAsJson() throws Exception {
        sender().send(alert());
        assertThat(receiver.calls()).hasSize(1);
        assertThat(new JsonCodec(JsonLimits.defaults())
                        .read(receiver.calls().get(0).body())
                        .path("rule_id")
                        .asText())
                .isEqualTo("hot");
    }

    @Test
    void send_alertWhoseSeverityHasFallen_hasTheHighest() throws Exception {
        sender().send(alert().toBuilder()
                .severity(Severity.INFO)
                .maxSeverity(Severity.CRITICAL)
                .build());
        JsonNode body = new JsonCodec(JsonLimits.defaults())
                .read(receiver.calls().get(0).body());
        assertThat(body.path("severity").asText()).isEqualTo("info");
        assertThat(body.path("max_severity").asText()).isEqualTo("critical");
    }

    @Test
    void send_receiverFails_isTriedAgain() throws Exception {
        receiver.reply(500, 503);
        sender().send(alert());
        assertThat(receiver.calls()).hasSize(3);
    }

    @Test
    void send_receiverFailsForGood_throws() {
        receiver.reply(500, 500, 500, 500);
        assertThatThrownBy(() -> sender().send(alert()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("500");
        assertThat(receiver.calls()).hasSize(3);
    }

    @Test
    void send_requestIsWrong_isNotTriedAgain() {
        receiver.reply(404);
        assertThatThrownBy(() -> sender().send(alert())).isInstanceOf(IOException.class);
        assertThat(receiver.calls()).hasSize(1);
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
            await().until(() -> receiver.calls().size() == 1);
        }
    }
}
