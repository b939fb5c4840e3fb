// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

import static io.arxsvgx.testsupport.RequestBodies.event;
import static io.arxsvgx.testsupport.RequestBodies.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.server.ServerSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tests of the messages that a client receives for its subscriptions and watched series. */
class WebSocketSubscriptionTest {
    @AutoClose
    private final WebSocketFixture sockets = new WebSocketFixture();

    @Test
    void subscribe_alertsAndDashboard_areDelivered() throws InterruptedException {
        sockets.server.post("/rules", rule("hot"));
        TestClient client = sockets.connect();
        client.send("{\"type\":\"subscribe\",\"channels\":[\"alerts\",\"dashboard\"]}");
        JsonNode answer = client.next(message -> message.path("type").asText().equals("subscribed"));
        assertThat(answer.path("channels").toString()).isEqualTo("[\"alerts\",\"dashboard\"]");
        sockets.server.post("/telemetry", event("a", 90));
        JsonNode alert = client.next(message -> message.path("type").asText().equals("alert"));
        assertThat(alert.path("data").path("rule_id").asText()).isEqualTo("hot");
        assertThat(alert.path("data").path("state").asText()).isEqualTo("firing");
        JsonNode dashboard =
                client.next(message -> message.path("type").asText().equals("dashboard"));
        assertThat(dashboard.path("data").has("system_status")).isTrue();
    }

    @Test
    void unsubscribe_channel_isQuiet() throws InterruptedException {
        TestClient client = sockets.connect().subscribed("dashboard", "alerts");
        client.send("{\"type\":\"unsubscribe\",\"channels\":[\"dashboard\"]}");
        JsonNode answer = client.next(message -> message.path("type").asText().equals("subscribed"));
        assertThat(answer.path("channels").toString()).isEqualTo("[\"alerts\"]");
        client.received.clear();
        client.send("{\"type\":\"ping\"}");
        assertThat(client.next().path("type").asText()).isIn("pong", "dashboard");
    }

    @Test
    void subscribe_moreThanAllowed_isRefusedAndEarlierChannelsStay() throws InterruptedException {
        sockets.server.settings(ServerSettings.builder().maxSubscriptions(2)).start();
        TestClient client = sockets.connect().subscribed("alerts", "patterns");
        client.send("{\"type\":\"subscribe\",\"channels\":[\"telemetry\"]}");
        assertThat(client.next().path("message").asText())
                .isEqualTo("too many channels: the maximum is 2; unsubscribe from one first");
        client.send("{\"type\":\"unsubscribe\",\"channels\":[\"alerts\"]}");
        assertThat(client.next().path("channels").toString()).isEqualTo("[\"patterns\"]");
        client.subscribed("telemetry");
    }

    @Test
    void watch_series_deliversEveryValue() throws InterruptedException {
        TestClient client = sockets.connect();
        client.send("{\"type\":\"watch\",\"series\":[{\"source\":\"a\",\"type\":\"temperature\"}]}");
        assertThat(client.next().toString())
                .isEqualTo("{\"type\":\"watching\",\"series\":[{\"source\":\"a\",\"type\":\"temperature\"}]}");
        StringBuilder batch = new StringBuilder("[");
        for (int i = 0; i < 12; i++) {
            batch.append(i == 0 ? "" : ",").append(event("a", i)).append(",").append(event("b", i));
        }
        sockets.server.post("/telemetry", batch.append("]").toString());
        List<Integer> values = new ArrayList<>();
        while (values.size() < 12) {
            JsonNode message = client.next();
            assertThat(message.path("type").asText()).isEqualTo("values");
            for (JsonNode one : message.path("data")) {
                assertThat(one.path("source").asText()).isEqualTo("a");
                one.path("points").forEach(point -> values.add(point.get(1).asInt()));
            }
        }
        assertThat(values).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @Test
    void overview_subscribed_isSentEachSecond() throws InterruptedException {
        TestClient client = sockets.connect().subscribed("overview");
        JsonNode message = client.next();
        assertThat(message.path("type").asText()).isEqualTo("overview");
        assertThat(message.path("data").path("active_alerts").path("warning").asInt(-1))
                .isZero();
        JsonNode points = sockets.server.get("/dashboard/history").json().path("points");
        assertThat(points).contains(message.path("data"));
    }

    @Test
    void alert_ofAnEventWithMeta_hasIt() throws InterruptedException {
        sockets.server.post("/rules", rule("hot"));
        TestClient client = sockets.connect().subscribed("alerts");
        client.send("{\"type\":\"telemetry\",\"data\":" + event("a", 90).replace("}", ",\"meta\":{\"batch\":\"b7\"}}")
                + "}");
        JsonNode alert = client.next(message -> message.path("type").asText().equals("alert"));
        assertThat(alert.path("data").path("event_data").path("meta").toString())
                .isEqualTo("{\"batch\":\"b7\"}");
    }

    @Test
    void alert_severityRisesAndFalls_isDeliveredWithTheHighest() throws InterruptedException {
        sockets.server.post(
                "/rules",
                rule("hot")
                        .replace(
                                "\"value\":80",
                                "\"levels\":[{\"severity\":\"warning\",\"value\":80},{\"severity\":\"critical\",\"value\":90}]"));
        TestClient client = sockets.connect().subscribed("alerts");
        for (int value : new int[] {85, 95, 85}) {
            client.send("{\"type\":\"telemetry\",\"data\":" + event("a", value) + "}");
            sockets.server.flush();
        }
        JsonNode fallen = client.next(message -> !message.path("data")
                .path("severity")
                .equals(message.path("data").path("max_severity")));
        assertThat(fallen.path("data").path("severity").asText()).isEqualTo("warning");
        assertThat(fallen.path("data").path("max_severity").asText()).isEqualTo("critical");
    }
}
