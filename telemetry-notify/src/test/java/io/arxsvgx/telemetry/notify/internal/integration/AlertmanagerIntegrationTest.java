// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.firing;
import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.message;
import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arxsvgx.telemetry.notify.internal.http.HttpReceiver;
import io.arxsvgx.telemetry.notify.internal.message.MessageAlert;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt.Outcome;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertmanagerIntegrationTest {
    @AutoClose
    private final HttpReceiver first = HttpReceiver.start();

    @AutoClose
    private final HttpReceiver second = HttpReceiver.start();

    @TempDir
    Path folder;

    private Integration alertmanager(String yaml) {
        return IntegrationFixture.in(folder).integration("alertmanager", yaml);
    }

    private Integration one() {
        return alertmanager("url: " + first.address());
    }

    private Integration both() {
        return alertmanager("url: [" + first.address() + ", " + second.address() + "/prefix/]");
    }

    /** Refuses a batch with the word in it, as Alertmanager refuses one with an invalid alert. */
    private static void refuse(HttpReceiver receiver, String word, int status) {
        receiver.handler(exchange -> {
            String body =
                    receiver.requests().get(receiver.requests().size() - 1).body();
            exchange.sendResponseHeaders(body.contains(word) ? status : 200, -1);
            exchange.close();
        });
    }

    @Test
    void send_alerts_arePostedToTheApi() throws Exception {
        assertThat(one().send(message(
                        firing("hot", "pump-1", Map.of("http.route", "/x", "empty", "")), resolved("hot", "pump-2"))))
                .isEqualTo(Attempt.sent("200"));
        assertThat(first.request().target()).isEqualTo("/api/v2/alerts");
        assertThat(first.request().header("Content-Type")).isEqualTo("application/json");
        assertThat(new ObjectMapper().readTree(first.request().body())).isEqualTo(new ObjectMapper().readTree("""
                [{"labels": {"alertname": "hot", "http_route": "/x", "severity": "critical", "source": "pump-1",
                  "type": "temperature"},
                  "annotations": {"description": "pump-1 is at 91 °C & \\"rising\\" <fast>", "summary": "Too hot"},
                  "startsAt": "2026-01-31T12:00:00Z", "endsAt": "2026-01-31T12:04:10Z",
                  "generatorURL": "https://telemetry.example/page/#/alerts/hot-pump-1"},
                 {"labels": {"alertname": "hot", "severity": "critical", "source": "pump-2", "type": "temperature"},
                  "annotations": {"description": "pump-2 is at 91 °C & \\"rising\\" <fast>", "summary": "Too hot"},
                  "startsAt": "2026-01-31T12:00:00Z", "endsAt": "2026-01-31T12:05:00.500Z",
                  "generatorURL": "https://telemetry.example/page/#/alerts/hot-pump-2"}]
                """));
    }

    @Test
    void resendInterval_isOneMinuteUnlessItIsGiven() throws Exception {
        assertThat(one().resendInterval()).isEqualTo(Duration.ofMinutes(1));
        Integration slow = alertmanager("{url: " + first.address() + ", resend_interval: 1h30m}");
        assertThat(slow.resendInterval()).isEqualTo(Duration.ofMinutes(90));
        slow.send(message(firing("hot", "pump-1")));
        assertThat(first.request().body()).contains("\"endsAt\":\"2026-01-31T18:00:10Z\"");
    }

    @Test
    void send_batchThatIsRefused_arrivesButForTheBadAlert() throws Exception {
        refuse(first, "bad", 400);
        MessageAlert[] alerts = IntStream.range(0, 300)
                .mapToObj(i -> firing("hot", i == 77 || i == 290 ? "bad-" + i : "pump-" + i))
                .toArray(MessageAlert[]::new);
        Attempt attempt = one().send(message(alerts));
        assertThat(attempt)
                .isEqualTo(Attempt.sent("200; 2 of 300 alerts refused: " + first.address() + " answered 400"));
        String accepted = first.requests().stream()
                .map(HttpReceiver.Request::body)
                .filter(body -> !body.contains("bad"))
                .reduce("", String::concat);
        assertThat(IntStream.range(0, 300)
                        .filter(i -> accepted.contains("\"pump-" + i + "\""))
                        .count())
                .isEqualTo(298);
        assertThat(first.requests()).hasSizeLessThan(40);
    }

    @Test
    void send_onlyBadAlerts_isDead() throws Exception {
        refuse(first, "bad", 422);
        assertThat(one().send(message(firing("hot", "bad-1"), firing("hot", "bad-2")))
                        .outcome())
                .isEqualTo(Outcome.DEAD);
    }

    @Test
    void send_severalAddresses_oneThatAcceptsIsEnough() throws Exception {
        first.always(503, "");
        assertThat(both().send(message(firing("hot", "pump-1")))).isEqualTo(Attempt.sent("200"));
        assertThat(second.request().target()).isEqualTo("/prefix/api/v2/alerts");
        assertThat(both().address()).isEqualTo(first.address() + ", " + second.address());
    }

    @Test
    void send_allFail_isRetriedIfOneMayRecover() throws Exception {
        first.always(404, "");
        second.always(503, "");
        assertThat(both().send(message(firing("hot", "pump-1"))).outcome()).isEqualTo(Outcome.RETRY);
        second.always(404, "");
        assertThat(both().send(message(firing("hot", "pump-1"))).outcome()).isEqualTo(Outcome.DEAD);
    }
}
