// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.firing;
import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.message;
import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arxsvgx.telemetry.notify.internal.http.HttpReceiver;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.message.MessageAlert;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagerdutyIntegrationTest {
    private static final Message FIRING = message(firing("hot", "pump-1"));

    @AutoClose
    private final HttpReceiver receiver = HttpReceiver.start();

    @TempDir
    Path folder;

    /** Open incidents by their key, as PagerDuty has them. */
    private final Map<String, String> incidents = new HashMap<>();

    private Integration pagerduty(String more) {
        return IntegrationFixture.in(folder)
                .integration(
                        "pagerduty",
                        "routing_key: R0123456789abcdef0123456789abcde\nurl: " + receiver.address() + "/v2/enqueue\n"
                                + more);
    }

    /** Answers by the documented rules of the Events API v2. */
    private void followRules() {
        receiver.handler(exchange -> {
            JsonNode event = new ObjectMapper()
                    .readTree(receiver.requests()
                            .get(receiver.requests().size() - 1)
                            .body());
            String problem = problem(event);
            String body = problem.isEmpty()
                    ? "{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\"k\"}"
                    : "{\"status\":\"invalid event\",\"message\":\"Event object is invalid\",\"errors\":[\"" + problem
                            + "\"]}";
            exchange.sendResponseHeaders(problem.isEmpty() ? 202 : 400, body.length());
            exchange.getResponseBody().write(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            exchange.close();
        });
    }

    private String problem(JsonNode event) {
        String action = event.path("event_action").asText();
        JsonNode payload = event.path("payload");
        String key = event.path("dedup_key").asText();
        if (event.path("routing_key").asText().length() != 32) {
            return "'routing_key' is missing or blank";
        }
        if (key.length() > 255) {
            return "'dedup_key' is too long (maximum is 255 characters)";
        }
        if (action.equals("resolve")) {
            incidents.remove(key);
            return key.isEmpty() ? "'dedup_key' is missing or blank" : "";
        }
        String summary = payload.path("summary").asText();
        if (summary.isEmpty() || summary.length() > 1_024) {
            return "'payload.summary' is missing or blank";
        }
        if (payload.path("source").asText().isEmpty()) {
            return "'payload.source' is missing or blank";
        }
        if (!payload.path("severity").asText().matches("critical|error|warning|info")) {
            return "'payload.severity' is invalid";
        }
        incidents.put(key, summary);
        return "";
    }

    @Test
    void send_firingThenResolved_opensAndClosesOneIncident() throws Exception {
        followRules();
        Integration pagerduty = pagerduty("");
        assertThat(pagerduty.sendsResolved()).isTrue();
        assertThat(pagerduty.send(FIRING)).isEqualTo(Attempt.sent("202"));
        assertThat(pagerduty.send(FIRING)).isEqualTo(Attempt.sent("202"));
        assertThat(incidents).hasSize(1).containsValue("[FIRING:1] hot on pump-1 (critical)");
        assertThat(incidents.keySet()).allMatch(key -> key.matches("[0-9a-f]{64}"));
        assertThat(pagerduty.send(message(resolved("hot", "pump-1")))).isEqualTo(Attempt.sent("202"));
        assertThat(incidents).isEmpty();
    }

    @Test
    void send_options_areThePayload() throws Exception {
        followRules();
        pagerduty("""
                client: mine
                client_url: https://x
                description: '{{ .CommonLabels.alertname }}'
                severity: '{{ .CommonLabels.severity }}'
                class: c
                component: '{{ .CommonLabels.source }}'
                group: g
                details: {firing: 'f', more: '{{ .Alerts | len }}'}
                links: [{href: 'https://l', text: t}]
                images: [{src: 'https://i', alt: a}]
                """).send(FIRING);
        JsonNode event = new ObjectMapper().readTree(receiver.request().body());
        assertThat(event).isEqualTo(new ObjectMapper().readTree("""
                {"routing_key": "R0123456789abcdef0123456789abcde", "dedup_key": "%s", "event_action": "trigger",
                 "client": "mine", "client_url": "https://x",
                 "payload": {"summary": "hot", "source": "mine", "severity": "critical", "class": "c",
                 "component": "pump-1", "group": "g",
                 "custom_details": {"firing": "f", "resolved": "", "num_firing": "1", "num_resolved": "0", "more": "1"}},
                 "links": [{"href": "https://l", "text": "t"}], "images": [{"src": "https://i", "alt": "a"}]}
                """.formatted(
                                event.path("dedup_key").asText())));
    }

    @Test
    void send_unknownSeverity_isError() throws Exception {
        followRules();
        assertThat(pagerduty("severity: '{{ .CommonLabels.type }}'").send(FIRING))
                .isEqualTo(Attempt.sent("202"));
        assertThat(receiver.request().body()).contains("\"severity\":\"error\"");
    }

    @Test
    void send_refused_isDeadWithTheMessage() throws Exception {
        followRules();
        Files.writeString(folder.resolve("key"), "tooshort-key");
        Integration integration = IntegrationFixture.in(folder)
                .global("pagerduty_url: " + receiver.address() + "/v2/enqueue")
                .integration("pagerduty", "routing_key_file: key");
        assertThat(integration.send(FIRING))
                .isEqualTo(Attempt.dead(receiver.address()
                        + " answered 400: Event object is invalid; 'routing_key' is missing or blank"));
    }

    @Test
    void send_rateLimitAndFailures_areRetried() throws Exception {
        receiver.reply(
                429,
                "{\"status\":\"throttle exceeded\",\"message\":\"Requests are arriving too quickly\"}",
                Map.of("Retry-After", "5"));
        assertThat(pagerduty("").send(FIRING))
                .isEqualTo(Attempt.retry(
                        receiver.address() + " answered 429: Requests are arriving too quickly",
                        Duration.ofSeconds(5)));
        receiver.reply(500, "oops");
        assertThat(pagerduty("").send(FIRING).outcome()).isEqualTo(Attempt.Outcome.RETRY);
    }

    @Test
    void send_storm_leavesOutDetailsAbove512Kilobytes() throws Exception {
        followRules();
        Message storm =
                message(Collections.nCopies(10_000, firing("hot", "pump-1")).toArray(new MessageAlert[0]));
        assertThat(pagerduty("").send(storm)).isEqualTo(Attempt.sent("202"));
        assertThat(receiver.request().body()).hasSizeLessThan(512_000).contains("details omitted");
    }
}
