// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.firing;
import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.message;
import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.resolved;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arxsvgx.telemetry.notify.internal.http.HttpReceiver;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt.Outcome;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookIntegrationTest {
    private static final Message MESSAGE = message(firing("hot", "pump-1"), resolved("hot", "pump-2"));

    @AutoClose
    private final HttpReceiver receiver = HttpReceiver.start();

    @TempDir
    Path folder;

    private Integration webhook(String more) {
        return IntegrationFixture.in(folder)
                .integration("webhook", "url: " + receiver.address() + "/hook\n" + more.replace("; ", "\n"));
    }

    private Attempt send(String more) throws InterruptedException {
        return webhook(more).send(MESSAGE);
    }

    @Test
    void send_message_isVersion4OfAlertmanager() throws Exception {
        assertThat(send("")).isEqualTo(Attempt.sent("200"));
        HttpReceiver.Request request = receiver.request();
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("Idempotency-Key")).isEqualTo("{}:{alertname=\"hot\"}#7");
        assertThat(request.header("X-Telemetry-Signature")).isEmpty();
        JsonNode expected = new ObjectMapper()
                .readTree("""
                {
                  "version": "4",
                  "groupKey": "{}:{alertname=\\"hot\\"}",
                  "truncatedAlerts": 0,
                  "status": "firing",
                  "receiver": "team",
                  "groupLabels": {"alertname": "hot"},
                  "commonLabels": {"alertname": "hot", "severity": "critical", "type": "temperature"},
                  "commonAnnotations": {"summary": "Too hot"},
                  "externalURL": "https://telemetry.example/page",
                  "alerts": [
                    {
                      "status": "firing",
                      "labels": {"alertname": "hot", "severity": "critical", "source": "pump-1", "type": "temperature"},
                      "annotations": {"description": "pump-1 is at 91 °C & \\"rising\\" <fast>", "summary": "Too hot"},
                      "startsAt": "2026-01-31T12:00:00Z",
                      "endsAt": "0001-01-01T00:00:00Z",
                      "generatorURL": "https://telemetry.example/page/#/alerts/hot-pump-1",
                      "fingerprint": "FIRST"
                    },
                    {
                      "status": "resolved",
                      "labels": {"alertname": "hot", "severity": "critical", "source": "pump-2", "type": "temperature"},
                      "annotations": {"description": "pump-2 is at 91 °C & \\"rising\\" <fast>", "summary": "Too hot"},
                      "startsAt": "2026-01-31T12:00:00Z",
                      "endsAt": "2026-01-31T12:05:00.500Z",
                      "generatorURL": "https://telemetry.example/page/#/alerts/hot-pump-2",
                      "fingerprint": "SECOND"
                    }
                  ]
                }
                """.replace("FIRST", MESSAGE.alerts().get(0).fingerprint())
                        .replace("SECOND", MESSAGE.alerts().get(1).fingerprint()));
        assertThat(new ObjectMapper().readTree(request.body())).isEqualTo(expected);
    }

    @Test
    void settings_defaults_areThoseOfAlertmanager() {
        Integration webhook = webhook("");
        assertThat(webhook.name()).isEqualTo("webhook[0]");
        assertThat(webhook.address()).isEqualTo(receiver.address());
        assertThat(webhook.sendsResolved()).isTrue();
        assertThat(webhook.maxAlerts()).isZero();
        assertThat(webhook.concurrency()).isEqualTo(4);
        assertThat(webhook.resendInterval()).isNull();
        Integration other = webhook("send_resolved: false; max_alerts: 3; concurrency: 16");
        assertThat(other.sendsResolved()).isFalse();
        assertThat(other.maxAlerts()).isEqualTo(3);
        assertThat(other.concurrency()).isEqualTo(16);
    }

    @ParameterizedTest
    @CsvSource({
        "200,SENT", "204,SENT", "400,DEAD", "401,DEAD", "403,DEAD", "404,DEAD", "405,DEAD", "408,RETRY", "409,DEAD",
        "410,DEAD", "413,DEAD", "422,DEAD", "425,RETRY", "429,RETRY", "500,RETRY", "501,RETRY", "503,RETRY", "304,DEAD"
    })
    void send_status_decidesWhatFollows(int status, Outcome outcome) throws Exception {
        receiver.reply(status, "");
        Attempt attempt = send("");
        assertThat(attempt.outcome()).isEqualTo(outcome);
        assertThat(attempt.text())
                .isEqualTo(outcome == Outcome.SENT ? "" + status : receiver.address() + " answered " + status);
        assertThat(attempt.retryAfter()).isNull();
    }

    @Test
    void send_refused_hasTheAnswerAndTheWait() throws Exception {
        receiver.reply(503, " busy\n\tnow ", Map.of("Retry-After", "7200"));
        assertThat(send(""))
                .isEqualTo(Attempt.retry(receiver.address() + " answered 503: busy now", Duration.ofHours(1)));
        receiver.reply(429, "", Map.of("Retry-After", "Sat, 31 Jan 2026 12:00:30 GMT"));
        assertThat(send("").retryAfter()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void send_longAnswer_isCutToOneLine() throws Exception {
        receiver.reply(500, "x\u0007\u001b[31m ".repeat(1_000));
        assertThat(send("").text())
                .hasSizeLessThan(700)
                .doesNotContain("\u001b", "\n")
                .contains("…");
    }

    @Test
    void send_templateBody_isEscapedForItsType() throws Exception {
        send("body: '{\"text\": \"{{ range .Alerts.Firing }}{{ .Annotations.description }}{{ end }}\"}'");
        assertThat(new ObjectMapper()
                        .readTree(receiver.request().body())
                        .path("text")
                        .asText())
                .isEqualTo("pump-1 is at 91 °C & \"rising\" <fast>");
        assertThat(receiver.request().header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void send_textBody_hasItsType() throws Exception {
        send("body: '{{ .Status | toUpper }}'; content_type: text/plain; charset=utf-8"
                .replace("; charset", ";charset"));
        assertThat(receiver.request().body()).isEqualTo("FIRING");
        assertThat(receiver.request().header("Content-Type")).isEqualTo("text/plain;charset=utf-8");
    }

    @Test
    void send_bodyThatIsTooLong_isDead() throws Exception {
        Attempt attempt = send("body: '" + "x".repeat(1_100_000) + "'");
        assertThat(attempt)
                .isEqualTo(Attempt.dead("the body is longer than 1 MB; set max_alerts or shorten the template"));
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void send_hmacSecret_signsIdTimestampAndBody() throws Exception {
        Files.writeString(folder.resolve("hmac"), "shared-key\n");
        send("hmac_secret_file: hmac");
        HttpReceiver.Request request = receiver.request();
        String timestamp = request.header("X-Telemetry-Timestamp");
        assertThat(timestamp).isEqualTo("" + IntegrationFixture.NOW.getEpochSecond());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("shared-key".getBytes(UTF_8), "HmacSHA256"));
        String signed = request.header("Idempotency-Key") + "." + timestamp + "." + request.body();
        assertThat(request.header("X-Telemetry-Signature"))
                .isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(UTF_8))));
    }

    @Test
    void send_secretFileThatIsMissing_isRetried() throws Exception {
        assertThat(send("hmac_secret_file: hmac"))
                .isEqualTo(Attempt.retry(
                        "hmac_secret: cannot read file " + folder.resolve("hmac") + ": no such file", null));
    }

    @Test
    void send_urlFile_isReadEachTime() throws Exception {
        Path file = folder.resolve("url");
        Integration webhook = IntegrationFixture.in(folder).integration("webhook", "url_file: url");
        assertThat(webhook.address()).isEqualTo("address in " + file);
        assertThat(webhook.send(MESSAGE).outcome()).isEqualTo(Outcome.RETRY);
        Files.writeString(file, "ftp://not/secret");
        assertThat(webhook.send(MESSAGE).text()).contains("expected an address").doesNotContain("secret");
        Files.writeString(file, receiver.address() + "/a\n");
        assertThat(webhook.send(MESSAGE).outcome()).isEqualTo(Outcome.SENT);
        Files.writeString(file, receiver.address() + "/b\n");
        assertThat(webhook.send(MESSAGE).outcome()).isEqualTo(Outcome.SENT);
        assertThat(receiver.requests()).extracting(HttpReceiver.Request::target).containsExactly("/a", "/b");
    }

    @Test
    void send_headers_areAdded() throws Exception {
        send("headers: {X-Tenant: acme, Authorization: Custom abc}");
        assertThat(receiver.request().header("X-Tenant")).isEqualTo("acme");
        assertThat(receiver.request().header("Authorization")).isEqualTo("Custom abc");
    }

    @Test
    void send_keyWithOtherCharacters_isEncodedOrHashed() throws Exception {
        Message odd = withKey("{}:{a=\"ü\n%\"}#1");
        webhook("").send(odd);
        assertThat(receiver.request().header("Idempotency-Key")).isEqualTo("{}:{a=\"%C3%BC%0A%25\"}#1");
        webhook("").send(withKey("x".repeat(5_000)));
        assertThat(receiver.requests().get(1).header("Idempotency-Key")).matches("[0-9a-f]{64}");
    }

    private static Message withKey(String key) {
        return new Message(
                MESSAGE.receiver(),
                MESSAGE.groupKey(),
                key,
                MESSAGE.groupLabels(),
                MESSAGE.alerts(),
                MESSAGE.truncatedAlerts(),
                MESSAGE.externalUrl());
    }

    @Test
    void send_documents_areOneRequestForEachAlert() throws Exception {
        IntegrationFixture fixture = IntegrationFixture.in(folder);
        Integration webhook = fixture.environment(fixture.environment()
                        .documents(alert ->
                                alert.id().endsWith("3") ? null : alert.id().getBytes(UTF_8)))
                .integration("webhook", "{url: " + receiver.address() + ", format: alert}");
        receiver.reply(400, "bad");
        Message message = message(firing("hot", "pump-1"), firing("hot", "pump-2"), firing("hot", "pump-3"));
        assertThat(webhook.send(message).outcome()).isEqualTo(Outcome.DEAD);
        assertThat(receiver.requests())
                .extracting(HttpReceiver.Request::body)
                .containsExactly("hot-pump-1", "hot-pump-2");
        assertThat(receiver.requests())
                .extracting(request -> request.header("Idempotency-Key"))
                .containsExactly("hot-pump-1-" + message.idempotencyKey(), "hot-pump-2-" + message.idempotencyKey());
        assertThat(webhook.send(message(firing("hot", "pump-4"))).outcome()).isEqualTo(Outcome.SENT);
        assertThat(receiver.requests().get(2).header("Idempotency-Key"))
                .isEqualTo("hot-pump-4-" + message.idempotencyKey());
    }
}
