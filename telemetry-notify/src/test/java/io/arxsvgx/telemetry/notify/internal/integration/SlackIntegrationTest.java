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
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt.Outcome;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackIntegrationTest {
    private static final String HOOK = "/services/T0000000/B0000000/abcdefgh12345678";
    private static final Message MESSAGE = message(firing("hot", "pump-1"), resolved("hot", "pump-2"));

    @AutoClose
    private final HttpReceiver slack = HttpReceiver.start().always(200, "ok");

    @TempDir
    Path folder;

    private Integration slack(String more) {
        return IntegrationFixture.in(folder)
                .integration("slack", "api_url: " + slack.address() + HOOK + "\n" + more.replace("; ", "\n"));
    }

    private JsonNode sent() throws Exception {
        return new ObjectMapper().readTree(slack.request().body());
    }

    @Test
    void send_defaults_areAnAttachmentWithEscapedValues() throws Exception {
        assertThat(slack("").send(MESSAGE)).isEqualTo(Attempt.sent("200"));
        assertThat(slack.request().target()).isEqualTo(HOOK);
        JsonNode attachment = sent().path("attachments").path(0);
        assertThat(sent().path("username").asText()).isEqualTo("Arx Telemetry");
        assertThat(sent().has("channel")).isFalse();
        assertThat(attachment.path("title").asText()).isEqualTo("[FIRING:1] hot (critical)");
        assertThat(attachment.path("fallback").asText()).isEqualTo("[FIRING:1] hot (critical)");
        assertThat(attachment.path("title_link").asText()).isEqualTo("https://telemetry.example/page");
        assertThat(attachment.path("color").asText()).isEqualTo("danger");
        assertThat(attachment.path("text").asText()).isEqualTo("""
                        • hot on pump-1: pump-1 is at 91 °C &amp; "rising" &lt;fast&gt;
                        • resolved: hot on pump-2
                        """);
        assertThat(attachment.has("fields")).isFalse();
    }

    @Test
    void send_resolved_isGood() throws Exception {
        assertThat(slack("").sendsResolved()).isFalse();
        Integration integration = slack("send_resolved: true");
        assertThat(integration.sendsResolved()).isTrue();
        integration.send(message(resolved("hot", "pump-1")));
        assertThat(sent().path("attachments").path(0).path("color").asText()).isEqualTo("good");
    }

    @Test
    void send_allOptions_areSent() throws Exception {
        slack("""
                channel: '#{{ .CommonLabels.severity }}'
                username: bot
                icon_emoji: ':fire:'
                icon_url: https://x/icon.png
                link_names: true
                title: 't<!here>'
                pretext: p
                text: '{{ .CommonLabels.alertname }}'
                fallback: f
                footer: foot
                callback_id: cb
                title_link: https://x/?a=1&b=2
                color: '#123456'
                image_url: https://x/i.png
                thumb_url: https://x/t.png
                mrkdwn_in: [text]
                short_fields: true
                fields:
                - {title: A, value: '{{ .Status }}'}
                - {title: B, value: b, short: false}
                actions:
                - {type: button, text: Runbook, url: 'https://x/{{ .CommonLabels.alertname }}', style: primary}
                """).send(MESSAGE);
        assertThat(sent()).isEqualTo(new ObjectMapper().readTree("""
                {"channel": "#critical", "username": "bot", "icon_emoji": ":fire:", "icon_url": "https://x/icon.png",
                 "link_names": true, "attachments": [{"title": "t<!here>", "pretext": "p", "text": "hot", "fallback": "f",
                 "footer": "foot", "callback_id": "cb", "title_link": "https://x/?a=1&b=2", "color": "#123456",
                 "image_url": "https://x/i.png", "thumb_url": "https://x/t.png", "mrkdwn_in": ["text"],
                 "fields": [{"title": "A", "value": "firing", "short": true}, {"title": "B", "value": "b", "short": false}],
                 "actions": [{"type": "button", "text": "Runbook", "url": "https://x/hot", "style": "primary"}]}]}
                """));
    }

    @Test
    void send_storm_isCutAt3000Characters() throws Exception {
        Message storm =
                message(Collections.nCopies(10_000, firing("hot", "a&b")).toArray(new MessageAlert[0]));
        slack("title: '{{ range .Alerts }}&amp;{{ .Labels.source }}{{ end }}'").send(storm);
        JsonNode attachment = sent().path("attachments").path(0);
        assertThat(attachment.path("text").asText())
                .hasSizeBetween(2_990, 3_000)
                .endsWith("…");
        assertThat(attachment.path("title").asText())
                .hasSizeBetween(1_015, 1_024)
                .matches("(&amp;a&amp;b)*(&amp;(a(&amp;)?)?)?…");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            200 ~ ok                                        ~ SENT
            200 ~ ''                                        ~ SENT
            200 ~ {"ok": true}                              ~ SENT
            200 ~ {"success": true}                         ~ SENT
            200 ~ invalid_payload                           ~ DEAD
            200 ~ channel_not_found                         ~ DEAD
            200 ~ no_service                                ~ DEAD
            200 ~ rollup_error                              ~ RETRY
            200 ~ {"ok": false, "error": "channel_not_found"} ~ DEAD
            200 ~ {"ok": false, "error": "ratelimited"}     ~ RETRY
            200 ~ {"ok": false}                             ~ RETRY
            200 ~ <html>maintenance</html>                  ~ RETRY
            400 ~ invalid_payload                           ~ DEAD
            403 ~ action_prohibited                         ~ DEAD
            404 ~ channel_not_found                         ~ DEAD
            410 ~ channel_is_archived                       ~ DEAD
            500 ~ rollup_error                              ~ RETRY
            """)
    void send_answer_countsByTheRulesOfSlack(int status, String body, Outcome outcome) throws Exception {
        slack.reply(status, body);
        Attempt attempt = slack("").send(MESSAGE);
        assertThat(attempt.outcome()).isEqualTo(outcome);
        if (outcome == Outcome.DEAD) {
            assertThat(attempt.text()).contains(" answered " + status + ": ").containsPattern("[a-z]+_[a-z_]+");
        }
    }

    @Test
    void send_rateLimit_waitsAsLongAsSlackAsks() throws Exception {
        slack.reply(429, "rate_limited", Map.of("Retry-After", "30"));
        Attempt attempt = slack("").send(MESSAGE);
        assertThat(attempt)
                .isEqualTo(Attempt.retry(slack.address() + " answered 429: rate_limited", Duration.ofSeconds(30)));
        assertThat(slack("").concurrency()).isEqualTo(1);
    }

    @Test
    void parse_globalAddress_isUsed() throws Exception {
        Files.writeString(folder.resolve("url"), slack.address() + "/global");
        IntegrationFixture.in(folder)
                .global("slack_api_url_file: url")
                .integration("slack", "{}")
                .send(MESSAGE);
        assertThat(slack.request().target()).isEqualTo("/global");
    }
}
