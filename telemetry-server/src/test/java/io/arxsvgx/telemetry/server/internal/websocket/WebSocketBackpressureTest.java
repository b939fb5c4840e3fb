// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

import static io.arxsvgx.testsupport.RequestBodies.event;
import static io.arxsvgx.testsupport.RequestBodies.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.server.ServerSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tests of clients that read slowly or not at all, and of many clients at once. */
class WebSocketBackpressureTest {
    @AutoClose
    private final WebSocketFixture sockets = new WebSocketFixture();

    @Test
    void watch_clientThatDoesNotRead_losesNothingThatIsKept() throws InterruptedException {
        TestClient slow = sockets.connectWithoutReading();
        slow.send("{\"type\":\"watch\",\"series\":[{\"source\":\"a\",\"type\":\"temperature\"}]}");
        slow.send("{\"type\":\"telemetry\",\"data\":" + event("other", 1) + "}");
        await().until(() -> sockets.server
                .processor
                .series()
                .history("other", "temperature", 1)
                .isPresent());
        int count = 20_000;
        for (int i = 0; i < count; i += 1_000) {
            StringBuilder batch = new StringBuilder("[");
            for (int j = 0; j < 1_000; j++) {
                batch.append(j == 0 ? "" : ",").append(event("a", i + j));
            }
            sockets.server.post("/telemetry", batch.append("]").toString());
        }
        sockets.server.flush();
        slow.socket.request(Long.MAX_VALUE);
        int next = 0;
        while (next < count) {
            JsonNode message = slow.next();
            for (JsonNode one : message.path("data")) {
                assertThat(one.has("gap")).isFalse();
                for (JsonNode point : one.path("points")) {
                    assertThat(point.get(1).asInt()).isEqualTo(next++);
                }
            }
        }
    }

    @Test
    void client_thatDoesNotRead_receivesHowManyItMissedAndDelaysNobody() throws Exception {
        sockets.server.settings(ServerSettings.builder().maxOutbox(8)).start();
        sockets.server.post("/rules", rule("hot"));
        TestClient slow = sockets.connectWithoutReading();
        slow.send("{\"type\":\"subscribe\",\"channels\":[\"alerts\"]}");
        TestClient quick = sockets.connect().subscribed("alerts");
        int alerts = 4_000;
        for (int i = 0; i < alerts; i += 100) {
            StringBuilder batch = new StringBuilder("[");
            for (int j = 0; j < 100; j++) {
                batch.append(j == 0 ? "" : ",").append(event("s" + (i + j) + "x".repeat(500), 90));
            }
            sockets.server.post("/telemetry", batch.append("]").toString());
            sockets.server.flush();
            int upTo = i + 100;
            await().until(() -> quick.received.size() >= upTo);
        }
        slow.socket.request(Long.MAX_VALUE);
        long received = 0;
        long missed = 0;
        while (received + missed < alerts) {
            JsonNode message = slow.next();
            received += message.path("type").asText().equals("alert") ? 1 : 0;
            missed += message.path("missed").asLong(0);
        }
        assertThat(received + missed).isEqualTo(alerts);
        assertThat(missed).isPositive();
    }

    @Test
    void alerts_inAFlood_areDeliveredOrCounted() throws Exception {
        int flood = 20_000;
        sockets.server.post("/rules", rule("hot"));
        TestClient client = sockets.connect().subscribed("alerts");
        for (int i = 0; i < flood; i++) {
            assertThat(sockets.server
                            .processor
                            .series("oven_" + i, "temperature")
                            .record(99))
                    .isTrue();
            if (i % 1_000 == 0) {
                sockets.server.flush();
            }
        }

        long received = 0;
        while (received < flood) {
            JsonNode message = client.next();
            received += message.path("type").asText().equals("lagged")
                    ? message.path("missed").asLong()
                    : 1;
        }
        assertThat(received).isEqualTo(flood);
        client.send("{\"type\":\"ping\"}");
        assertThat(client.next().path("type").asText()).isEqualTo("pong");
    }

    @Test
    void manyClients_someOfWhichNeverRead_loseNothing() throws Exception {
        int many = Integer.getInteger("clients", 200);
        sockets.server.post("/rules", rule("hot"));
        for (int i = 0; i < many / 50; i++) {
            sockets.connectWithoutReading().send("{\"type\":\"subscribe\",\"channels\":[\"alerts\"]}");
        }
        List<TestClient> reading = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            reading.add(sockets.connect().subscribed("alerts"));
        }
        for (int i = 0; i < 50; i++) {
            sockets.server.post("/telemetry", event("s" + i, 90));
        }
        for (TestClient client : reading) {
            for (int i = 0; i < 50; i++) {
                assertThat(client.next().path("data").path("source").asText()).isEqualTo("s" + i);
            }
        }
    }
}
